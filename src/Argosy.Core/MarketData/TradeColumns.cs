using Argosy.Core.Values;

namespace Argosy.Core.MarketData;

/// <summary>Public trades in memory as struct of arrays, in the order in which they became known.</summary>
public sealed class TradeColumns
{
    /// <summary>When, Unix ms of the history's clock; never falling.</summary>
    public required long[] Times { get; init; }

    /// <summary>When the recorder received each, Unix ns; null where the source does not tell.</summary>
    public long[]? Received { get; init; }

    /// <summary>Prices, whole units of the history's price scale; above 0.</summary>
    public required long[] Prices { get; init; }

    /// <summary>Quantities, whole units of the history's quantity scale; 0 or more.</summary>
    public required long[] Quantities { get; init; }

    /// <summary>Who took liquidity.</summary>
    public required TakerSide[] Takers { get; init; }

    /// <summary>Number of trades.</summary>
    public int Count => Times.Length;

    /// <summary>Throws when the columns break the promises of this type.</summary>
    public void Check()
    {
        Invariant.Check(Prices.Length == Count && Quantities.Length == Count && Takers.Length == Count && (Received is null || Received.Length == Count), "columns of trades have one length");
        for (var i = 1; i < Count; i++) Invariant.Check(Times[i] >= Times[i - 1], "trades are in time order");
    }
}

/// <summary>The side of a public trade's taker.</summary>
public enum TakerSide : byte
{
    /// <summary>The source does not tell.</summary>
    Unknown,
    /// <summary>The taker bought: the price is an ask.</summary>
    Buy,
    /// <summary>The taker sold: the price is a bid.</summary>
    Sell,
}
