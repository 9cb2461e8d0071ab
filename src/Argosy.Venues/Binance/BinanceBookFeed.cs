using Argosy.Core.Values;
using Argosy.Hosting.Ports;
using Argosy.Venues.Wire;

namespace Argosy.Venues.Binance;

/// <summary>Keeps one instrument's book live over losses: every gap throws it away and fetches a snapshot while newer frames wait in the socket.</summary>
/// <param name="listing">Whose book.</param>
/// <param name="book">The book.</param>
/// <param name="listener">Hears it.</param>
/// <param name="clock">The venue's clock: dates a book that comes from a snapshot alone.</param>
/// <param name="time">Waits between snapshots that did not help.</param>
/// <param name="fetch">Fetches a snapshot.</param>
internal sealed class BinanceBookFeed(Listing listing, BinanceBook book, IBookListener listener, VenueClock clock, TimeProvider time, Func<CancellationToken, Task<Result<BookSnapshot>>> fetch)
{
    readonly BinanceReader _reader = new();
    readonly DepthChange _change = new();
    readonly Backoff _backoff = new(1);
    bool _isVain;

    /// <summary>The stream has opened: whatever was known is old.</summary>
    /// <exception cref="InvalidDataException">No snapshot came: the stream is to be opened again.</exception>
    public async ValueTask OpenedAsync(CancellationToken cancellation)
    {
        book.Clear();
        await SnapshotAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Takes one frame; one that cannot be read shows as a gap at the next.</summary>
    public void Frame(ReadOnlySpan<byte> frame)
    {
        if (BinanceReader.KindOf(frame, out var body) != BinanceEvent.Depth || !_reader.TryDepth(body, _change) || _change.Symbol != listing.Symbol) return;
        switch (book.Apply(_change))
        {
            case BookStep.Applied:
                _isVain = false;
                _backoff.Reset();
                listener.OnBook(listing.Instrument.Name, book.Levels, book.Last, _change.Time);
                break;
            case BookStep.Gap:
                listener.OnOut(listing.Instrument.Name, "a change of the book was lost");
                break;
            case BookStep.Waiting or BookStep.Old:
                break;
        }
    }

    /// <summary>Fetches a snapshot where the last frame has shown a gap; called after each frame.</summary>
    /// <exception cref="InvalidDataException">No snapshot came: the stream is to be opened again.</exception>
    public ValueTask AfterAsync(CancellationToken cancellation) => book.IsInStep ? ValueTask.CompletedTask : SnapshotAsync(cancellation);

    async ValueTask SnapshotAsync(CancellationToken cancellation)
    {
        // Snapshots cost much: the second in vain waits.
        if (_isVain) await Task.Delay(_backoff.Next(), time, cancellation).ConfigureAwait(false);
        _isVain = true;
        var snapshot = await fetch(cancellation).ConfigureAwait(false);
        if (!snapshot.Ok) throw new InvalidDataException($"the book of {listing.Instrument.Name} could not be fetched: {snapshot.Error!.Message}");
        book.Reset(snapshot.Value.Sequence, snapshot.Value.Bids, snapshot.Value.Asks);
        if (book.IsInStep) listener.OnBook(listing.Instrument.Name, book.Levels, book.Last, clock.Now);
    }
}

/// <summary>A book as an answer tells it.</summary>
/// <param name="Sequence">The venue's number of this state.</param>
/// <param name="Bids">Bids.</param>
/// <param name="Asks">Asks.</param>
internal sealed record BookSnapshot(long Sequence, IReadOnlyList<BookLevel> Bids, IReadOnlyList<BookLevel> Asks);
