using Argosy.Core.MarketData;

namespace Argosy.Simulation.Books;

/// <summary>Builds an order book from a stream: buffers changes until a snapshot comes, drops what it holds already, applies the rest while their numbers follow on.</summary>
/// <remarks>
/// Sources: Binance "How to manage a local order book correctly" (spot: U = u before + 1; futures: pu = u before; the first change after a
/// snapshot may reach back behind it). A break in the numbers or a crossed book ends the book: it is empty and unusable until the next snapshot.
/// </remarks>
public sealed class BookBuilder
{
    readonly DepthColumns _depth;
    int _bufferedFrom = -1;
    long _lastId;
    bool _afterSnapshot;

    /// <summary>A builder over messages that are given to <see cref="Apply"/> one after the other.</summary>
    public BookBuilder(DepthColumns depth)
    {
        ArgumentNullException.ThrowIfNull(depth);
        _depth = depth;
    }

    /// <summary>The book; empty while it is not live.</summary>
    public OrderBook Book { get; } = new();

    /// <summary>Whether the book is whole and up to date.</summary>
    public bool IsLive { get; private set; }

    /// <summary>Number of the last update in the book.</summary>
    public long LastId => _lastId;

    /// <summary>What happened so far.</summary>
    public BookTally Tally { get; } = new();

    /// <summary>Takes the message; returns whether the book stands as the message says.</summary>
    public bool Apply(int message)
    {
        if (_depth.Snapshots[message])
        {
            Load(message);
        }
        else if (IsLive)
        {
            Update(message);
        }
        else
        {
            if (_bufferedFrom < 0) _bufferedFrom = message;
            Tally.Unusable++;
        }
        return IsLive;
    }

    void Load(int message)
    {
        Book.Clear();
        SetRows(message);
        _lastId = _depth.LastIds[message];
        _afterSnapshot = true;
        IsLive = true;
        Tally.Snapshots++;
        var from = _bufferedFrom;
        _bufferedFrom = -1;
        if (Book.IsCrossed)
        {
            Drop(message + 1);
            Tally.Crossed++;
        }
        for (var buffered = from; buffered >= 0 && buffered < message && IsLive; buffered++)
        {
            if (!_depth.Snapshots[buffered]) Update(buffered);
        }
    }

    void Update(int message)
    {
        if (_depth.LastIds[message] <= _lastId)
        {
            Tally.Stale++;
            return;
        }
        if (!Follows(message))
        {
            Tally.Breaks++;
            Drop(message);
            return;
        }
        SetRows(message);
        _afterSnapshot = false;
        _lastId = _depth.LastIds[message];
        if (!Book.IsCrossed)
        {
            Tally.Applied++;
            return;
        }
        Tally.Crossed++;
        Drop(message + 1);
    }

    bool Follows(int message)
    {
        var previous = _depth.PreviousIds[message];
        if (previous >= 0) return previous == _lastId || (_afterSnapshot && previous < _lastId);
        return _afterSnapshot ? _depth.FirstIds[message] <= _lastId + 1 : _depth.FirstIds[message] == _lastId + 1;
    }

    // What follows waits for the next snapshot; the message that broke the chain may belong behind it.
    void Drop(int bufferFrom)
    {
        Book.Clear();
        IsLive = false;
        _bufferedFrom = bufferFrom;
    }

    void SetRows(int message)
    {
        var (prices, quantities, asks) = (_depth.Prices, _depth.Quantities, _depth.Asks);
        var end = _depth.Starts[message + 1];
        for (var row = _depth.Starts[message]; row < end; row++) Book.Set(asks[row], prices[row], quantities[row]);
    }
}
