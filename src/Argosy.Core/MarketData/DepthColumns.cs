using Argosy.Core.Values;

namespace Argosy.Core.MarketData;

/// <summary>Messages about an order book, snapshots and changes, in memory as struct of arrays, in the order in which they arrived.</summary>
/// <remarks>Message m says the rows from <c>Starts[m]</c> to before <c>Starts[m + 1]</c>: the new quantity at a price, 0 removes the level.</remarks>
public sealed class DepthColumns
{
    /// <summary>When each message became known, Unix ms of the history's clock; never falling.</summary>
    public required long[] Times { get; init; }

    /// <summary>When the recorder received each message, Unix ns; null where the source does not tell.</summary>
    public long[]? Received { get; init; }

    /// <summary>Whether each message is a whole book instead of changes.</summary>
    public required bool[] Snapshots { get; init; }

    /// <summary>Number of the first update in each message.</summary>
    public required long[] FirstIds { get; init; }

    /// <summary>Number of the last update in each message.</summary>
    public required long[] LastIds { get; init; }

    /// <summary>Last number of the message before, where the stream tells it (futures); −1 otherwise.</summary>
    public required long[] PreviousIds { get; init; }

    /// <summary>First row of each message, and the number of rows at the end.</summary>
    public required int[] Starts { get; init; }

    /// <summary>Prices of the rows, price units.</summary>
    public required long[] Prices { get; init; }

    /// <summary>New quantities of the rows, quantity units; 0 removes the level.</summary>
    public required long[] Quantities { get; init; }

    /// <summary>Whether each row is an ask.</summary>
    public required bool[] Asks { get; init; }

    /// <summary>Number of messages.</summary>
    public int Count => Times.Length;

    /// <summary>Throws when the columns break the promises of this type.</summary>
    public void Check()
    {
        Invariant.Check(Snapshots.Length == Count && FirstIds.Length == Count && LastIds.Length == Count && PreviousIds.Length == Count && Starts.Length == Count + 1 && (Received is null || Received.Length == Count), "columns of messages have one length");
        Invariant.Check(Prices.Length == Starts[Count] && Quantities.Length == Starts[Count] && Asks.Length == Starts[Count], "columns of rows have one length");
        for (var i = 1; i < Count; i++) Invariant.Check(Times[i] >= Times[i - 1], "messages are in time order");
    }
}
