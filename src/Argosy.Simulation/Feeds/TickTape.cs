using Argosy.Core.MarketData;

namespace Argosy.Simulation.Feeds;

/// <summary>The ticks of a history one after the other, in the order in which they became known; at one moment trades, then quotes, then the book.</summary>
/// <remarks>A trade is the cause of the change of quote and book that carries its time, so it comes first.</remarks>
sealed class TickTape
{
    const int KindShift = 30;
    const int RowMask = (1 << KindShift) - 1;

    readonly TickHistory _history;
    readonly int[]? _order;

    public TickTape(TickHistory history)
    {
        _history = history;
        if (history.Quotes is not null || history.Depth is not null) _order = Merge(history);
        Count = (int)history.Count;
    }

    public int Count { get; }

    /// <summary>Whether there are trades alone; then a position is a row of them.</summary>
    public bool IsTrades => _order is null;

    public (TickKind Kind, int Row) this[int position] =>
        _order is null ? (TickKind.Trade, position) : ((TickKind)((uint)_order[position] >> KindShift), _order[position] & RowMask);

    public long Time(TickKind kind, int row) => kind switch
    {
        TickKind.Trade => _history.Trades.Times[row],
        TickKind.Quote => _history.Quotes!.Times[row],
        TickKind.Depth => _history.Depth!.Times[row],
    };

    static int[] Merge(TickHistory history)
    {
        var order = new int[history.Count];
        int trade = 0, quote = 0, message = 0;
        var (trades, quotes, depth) = (history.Trades, history.Quotes, history.Depth);
        for (var k = 0; k < order.Length; k++)
        {
            var t = trade < trades.Count ? Key(trades.Times, trades.Received, trade) : long.MaxValue;
            var q = quotes is not null && quote < quotes.Count ? Key(quotes.Times, quotes.Received, quote) : long.MaxValue;
            var d = depth is not null && message < depth.Count ? Key(depth.Times, depth.Received, message) : long.MaxValue;
            if (t <= q && t <= d && trade < trades.Count) order[k] = trade++;
            else if (q <= d && quote < (quotes?.Count ?? 0)) order[k] = quote++ | ((int)TickKind.Quote << KindShift);
            else order[k] = message++ | unchecked((int)((uint)TickKind.Depth << KindShift));
        }
        return order;
    }

    // Nanoseconds where all streams have them; milliseconds otherwise.
    static long Key(long[] times, long[]? received, int row) => received is null ? times[row] : received[row];
}

enum TickKind : byte
{
    /// <summary>A public trade.</summary>
    Trade,
    /// <summary>A change of the best bid or ask.</summary>
    Quote,
    /// <summary>A message about the order book.</summary>
    Depth,
}
