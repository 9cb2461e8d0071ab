using System.Globalization;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Exits;
using Argosy.Engine.Orders;
using Argosy.Engine.Rules;
using Argosy.Engine.Strategies;

namespace Argosy.Strategies.Exits;

/// <summary>A resting limit that asks for less the longer a position is held: at entry·(1 + fee)·(1 + target)/(1 − fee), rounded away from the market.</summary>
/// <remarks>Re-priced at the first bar that opens at or after entry + step; where the open lies beyond the new price, it fills there.</remarks>
[Rule("roi", "Takes a net profit by a resting limit that comes nearer the longer the position is held.", Example = "roi:0:4%/60:2%/120:1%")]
public sealed class RoiTable : ITimedExit
{
    readonly string _table;
    readonly (long After, decimal Gain)[] _steps;

    /// <summary>Reads the table.</summary>
    /// <exception cref="ArgumentException">It is no table of falling targets that begins at minute 0.</exception>
    public RoiTable([Parameter("minutes:percent from the entry on, parted by /, e.g. 0:4%/60:2%", Unit = "table")] string table)
    {
        ArgumentNullException.ThrowIfNull(table);
        _table = table;
        _steps = [.. table.Split(['/', ' ', ';', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Step)];
        if (_steps.Length == 0 || _steps[0].After != 0) throw new ArgumentException($"the table begins at minute 0, e.g. 0:4%/60:2%, was '{table}'");
        for (var i = 1; i < _steps.Length; i++)
        {
            if (_steps[i].After <= _steps[i - 1].After) throw new ArgumentException($"the minutes of the table rise, was '{table}'");
            if (_steps[i].Gain > _steps[i - 1].Gain) throw new ArgumentException($"a target only comes nearer: the percents of the table fall, was '{table}'");
        }
    }

    /// <inheritdoc/>
    public OrderPurpose Purpose => OrderPurpose.Target;

    /// <inheritdoc/>
    public OrderType? Standing => OrderType.Limit;

    /// <inheritdoc/>
    public bool IsReady(in ExitEntry entry) => Limit(in entry, _steps[0].Gain) > 0;

    /// <inheritdoc/>
    public OrderTerms Terms(in ExitEntry entry) => new() { Limit = Limit(in entry, _steps[0].Gain) };

    /// <inheritdoc/>
    public long? NextTime(long entryTime, long after)
    {
        foreach (var step in _steps)
        {
            if (entryTime + step.After > after) return entryTime + step.After;
        }
        return null;
    }

    /// <inheritdoc/>
    public decimal? LimitAt(in ExitEntry entry, long time)
    {
        var gain = _steps[0].Gain;
        foreach (var step in _steps)
        {
            if (entry.Time + step.After <= time) gain = step.Gain;
        }
        return Limit(in entry, gain);
    }

    /// <inheritdoc/>
    public override string ToString() => $"roi:{_table}";

    static decimal Limit(in ExitEntry entry, decimal gain) =>
        entry.Side == Side.Buy ? entry.Instrument.CeilingToTick(entry.AfterFees(gain)) : entry.Instrument.FloorToTick(entry.AfterFees(gain));

    static (long After, decimal Gain) Step(string text)
    {
        const NumberStyles plain = NumberStyles.AllowDecimalPoint;
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var percent = text.EndsWith('%');
        if (colon <= 0 || !long.TryParse(text.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) || minutes > 100_000_000
            || !decimal.TryParse(text.AsSpan(colon + 1, text.Length - colon - (percent ? 2 : 1)), plain, CultureInfo.InvariantCulture, out var gain) || gain > 100_000)
        {
            throw new ArgumentException($"'{text}' is no minutes:percent, e.g. 60:2%");
        }
        return (minutes * 60_000, percent ? gain / 100 : gain);
    }
}
