namespace Argosy.Worker.Parity;

/// <summary>Something in which a run is not the backtest of its bars.</summary>
/// <param name="Kind">missing, extra, size, unfilled, fill-price, fill-time, fee.</param>
/// <param name="Cause">Why; <see cref="Unexplained"/> where nothing in the log says.</param>
/// <param name="Time">When the order was decided, Unix ms.</param>
/// <param name="Instrument">Name of the instrument.</param>
/// <param name="Order">The order in words.</param>
/// <param name="Backtest">What the backtest has.</param>
/// <param name="Run">What the run has.</param>
public sealed record ParityDifference(string Kind, string Cause, long Time, string Instrument, string Order, string Backtest, string Run)
{
    /// <summary>The cause of what nothing in the log explains.</summary>
    public const string Unexplained = "unexplained";

    /// <summary>Whether the log explains it.</summary>
    public bool IsExplained => Cause != Unexplained;
}

/// <summary>What a comparison found.</summary>
/// <param name="Mode">paper or live.</param>
/// <param name="Bars">Bars of the run.</param>
/// <param name="Orders">Orders of the backtest that were sent.</param>
/// <param name="Equal">How many of them the run has with the same fills.</param>
/// <param name="TradeHash">Trade hash of the backtest.</param>
/// <param name="RunTradeHash">Trade hash of the run.</param>
/// <param name="Differences">Everything else, in time.</param>
public sealed record ParityOutcome(string Mode, int Bars, int Orders, int Equal, string TradeHash, string RunTradeHash, IReadOnlyList<ParityDifference> Differences)
{
    /// <summary>Whether every difference has a cause.</summary>
    public bool IsExplained => Differences.All(difference => difference.IsExplained);
}
