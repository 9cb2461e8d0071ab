using Argosy.Core.Links;
using Argosy.Engine.Risk;
using Argosy.Engine.Running;

namespace Argosy.Worker.Running;

/// <summary>Tells the host how a run's guards and limits stand, at most once a step and only where something shown has changed. It reads, and changes nothing.</summary>
sealed class RuleWatch
{
    /// <summary>Digits of an amount that are told.</summary>
    public const int Digits = 4;

    /// <summary>Decimal places of a ratio or a multiple that are told: hundredths of a percent.</summary>
    public const int RatioPlaces = 4;

    readonly Action<WorkerMessage> _answer;
    readonly IReadableRule[] _rules;
    Line[]? _lines;

    /// <summary>Watches the rules that can say how they stand.</summary>
    /// <param name="answer">Takes the message.</param>
    /// <param name="options">The run's guards and limits.</param>
    public RuleWatch(Action<WorkerMessage> answer, EngineOptions options)
    {
        _answer = answer;
        _rules = [.. options.Guards.OfType<IReadableRule>(), .. options.Limits.OfType<IReadableRule>()];
    }

    /// <summary>A step has ended: tells how the rules stand where that has changed.</summary>
    public void EndStep(AccountView account)
    {
        // Before its first instant a run has neither time nor prices.
        if (_rules.Length == 0 || account.Time == long.MinValue) return;
        var isFirst = _lines is null;
        _lines ??= LinesOf(account);
        var hasChanged = isFirst && _lines.Length > 0;
        foreach (var line in _lines) hasChanged |= line.Read(account);
        if (hasChanged) _answer(new RulesRead([.. _lines.Select(line => line.Stand)]));
    }

    /// <summary>A value as it is told.</summary>
    internal static decimal Shown(decimal value, RuleUnit unit) => unit switch
    {
        RuleUnit.Ratio or RuleUnit.Multiple => decimal.Round(value, RatioPlaces, MidpointRounding.ToEven),
        RuleUnit.Quote or RuleUnit.Base => Significant(value),
        RuleUnit.Time or RuleUnit.Trades or RuleUnit.Orders => value,
    };

    static decimal Significant(decimal value)
    {
        var (size, places) = (Math.Abs(value), Digits - 1);
        if (size == 0) return 0;
        for (; size >= 10; size /= 10) places--;
        for (; size < 1; size *= 10) places++;
        if (places >= 0) return decimal.Round(value, Math.Min(places, 28), MidpointRounding.ToEven);
        var step = 1m;
        for (; places < 0; places++) step *= 10;
        return decimal.Round(value / step, 0, MidpointRounding.ToEven) * step;
    }

    Line[] LinesOf(AccountView account)
    {
        var lines = new List<Line>();
        foreach (var rule in _rules)
        {
            for (short instrument = -1; instrument < account.Instruments.Count; instrument++)
            {
                if (rule.Read(account, instrument) is { } reading) lines.Add(new Line(rule, instrument, in reading));
            }
        }
        return [.. lines];
    }

    sealed class Line(IReadableRule rule, short instrument, in RuleReading first)
    {
        readonly string _text = rule.ToString() ?? rule.GetType().Name;
        RuleReading _shown = first with { IsBlocking = false };
        long? _tripped;

        public RuleStand Stand => new(_text, instrument, _shown.Threshold, _shown.Unit, _shown.IsBlocking, _shown.Current, _shown.Until, _tripped);

        /// <summary>Whether anything shown is different from before.</summary>
        public bool Read(AccountView account)
        {
            if (rule.Read(account, instrument) is not { } read) return false;
            if (read.Current is { } current) read = read with { Current = Shown(current, read.Unit) };
            if (read.IsBlocking && !_shown.IsBlocking) _tripped = account.Time;
            if (read == _shown) return false;
            _shown = read;
            return true;
        }
    }
}
