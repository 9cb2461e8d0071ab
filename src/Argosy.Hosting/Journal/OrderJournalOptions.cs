using Argosy.Hosting.Observing;

namespace Argosy.Hosting.Journal;

/// <summary>How an order journal is kept.</summary>
public sealed record OrderJournalOptions
{
    /// <summary>Bytes of a segment file, filled with zeros when it is made; 64 KiB to 1 GiB.</summary>
    public int SegmentBytes { get; init; } = 4 << 20;

    /// <summary>Measures how long the disk takes to make a batch durable; null for none.</summary>
    public LatencyHistogram? Syncs { get; init; }

    /// <summary>Whether the disk is waited for. A journal that nobody will read, of orders that nobody sends, needs no disk.</summary>
    internal bool IsDurable { get; init; } = true;

    /// <summary>The options, checked.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value outside its range.</exception>
    public OrderJournalOptions Checked()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(SegmentBytes, 64 << 10, nameof(SegmentBytes));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(SegmentBytes, 1 << 30, nameof(SegmentBytes));
        return this;
    }
}
