using Argosy.Core.Instruments;
using Argosy.Engine.Accounting;

namespace Argosy.Research.Metrics;

/// <summary>What a run left behind, for its figures.</summary>
public sealed record MetricsInput
{
    /// <summary>Start of the test, Unix ms.</summary>
    public required long From { get; init; }

    /// <summary>The last close, Unix ms.</summary>
    public required long To { get; init; }

    /// <summary>Cash at the start, quote asset, above 0.</summary>
    public required decimal StartingCash { get; init; }

    /// <summary>Starting cash and the results of all trades, quote asset, exact.</summary>
    public required decimal FinalEquity { get; init; }

    /// <summary>The curve, starting cash first at <see cref="From"/>; <see cref="EquitySeries.None"/> when not kept.</summary>
    public required EquitySeries Equity { get; init; }

    /// <summary>The curve's daily returns where they are known already; null: they are made of the curve.</summary>
    public DailyReturns? Daily { get; init; }

    /// <summary>Instruments in the run's order.</summary>
    public required IReadOnlyList<Instrument> Instruments { get; init; }

    /// <summary>Round trips, open ones valued at the end included.</summary>
    public required IReadOnlyList<Trade> Trades { get; init; }

    /// <summary>Every fill.</summary>
    public required FillHistory Fills { get; init; }

    /// <summary>Interest, funding and dust bookings.</summary>
    public IReadOnlyList<CashFlow> CashFlows { get; init; } = [];

    /// <summary>Points at which a position was held.</summary>
    public long ExposedPoints { get; init; }

    /// <summary>Equity points in all, the starting cash not counted, whether kept or not.</summary>
    public long Points { get; init; }

    /// <summary>First open from the start of the test and last close of each instrument that has bars in it.</summary>
    public IReadOnlyList<PriceSpan> Prices { get; init; } = [];
}

/// <summary>An instrument's first and last price within a test.</summary>
/// <param name="FirstOpen">Open of the first bar from the start of the test, quote asset.</param>
/// <param name="LastClose">Close of the last bar, quote asset.</param>
public readonly record struct PriceSpan(double FirstOpen, double LastClose);
