using Argosy.Hosting.Ports;
using Argosy.Venues.Wire;

namespace Argosy.Venues.Binance;

/// <summary>A book kept in step with Binance's sequence: a gap throws it away, it is never patched.</summary>
/// <remarks>Source: Binance API documentation, "How to manage a local order book correctly", spot and USD-M futures, whose rules differ.</remarks>
public sealed class BinanceBook(bool isFutures)
{
    const int MostWaiting = 10_000;

    readonly Queue<DepthChange> _waiting = new();
    long _last = -1;

    /// <summary>Its levels; empty unless <see cref="IsInStep"/>.</summary>
    public PriceBook Levels { get; } = new();

    /// <summary>Number of the state it shows; −1 while it shows none.</summary>
    public long Last => _last;

    /// <summary>Whether it may be used; if not, a snapshot is to be fetched.</summary>
    public bool IsInStep => _last >= 0;

    /// <summary>Takes a change from the stream.</summary>
    public BookStep Apply(DepthChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        if (!IsInStep)
        {
            if (_waiting.Count == MostWaiting) _waiting.Dequeue();
            _waiting.Enqueue(change.Copy());
            return BookStep.Waiting;
        }
        if (change.Last <= _last) return BookStep.Old;
        var follows = isFutures ? change.Previous == _last : change.First == _last + 1;
        return Take(change, follows);
    }

    /// <summary>Takes a snapshot, then what waited for one.</summary>
    /// <returns>In step; waiting when the snapshot is older than what waits, so that another is needed.</returns>
    public BookStep Reset(long last, IReadOnlyList<BookLevel> bids, IReadOnlyList<BookLevel> asks)
    {
        Levels.Clear();
        Levels.Apply(bids, asks);
        var isFirst = true;
        var step = BookStep.Applied;
        _last = last;
        while (_waiting.TryDequeue(out var change))
        {
            if (isFutures ? change.Last < last : change.Last <= last) continue;
            var follows = isFirst ? Begins(change, last) : isFutures ? change.Previous == _last : change.First == _last + 1;
            step = Take(change, follows);
            if (step == BookStep.Gap) return step;
            isFirst = false;
        }
        return Levels.IsCrossed ? Drop() : step;
    }

    bool Begins(DepthChange change, long last) => isFutures ? change.First <= last && last <= change.Last : change.First <= last + 1 && last + 1 <= change.Last;

    BookStep Take(DepthChange change, bool follows)
    {
        if (!follows) return Drop();
        Levels.Apply(change.Bids, change.Asks);
        _last = change.Last;
        return Levels.IsCrossed ? Drop() : BookStep.Applied;
    }

    BookStep Drop()
    {
        Levels.Clear();
        _waiting.Clear();
        _last = -1;
        return BookStep.Gap;
    }
}

/// <summary>What became of a change.</summary>
public enum BookStep : byte
{
    /// <summary>It is in the book.</summary>
    Applied,
    /// <summary>It waits for a snapshot.</summary>
    Waiting,
    /// <summary>The book had it already.</summary>
    Old,
    /// <summary>One is missing, or the book crossed: it is thrown away and a snapshot is needed.</summary>
    Gap,
}
