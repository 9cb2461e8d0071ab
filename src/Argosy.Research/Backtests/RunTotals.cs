namespace Argosy.Research.Backtests;

/// <summary>What a sweep keeps of a run.</summary>
/// <param name="FinalEquity">Equity at the end, what is open closed at the last close with the taker fee, quote asset.</param>
/// <param name="Fills">Number of fills.</param>
/// <param name="Orders">Number of orders, refused ones included.</param>
/// <param name="Bars">Base bars processed.</param>
/// <param name="EngineSeconds">What the run took.</param>
/// <param name="AllocatedBytes">What it allocated.</param>
public readonly record struct RunTotals(decimal FinalEquity, int Fills, int Orders, long Bars, double EngineSeconds, long AllocatedBytes);
