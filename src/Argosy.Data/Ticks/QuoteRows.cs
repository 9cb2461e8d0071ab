namespace Argosy.Data.Ticks;

/// <summary>Best bids and asks as they were read.</summary>
internal sealed class QuoteRows
{
    public List<long> Times { get; } = [];

    public List<long> Received { get; } = [];

    public NumberColumn Prices { get; } = new();

    public NumberColumn Quantities { get; } = new();

    public List<long> UpdateIds { get; } = [];
}
