using Argosy.Core.Values;
using Argosy.Engine.Accounting;
using Argosy.Research.Metrics;

namespace Argosy.Research.WalkForward;

/// <summary>Lays tests end to end; each began with the money the one before left.</summary>
sealed class Stitching(decimal cash, long from)
{
    readonly List<long> _times = [from];
    readonly List<double> _values = [Exact.ToStatistic(cash)];
    readonly List<Trade> _trades = [];

    public FillHistory Fills { get; } = new();

    public IReadOnlyList<Trade> Trades => _trades;

    public decimal Final { get; private set; } = cash;

    public long Points { get; private set; }

    public long Exposed { get; private set; }

    public void Add(WindowOutcome window)
    {
        if (window.Test is not { } test)
        {
            // Idle money: a point at the end keeps its days in the curve.
            Point(window.Window.TestTo, Exact.ToStatistic(Final));
            return;
        }
        var curve = test.Equity.EndAt(test.Metrics.FinalEquity);
        for (var i = 1; i < curve.Count; i++) Point(curve.Times[i], curve.Values[i]);
        Exposed += (long)Math.Round((test.Metrics.Exposure ?? 0) * (curve.Count - 1));
        foreach (var trade in test.Trades) _trades.Add(trade with { Id = _trades.Count + 1 });
        for (var i = 0; i < test.Fills.Count; i++) Fills.Add(in test.Fills[i]);
        Final = test.Metrics.FinalEquity;
    }

    public EquitySeries Curve() => new([.. _times], [.. _values]);

    void Point(long time, double value)
    {
        if (time <= _times[^1]) return;
        _times.Add(time);
        _values.Add(value);
        Points++;
    }
}
