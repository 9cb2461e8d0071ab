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
    bool _isFirst;

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
        return IsOld(change) ? BookStep.Old : Take(change);
    }

    /// <summary>Takes a snapshot, then what waited for one.</summary>
    /// <returns>In step; waiting when the snapshot is older than what waits, so that another is needed.</returns>
    public BookStep Reset(long last, IReadOnlyList<BookLevel> bids, IReadOnlyList<BookLevel> asks)
    {
        Levels.Clear();
        Levels.Apply(bids, asks);
        var step = BookStep.Applied;
        (_last, _isFirst) = (last, true);
        while (_waiting.TryDequeue(out var change))
        {
            if (IsOld(change)) continue;
            step = Take(change);
            if (step == BookStep.Gap) return step;
        }
        return Levels.IsCrossed ? Drop() : step;
    }

    // The first change after a snapshot may begin before it: snapshots are taken between two messages of the stream.
    bool Follows(DepthChange change) => (isFutures, _isFirst) switch
    {
        (true, true) => change.First <= _last && _last <= change.Last,
        (true, false) => change.Previous == _last,
        (false, true) => change.First <= _last + 1 && _last + 1 <= change.Last,
        (false, false) => change.First == _last + 1,
    };

    bool IsOld(DepthChange change) => isFutures && _isFirst ? change.Last < _last : change.Last <= _last;

    BookStep Take(DepthChange change)
    {
        if (!Follows(change)) return Drop();
        _isFirst = false;
        Levels.Apply(change.Bids, change.Asks);
        _last = change.Last;
        return Levels.IsCrossed ? Drop() : BookStep.Applied;
    }

    /// <summary>Throws it away: a snapshot is needed.</summary>
    public void Clear()
    {
        Levels.Clear();
        _waiting.Clear();
        _last = -1;
    }

    BookStep Drop()
    {
        Clear();
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
