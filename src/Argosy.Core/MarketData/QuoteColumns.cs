using Argosy.Core.Values;

namespace Argosy.Core.MarketData;

/// <summary>Best bids and asks with their sizes in memory as struct of arrays, in the order in which they became known.</summary>
public sealed class QuoteColumns
{
    /// <summary>When, Unix ms of the history's clock; never falling.</summary>
    public required long[] Times { get; init; }

    /// <summary>When the recorder received each, Unix ns; null where the source does not tell.</summary>
    public long[]? Received { get; init; }

    /// <summary>Best bids, price units.</summary>
    public required long[] Bids { get; init; }

    /// <summary>Sizes at the best bids, quantity units.</summary>
    public required long[] BidQuantities { get; init; }

    /// <summary>Best asks, price units; above the bid of their row.</summary>
    public required long[] Asks { get; init; }

    /// <summary>Sizes at the best asks, quantity units.</summary>
    public required long[] AskQuantities { get; init; }

    /// <summary>The exchange's update numbers; 0 where the source has none.</summary>
    public required long[] UpdateIds { get; init; }

    /// <summary>Number of quotes.</summary>
    public int Count => Times.Length;

    /// <summary>Throws when the columns break the promises of this type.</summary>
    public void Check()
    {
        Invariant.Check(Bids.Length == Count && BidQuantities.Length == Count && Asks.Length == Count && AskQuantities.Length == Count && UpdateIds.Length == Count && (Received is null || Received.Length == Count), "columns of quotes have one length");
        for (var i = 0; i < Count; i++) Invariant.Check(Bids[i] < Asks[i] && (i == 0 || Times[i] >= Times[i - 1]), "quotes are in time order and never crossed");
    }
}
