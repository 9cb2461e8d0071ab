namespace Argosy.Data.Ticks;

/// <summary>Messages about a book as they were read; a message's rows follow one another.</summary>
internal sealed class DepthRows
{
    public List<long> Times { get; } = [];

    public List<long> Received { get; } = [];

    public List<bool> Snapshots { get; } = [];

    public List<long> FirstIds { get; } = [];

    public List<long> LastIds { get; } = [];

    public List<long> PreviousIds { get; } = [];

    public List<int> Starts { get; } = [];

    public NumberColumn Prices { get; } = new();

    public NumberColumn Quantities { get; } = new();

    public List<bool> Asks { get; } = [];

    /// <summary>Begins a message; <paramref name="received"/> is 0 where nobody knows.</summary>
    public void Begin(long time, long received, bool snapshot, long first, long last, long previous)
    {
        Times.Add(time);
        Received.Add(received);
        Snapshots.Add(snapshot);
        FirstIds.Add(first);
        LastIds.Add(last);
        PreviousIds.Add(previous);
        Starts.Add(Prices.Count);
    }
}
