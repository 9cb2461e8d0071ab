using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Orders;
using Argosy.Engine.Running;

namespace Argosy.Engine.Risk;

/// <summary>Says how much an entry made by a target trades.</summary>
public interface ISizingRule
{
    /// <summary>The size, or why there is none.</summary>
    Result<OrderSize> Size(in SizingRequest request);
}

/// <summary>What a sizing rule may look at.</summary>
/// <param name="Side">Side of the entry.</param>
/// <param name="FreeQuote">Quote asset that an entry may spend now.</param>
/// <param name="Equity">Exact equity at the last marks, quote asset.</param>
/// <param name="Close">Close the decision was taken at, quote asset.</param>
/// <param name="StopPrice">Where the entry's stop will lie, quote asset; null without one.</param>
/// <param name="IdleInstruments">Instruments without position or working entry, this one included, counted for each strategy book; at least 1.</param>
public readonly record struct SizingRequest(Side Side, decimal FreeQuote, decimal Equity, decimal Close, decimal? StopPrice, int IdleInstruments)
{
    /// <summary>Fee of taker fills, ratio: what an entry pays on top of its notional.</summary>
    public decimal TakerFee { get; init; }

    /// <summary>The instrument's base bars that have closed; null where nobody knows them.</summary>
    public BarSeries? Bars { get; init; }

    /// <summary>The account with its closed trades; null where nobody knows them.</summary>
    public AccountView? Account { get; init; }
}
