using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Data.Import;

namespace Argosy.Data.Ticks;

/// <summary>Argosy's own layouts: trades, best quotes and order-book changes as CSV with a header.</summary>
internal static class OwnTicks
{
    public static bool AreTrades(SourceSample sample) =>
        sample.Column("time", "timestamp") >= 0 && sample.Column("price") >= 0 && sample.Column("quantity", "qty", "amount", "volume") >= 0 && !AreChanges(sample) && sample.Column("open") < 0;

    public static bool AreQuotes(SourceSample sample) =>
        sample.Column("time", "timestamp") >= 0 && sample.Column("bid") >= 0 && sample.Column("ask") >= 0 && sample.Column("bidquantity") >= 0 && sample.Column("askquantity") >= 0;

    public static bool AreChanges(SourceSample sample) =>
        sample.Column("side") >= 0 && sample.Column("kind") >= 0 && sample.Column("firstupdateid") >= 0 && sample.Column("lastupdateid") >= 0 && sample.Column("price") >= 0 && sample.Column("quantity") >= 0;

    public static Error? ReadTrades(SourceSample sample, TradeRows into)
    {
        using var table = CsvTable.Open(sample);
        var (time, price, quantity) = (table.Column("time", "timestamp"), table.Column("price"), table.Column("quantity", "qty", "amount", "volume"));
        var (side, id, received) = (table.Column("side"), table.Column("tradeid", "id"), table.Column("receivedns"));
        while (table.Next(out var line))
        {
            var at = table.Time(line, time);
            var (paid, traded) = (table.Price(line, price), table.Quantity(line, quantity));
            var taker = side < 0 ? TakerSide.Unknown : Taker(table, line, side);
            var number = table.Whole(line, id, 0);
            var heard = table.Whole(line, received, 0);
            if (table.Wrong is not null) break;
            if (!into.IsNew(number)) continue;
            into.Times.Add(at);
            into.Received.Add(heard);
            into.Prices.Add(in paid);
            into.Quantities.Add(in traded);
            into.Takers.Add(taker);
            into.Ids.Add(number);
        }
        return table.Wrong;
    }

    public static Error? ReadQuotes(SourceSample sample, QuoteRows into)
    {
        using var table = CsvTable.Open(sample);
        var (time, bid, ask, update) = (table.Column("time", "timestamp"), table.Column("bid"), table.Column("ask"), table.Column("updateid"));
        var (bidQuantity, askQuantity, received) = (table.Column("bidquantity"), table.Column("askquantity"), table.Column("receivedns"));
        while (table.Next(out var line))
        {
            var at = table.Time(line, time);
            var (buys, sells) = (table.Price(line, bid), table.Price(line, ask));
            var (buying, selling) = (table.Quantity(line, bidQuantity), table.Quantity(line, askQuantity));
            var (number, heard) = (table.Whole(line, update, 0), table.Whole(line, received, 0));
            if (table.Wrong is not null) break;
            into.Times.Add(at);
            into.Received.Add(heard);
            into.Prices.Add(in buys);
            into.Prices.Add(in sells);
            into.Quantities.Add(in buying);
            into.Quantities.Add(in selling);
            into.UpdateIds.Add(number);
        }
        return table.Wrong;
    }

    public static Error? ReadChanges(SourceSample sample, DepthRows into)
    {
        using var table = CsvTable.Open(sample);
        var (time, side, price, quantity, kind) = (table.Column("time", "timestamp"), table.Column("side"), table.Column("price"), table.Column("quantity"), table.Column("kind"));
        var (first, last, previous, received) = (table.Column("firstupdateid"), table.Column("lastupdateid"), table.Column("previousupdateid"), table.Column("receivedns"));
        (bool, long, long) open = (false, -1, -1);
        while (table.Next(out var line))
        {
            var at = table.Time(line, time);
            var snapshot = IsSnapshot(table, line, kind);
            var isAsk = IsAsk(table, line, side);
            var (level, left) = (table.Price(line, price), table.Quantity(line, quantity));
            var (from, to, before, heard) = (table.Whole(line, first, -1), table.Whole(line, last, -1), table.Whole(line, previous, -1), table.Whole(line, received, 0));
            if (to < 0) table.Refuse(last, "an update id is expected");
            if (table.Wrong is not null) break;
            if (open != (snapshot, from, to))
            {
                open = (snapshot, from, to);
                into.Begin(at, heard, snapshot, from < 0 ? to : from, to, before);
            }
            into.Prices.Add(in level);
            into.Quantities.Add(in left);
            into.Asks.Add(isAsk);
        }
        return table.Wrong;
    }

    static TakerSide Taker(CsvTable table, ReadOnlySpan<byte> line, int column)
    {
        var text = table.Field(line, column);
        if (text.IsEmpty) return TakerSide.Unknown;
        if (text.SequenceEqual("buy"u8)) return TakerSide.Buy;
        if (text.SequenceEqual("sell"u8)) return TakerSide.Sell;
        table.Refuse(column, $"'{RowNumbers.Show(text)}' is no side; expected buy, sell or nothing");
        return TakerSide.Unknown;
    }

    static bool IsAsk(CsvTable table, ReadOnlySpan<byte> line, int column)
    {
        var text = table.Field(line, column);
        if (text.SequenceEqual("ask"u8)) return true;
        if (!text.SequenceEqual("bid"u8)) table.Refuse(column, $"'{RowNumbers.Show(text)}' is no side of a book; expected bid or ask");
        return false;
    }

    static bool IsSnapshot(CsvTable table, ReadOnlySpan<byte> line, int column)
    {
        var text = table.Field(line, column);
        if (text.SequenceEqual("snapshot"u8)) return true;
        if (!text.SequenceEqual("update"u8)) table.Refuse(column, $"'{RowNumbers.Show(text)}' is no kind of message; expected snapshot or update");
        return false;
    }
}
