using System.Text.Json;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Accounting;
using Argosy.Engine.Orders;
using Argosy.Research.Backtests;
using Argosy.Research.Metrics;

namespace Argosy.Research.Results;

/// <summary>One trade, order, fill or equity point as a compact JSON row.</summary>
sealed class ResultRows(IReadOnlyList<Market> markets, IReadOnlyList<BookResult> books)
{
    readonly string[] _names = [.. markets.Select(m => m.Instrument.Name)];

    public void Trade(Utf8JsonWriter row, Trade trade)
    {
        row.WriteStartObject();
        row.WriteNumber("id", trade.Id);
        row.WriteString("instrument", _names[trade.Instrument]);
        row.WriteString("side", Spelling.Of(trade.Side));
        row.WriteNumber("entryTime", trade.EntryTime);
        JsonFields.Money(row, "entryPrice", trade.EntryPrice);
        row.WriteNumber("exitTime", trade.ExitTime);
        JsonFields.Money(row, "exitPrice", trade.ExitPrice);
        JsonFields.Money(row, "quantity", trade.Quantity);
        JsonFields.Money(row, "fees", trade.Fees);
        JsonFields.Money(row, "pnl", trade.Pnl);
        JsonFields.Number(row, "returnRatio", Exact.ToStatistic(trade.ReturnRatio));
        row.WriteString("exitReason", Spelling.Of(trade.ExitReason));
        row.WriteBoolean("pathDependent", trade.PathDependent);
        row.WriteBoolean("openAtEnd", trade.OpenAtEnd);
        row.WriteBoolean("sameBar", trade.SameBar);
        row.WriteNumber("book", trade.Book);
        Strategy(row, trade.Book);
        row.WriteEndObject();
    }

    public void Order(Utf8JsonWriter row, ApprovedOrder order)
    {
        row.WriteStartObject();
        row.WriteNumber("id", order.Id);
        row.WriteString("instrument", _names[order.Instrument]);
        row.WriteNumber("book", order.Book);
        Strategy(row, order.Book);
        row.WriteString("side", Spelling.Of(order.Side));
        row.WriteString("type", Spelling.Of(order.Type));
        row.WriteString("timeInForce", Spelling.Of(order.TimeInForce));
        row.WriteString("purpose", Spelling.Of(order.Purpose));
        row.WriteNumber("decisionTime", order.DecisionTime);
        JsonFields.Money(row, "size", order.Size);
        row.WriteString("sizeIn", order.SizeIsQuote ? "quote" : "base");
        JsonFields.Money(row, "filled", order.Filled);
        row.WriteString("state", Spelling.Of(order.State));
        row.WriteString("reason", Spelling.Of(order.Reason));
        Flags(row, order.Flags);
        JsonFields.MoneyIfAny(row, "limit", order.Terms?.Limit);
        JsonFields.MoneyIfAny(row, "trigger", order.Terms?.Trigger);
        JsonFields.MoneyIfAny(row, "trailRatio", order.Terms?.TrailRatio);
        if (order.Terms?.ExpireTime is { } expiry) row.WriteNumber("expireTime", expiry);
        JsonFields.IdIfAny(row, "parent", order.Parent);
        JsonFields.IdIfAny(row, "sibling", order.Sibling);
        JsonFields.IdIfAny(row, "follows", order.Follows);
        row.WriteEndObject();
    }

    public void Fill(Utf8JsonWriter row, in Fill fill)
    {
        var instrument = markets[fill.Instrument].Instrument;
        row.WriteStartObject();
        row.WriteNumber("order", fill.OrderId);
        row.WriteString("instrument", _names[fill.Instrument]);
        row.WriteNumber("book", fill.Book);
        Strategy(row, fill.Book);
        row.WriteString("side", Spelling.Of(fill.Side));
        row.WriteString("purpose", Spelling.Of(fill.Purpose));
        row.WriteNumber("time", fill.Time);
        JsonFields.Money(row, "price", fill.Price);
        JsonFields.Money(row, "pathPrice", instrument.ToMoney(fill.PathUnits));
        JsonFields.Money(row, "quantity", fill.Quantity);
        JsonFields.Money(row, "fee", fill.Fee);
        row.WriteString("feeAsset", (fill.Traits & FillTraits.FeeInBase) != 0 ? instrument.BaseAsset : instrument.QuoteAsset);
        Traits(row, fill.Traits);
        row.WriteEndObject();
    }

    public static void Point(Utf8JsonWriter row, EquitySeries curve, int index)
    {
        row.WriteStartArray();
        row.WriteNumberValue(curve.Times[index]);
        row.WriteStringValue(PlainText.Of(curve.Values[index]));
        row.WriteEndArray();
    }

    // Whose it is, where several could have done it.
    void Strategy(Utf8JsonWriter row, int book)
    {
        if (books.Count > 0) row.WriteString("strategy", books[book].Id);
    }

    static void Flags(Utf8JsonWriter row, OrderFlags flags)
    {
        row.WriteStartArray("flags");
        foreach (var (flag, word) in Spelling.OrderFlagWords)
        {
            if ((flags & flag) != 0) row.WriteStringValue(word);
        }
        row.WriteEndArray();
    }

    static void Traits(Utf8JsonWriter row, FillTraits traits)
    {
        row.WriteStartArray("traits");
        foreach (var (trait, word) in Spelling.FillTraitWords)
        {
            if ((traits & trait) != 0) row.WriteStringValue(word);
        }
        row.WriteEndArray();
    }
}
