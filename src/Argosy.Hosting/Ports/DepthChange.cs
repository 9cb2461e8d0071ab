namespace Argosy.Hosting.Ports;

/// <summary>A change of an order book with its place in the venue's sequence; used again for each message.</summary>
public sealed class DepthChange
{
    /// <summary>The venue's spelling.</summary>
    public string Symbol { get; set; } = "";

    /// <summary>When, Unix ms by the venue's clock.</summary>
    public long Time { get; set; }

    /// <summary>Number of the first state it holds.</summary>
    public long First { get; set; }

    /// <summary>Number of the last state it holds.</summary>
    public long Last { get; set; }

    /// <summary>Number of the state it follows; −1 where the venue does not say.</summary>
    public long Previous { get; set; } = -1;

    /// <summary>Changed bids.</summary>
    public List<BookLevel> Bids { get; } = [];

    /// <summary>Changed asks.</summary>
    public List<BookLevel> Asks { get; } = [];

    /// <summary>A copy that stays as it is.</summary>
    public DepthChange Copy()
    {
        var copy = new DepthChange { Symbol = Symbol, Time = Time, First = First, Last = Last, Previous = Previous };
        copy.Bids.AddRange(Bids);
        copy.Asks.AddRange(Asks);
        return copy;
    }
}
