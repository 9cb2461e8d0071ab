using Argosy.Core.MarketData;

namespace Argosy.Simulation.Margin;

/// <summary>What a perpetual contract has besides its last prices.</summary>
/// <param name="Mark">Mark-price bars, or null: the last price is the mark.</param>
/// <param name="Funding">Recorded funding, or null for none.</param>
public sealed record PerpetualData(BarColumns? Mark, FundingRates? Funding);
