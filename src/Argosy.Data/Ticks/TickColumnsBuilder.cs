using Argosy.Core.MarketData;
using Argosy.Data.Import;

namespace Argosy.Data.Ticks;

/// <summary>From rows as they were read to columns of one clock and one scale; what goes back in time or is crossed is dropped and counted.</summary>
internal sealed class TickColumnsBuilder(TradeRows trades, QuoteRows quotes, DepthRows depth)
{
    int _backwards, _crossed;

    public (TickHistory History, List<string> Notes) Build(TickFiles files)
    {
        var byReceipt = trades.Received.TrueForAll(at => at > 0) && quotes.Received.TrueForAll(at => at > 0) && depth.Received.TrueForAll(at => at > 0);
        var (prices, quantities) = (new Scaling(RowNumbers.PriceDigits), new Scaling(RowNumbers.VolumeDigits));
        foreach (var column in new[] { trades.Prices, quotes.Prices, depth.Prices }) column.See(prices);
        foreach (var column in new[] { trades.Quantities, quotes.Quantities, depth.Quantities }) column.See(quantities);
        var traded = Trades(byReceipt, prices, quantities);
        var quoted = files.Quotes.Count == 0 ? null : Quotes(byReceipt, prices, quantities);
        var book = files.Book.Count == 0 ? null : Depth(byReceipt, prices, quantities);
        var rounded = trades.Prices.Rounded + trades.Quantities.Rounded + quotes.Prices.Rounded + quotes.Quantities.Rounded + depth.Prices.Rounded + depth.Quantities.Rounded;
        var quality = new TickQuality(_backwards, trades.Repeated, _crossed, rounded);
        var clock = byReceipt ? TickClock.Receipt : TickClock.Exchange;
        var hash = TickReader.HashOf(
            $"argosy-ticks/1|{prices.Scale}|{quantities.Scale}|{clock}", traded.Times, traded.Received, traded.Prices, traded.Quantities, Bytes(traded.Takers),
            quoted?.Times, quoted?.Bids, quoted?.BidQuantities, quoted?.Asks, quoted?.AskQuantities,
            book?.Times, book?.Snapshots, book?.FirstIds, book?.LastIds, book?.PreviousIds, book?.Starts, book?.Prices, book?.Quantities, book?.Asks);
        var history = new TickHistory
        {
            Trades = traded, Quotes = quoted, Depth = book, Clock = clock, PriceScale = prices.Scale, QuantityScale = quantities.Scale, Hash = hash, Quality = quality,
        };
        return (history, Notes(quality));
    }

    static List<string> Notes(TickQuality quality)
    {
        List<string> notes = [];
        if (quality.Backwards > 0) notes.Add($"{quality.Backwards} rows went back in time and were dropped");
        if (quality.Repeated > 0) notes.Add($"{quality.Repeated} trades stood twice and count once");
        if (quality.Crossed > 0) notes.Add($"{quality.Crossed} quotes whose bid does not lie below their ask were dropped");
        if (quality.Rounded > 0) notes.Add($"{quality.Rounded} values had too many digits and were rounded");
        return notes;
    }

    static byte[] Bytes(TakerSide[] takers) => Array.ConvertAll(takers, taker => (byte)taker);

    static long Time(long time, long received, bool byReceipt) => byReceipt ? received / 1_000_000 : time;

    // Rows that do not go back in time, in their order.
    int[] InOrder(List<long> times, List<long> received, bool byReceipt, Func<int, bool>? stays = null)
    {
        var rows = new List<int>(times.Count);
        var last = long.MinValue;
        for (var i = 0; i < times.Count; i++)
        {
            var at = byReceipt ? received[i] : times[i];
            if (at < last && stays?.Invoke(i) != true)
            {
                _backwards++;
                continue;
            }
            last = Math.Max(last, at);
            rows.Add(i);
        }
        return [.. rows];
    }

    TradeColumns Trades(bool byReceipt, Scaling prices, Scaling quantities)
    {
        var rows = InOrder(trades.Times, trades.Received, byReceipt);
        var (paid, traded) = (trades.Prices.Units(prices), trades.Quantities.Units(quantities));
        return new TradeColumns
        {
            Times = Array.ConvertAll(rows, i => Time(trades.Times[i], trades.Received[i], byReceipt)),
            Received = byReceipt ? Array.ConvertAll(rows, i => trades.Received[i]) : null,
            Prices = Array.ConvertAll(rows, i => paid[i]),
            Quantities = Array.ConvertAll(rows, i => traded[i]),
            Takers = Array.ConvertAll(rows, i => trades.Takers[i]),
        };
    }

    QuoteColumns Quotes(bool byReceipt, Scaling prices, Scaling quantities)
    {
        var rows = InOrder(quotes.Times, quotes.Received, byReceipt);
        var (price, size) = (quotes.Prices.Units(prices), quotes.Quantities.Units(quantities));
        var fair = Array.FindAll(rows, i => price[2 * i] < price[(2 * i) + 1]);
        _crossed = rows.Length - fair.Length;
        return new QuoteColumns
        {
            Times = Array.ConvertAll(fair, i => Time(quotes.Times[i], quotes.Received[i], byReceipt)),
            Received = byReceipt ? Array.ConvertAll(fair, i => quotes.Received[i]) : null,
            Bids = Array.ConvertAll(fair, i => price[2 * i]),
            Asks = Array.ConvertAll(fair, i => price[(2 * i) + 1]),
            BidQuantities = Array.ConvertAll(fair, i => size[2 * i]),
            AskQuantities = Array.ConvertAll(fair, i => size[(2 * i) + 1]),
            UpdateIds = Array.ConvertAll(fair, i => quotes.UpdateIds[i]),
        };
    }

    // A snapshot stands where it arrived, whatever its own time; a change that goes back in time is dropped and breaks the chain.
    DepthColumns Depth(bool byReceipt, Scaling prices, Scaling quantities)
    {
        var messages = InOrder(depth.Times, depth.Received, byReceipt, m => depth.Snapshots[m]);
        var (price, size) = (depth.Prices.Units(prices), depth.Quantities.Units(quantities));
        var starts = new List<int>(messages.Length + 1);
        var rows = new List<int>(price.Length);
        var times = new long[messages.Length];
        for (var k = 0; k < messages.Length; k++)
        {
            var m = messages[k];
            times[k] = Math.Max(k == 0 ? long.MinValue : times[k - 1], Time(depth.Times[m], depth.Received[m], byReceipt));
            starts.Add(rows.Count);
            var end = m + 1 < depth.Starts.Count ? depth.Starts[m + 1] : price.Length;
            for (var row = depth.Starts[m]; row < end; row++) rows.Add(row);
        }
        starts.Add(rows.Count);
        int[] kept = [.. rows];
        return new DepthColumns
        {
            Times = times,
            Received = byReceipt ? Array.ConvertAll(messages, m => depth.Received[m]) : null,
            Snapshots = Array.ConvertAll(messages, m => depth.Snapshots[m]),
            FirstIds = Array.ConvertAll(messages, m => depth.FirstIds[m]),
            LastIds = Array.ConvertAll(messages, m => depth.LastIds[m]),
            PreviousIds = Array.ConvertAll(messages, m => depth.PreviousIds[m]),
            Starts = [.. starts],
            Prices = Array.ConvertAll(kept, row => price[row]),
            Quantities = Array.ConvertAll(kept, row => size[row]),
            Asks = Array.ConvertAll(kept, row => depth.Asks[row]),
        };
    }
}
