namespace Argosy.Research.Results;

/// <summary>What one of several strategies did in its own book.</summary>
/// <param name="Id">What the run called it.</param>
/// <param name="Name">Built-in name, or file.</param>
/// <param name="Parameters">Every parameter as text.</param>
/// <param name="Trades">Number of trades.</param>
/// <param name="Pnl">Σ of their results, quote asset.</param>
/// <param name="WinRate">Share of trades that gained; null without a trade.</param>
/// <param name="ProfitFactor">Σ gains / |Σ losses|; null without a loss.</param>
/// <param name="Fees">Fees paid, quote asset.</param>
/// <param name="FinalBookValue">Its cash movements and what it held at the last close, quote asset.</param>
public sealed record StoredBook(
    string Id, string Name, IReadOnlyDictionary<string, string> Parameters, int Trades, decimal Pnl, double? WinRate, double? ProfitFactor, decimal Fees, decimal FinalBookValue);
