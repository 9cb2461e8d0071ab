using Argosy.Research.Perpetuals;
using Argosy.Simulation.Fills;

namespace Argosy.Research.Backtests;

/// <summary>Everything that decides a backtest besides data and strategy; every default is spelled out in the result.</summary>
public sealed record BacktestSettings
{
    /// <summary>Starting cash, quote asset, above 0.</summary>
    public decimal Cash { get; init; } = 10_000m;

    /// <summary>Order size in the command line's words: all, quote:100, qty:1, equity:10%, risk:1%, volatility:20%, kelly(cap=25%).</summary>
    public string Size { get; init; } = "all";

    /// <summary>Protective exits of every entry, as texts, e.g. stop:2% (<c>ExitRules</c>).</summary>
    public IReadOnlyList<string> Exits { get; init; } = [];

    /// <summary>What blocks entries, as texts, e.g. cooldown:1h (<c>GuardRules</c>).</summary>
    public IReadOnlyList<string> Guards { get; init; } = [];

    /// <summary>What shrinks or refuses entries, as texts, e.g. max-order-size:1000 (<c>LimitRules</c>).</summary>
    public IReadOnlyList<string> Limits { get; init; } = [];

    /// <summary>The fill contract's settings.</summary>
    public FillOptions Fills { get; init; } = new();

    /// <summary>Latency and queue model of a run on ticks; null on bars.</summary>
    public TickOptions? Ticks { get; init; }

    /// <summary>Whether path-dependent runs are repeated adverse-first and favourable-first.</summary>
    public bool Band { get; init; } = true;

    /// <summary>Whether short sales are allowed.</summary>
    public bool AllowShort { get; init; }

    /// <summary>Whether long positions are allowed; a run that may only be short allows short sales.</summary>
    public bool AllowLong { get; init; } = true;

    /// <summary>Largest Σ |quantity|·price over equity after an opening fill, 1 or more.</summary>
    public decimal Leverage { get; init; } = 1m;

    /// <summary>Makes the instruments perpetual contracts with <see cref="Leverage"/> as their own; null is spot.</summary>
    public MarginSettings? Margin { get; init; }

    /// <summary>Yearly interest on borrowed base assets, ratio, accrued per hour.</summary>
    public decimal BorrowApr { get; init; }

    /// <summary>First instant of the test, Unix ms; bars before it warm strategies up. Null: the first bar's open.</summary>
    public long? From { get; init; }

    /// <summary>End of the test (exclusive), Unix ms. Null: the end of the data.</summary>
    public long? To { get; init; }

    /// <summary>Whether the equity curve is kept (a sweep does not).</summary>
    public bool KeepCurve { get; init; } = true;

    /// <summary>Whether the running state hash is kept.</summary>
    public bool KeepHash { get; init; } = true;
}
