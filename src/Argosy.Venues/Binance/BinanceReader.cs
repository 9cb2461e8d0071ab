using System.Text.Json;
using Argosy.Hosting.Ports;
using Argosy.Venues.Wire;

namespace Argosy.Venues.Binance;

/// <summary>Reads Binance's market frames, spot and futures, straight from their bytes. For one reader's thread.</summary>
/// <remarks>
/// Fields may come in any order. What lacks a field, has one twice, holds a number that is none or a price that cannot be is refused whole:
/// the methods answer false and nothing is changed. Trades and quotes allocate nothing once their symbol is known.
/// </remarks>
public sealed class BinanceReader
{
    readonly NameTable _names = new();

    /// <summary>Tells what a frame is about and where its body lies: combined streams wrap it in data, user streams in event.</summary>
    public static BinanceEvent KindOf(ReadOnlySpan<byte> frame, out ReadOnlySpan<byte> body)
    {
        body = frame;
        try
        {
            var kind = Peek(frame, out var inner);
            if (inner.IsEmpty) return kind;
            body = inner;
            return Peek(inner, out _);
        }
        catch (JsonException)
        {
            return BinanceEvent.Broken;
        }
    }

    /// <summary>Reads a trade or aggregated trade.</summary>
    public bool TryTrade(ReadOnlySpan<byte> body, out TradeTick tick)
    {
        tick = default;
        try
        {
            var fields = new FlatReader(body);
            ReadOnlySpan<byte> symbol = default;
            var (id, aggregate, time, price, quantity, isSeller, isAggregate) = (0L, 0L, 0L, 0m, 0m, false, false);
            while (fields.Next())
            {
                switch (fields.Letter)
                {
                    case (byte)'e': isAggregate = fields.Text().SequenceEqual("aggTrade"u8); break;
                    case (byte)'s': symbol = fields.Text(); break;
                    case (byte)'t': id = fields.Long(); break;
                    case (byte)'a': aggregate = fields.Long(); break;
                    case (byte)'T': time = fields.Long(); break;
                    case (byte)'p': price = fields.Positive(); break;
                    case (byte)'q': quantity = fields.Positive(); break;
                    case (byte)'m': isSeller = fields.Bool(); break;
                    default: fields.Skip(); break;
                }
            }
            if (!fields.Complete(isAggregate ? "saTpqm"u8 : "stTpqm"u8) || symbol.IsEmpty || time <= 0) return false;
            tick = new(_names.Of(symbol), isAggregate ? aggregate : id, time, price, quantity, isSeller);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Reads a candle; one whose figures contradict each other is refused.</summary>
    public bool TryKline(ReadOnlySpan<byte> body, out BinanceKline kline)
    {
        kline = default;
        try
        {
            var outer = new FlatReader(body);
            var inner = default(ReadOnlySpan<byte>);
            while (outer.Next())
            {
                if (outer.Letter != 'k') outer.Skip();
                else if (!outer.Object(body, out inner)) return false;
            }
            return outer.Complete("k"u8) && Kline(inner, out kline);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Reads a change of the book into <paramref name="change"/>, whose lists are used again.</summary>
    public bool TryDepth(ReadOnlySpan<byte> body, DepthChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        change.Previous = -1;
        try
        {
            var fields = new FlatReader(body);
            while (fields.Next())
            {
                switch (fields.Letter)
                {
                    case (byte)'s': change.Symbol = _names.Of(fields.Text()); break;
                    case (byte)'E': change.Time = fields.Long(); break;
                    case (byte)'U': change.First = fields.Long(); break;
                    case (byte)'u': change.Last = fields.Long(); break;
                    case (byte)'b': fields.Levels(change.Bids); break;
                    case (byte)'a': fields.Levels(change.Asks); break;
                    case 0 when fields.Name.SequenceEqual("pu"u8): change.Previous = fields.Long(); break;
                    default: fields.Skip(); break;
                }
            }
            return fields.Complete("sEUuba"u8) && change.Symbol.Length > 0 && change.First <= change.Last;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Reads best bid and ask; a crossed quote is refused.</summary>
    public bool TryQuote(ReadOnlySpan<byte> body, out QuoteTick quote)
    {
        quote = default;
        try
        {
            var fields = new FlatReader(body);
            ReadOnlySpan<byte> symbol = default;
            var (sequence, bid, bidSize, ask, askSize) = (0L, 0m, 0m, 0m, 0m);
            while (fields.Next())
            {
                switch (fields.Letter)
                {
                    case (byte)'s': symbol = fields.Text(); break;
                    case (byte)'u': sequence = fields.Long(); break;
                    case (byte)'b': bid = fields.Positive(); break;
                    case (byte)'B': bidSize = fields.Amount(); break;
                    case (byte)'a': ask = fields.Positive(); break;
                    case (byte)'A': askSize = fields.Amount(); break;
                    default: fields.Skip(); break;
                }
            }
            if (!fields.Complete("subBaA"u8) || symbol.IsEmpty || bid >= ask) return false;
            quote = new(_names.Of(symbol), sequence, bid, bidSize, ask, askSize);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    bool Kline(ReadOnlySpan<byte> inner, out BinanceKline kline)
    {
        kline = default;
        var fields = new FlatReader(inner);
        ReadOnlySpan<byte> symbol = default, interval = default;
        var isClosed = false;
        var (time, open, high, low, close, volume) = (0L, 0m, 0m, 0m, 0m, 0m);
        while (fields.Next())
        {
            switch (fields.Letter)
            {
                case (byte)'s': symbol = fields.Text(); break;
                case (byte)'i': interval = fields.Text(); break;
                case (byte)'t': time = fields.Long(); break;
                case (byte)'o': open = fields.Positive(); break;
                case (byte)'h': high = fields.Positive(); break;
                case (byte)'l': low = fields.Positive(); break;
                case (byte)'c': close = fields.Positive(); break;
                case (byte)'v': volume = fields.Amount(); break;
                case (byte)'x': isClosed = fields.Bool(); break;
                default: fields.Skip(); break;
            }
        }
        var bar = new VenueBar(time, open, high, low, close, volume);
        if (!fields.Complete("sitohlcvx"u8) || symbol.IsEmpty || interval.IsEmpty || !bar.IsSound) return false;
        kline = new(_names.Of(symbol), _names.Of(interval), bar, isClosed);
        return true;
    }

    // Looks at the outer fields only: no further than the event's name, or to the end where the body is wrapped.
    static BinanceEvent Peek(ReadOnlySpan<byte> utf8, out ReadOnlySpan<byte> inner)
    {
        inner = default;
        var json = new Utf8JsonReader(utf8);
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject) return BinanceEvent.Broken;
        var letters = 0;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.ValueSpan;
            var isWrapper = name.SequenceEqual("data"u8) || name.SequenceEqual("event"u8);
            var isKind = name.SequenceEqual("e"u8);
            if (name.Length == 1) letters |= 1 << (name[0] & 31);
            if (!json.Read()) return BinanceEvent.Broken;
            if (isKind && inner.IsEmpty) return json.TokenType == JsonTokenType.String ? Named(json.ValueSpan) : BinanceEvent.Other;
            if (isWrapper && json.TokenType == JsonTokenType.StartObject)
            {
                var start = (int)json.TokenStartIndex;
                json.Skip();
                inner = utf8[start..(int)json.BytesConsumed];
                continue;
            }
            json.Skip();
        }
        if (json.TokenType != JsonTokenType.EndObject) return BinanceEvent.Broken;
        // Spot's book ticker names no event: it is known by its letters.
        const int quote = (1 << ('s' & 31)) | (1 << ('u' & 31)) | (1 << ('b' & 31)) | (1 << ('a' & 31));
        return inner.IsEmpty && (letters & quote) == quote ? BinanceEvent.Quote : BinanceEvent.Other;
    }

    static BinanceEvent Named(ReadOnlySpan<byte> name)
    {
        if (name.SequenceEqual("trade"u8) || name.SequenceEqual("aggTrade"u8)) return BinanceEvent.Trade;
        if (name.SequenceEqual("depthUpdate"u8)) return BinanceEvent.Depth;
        if (name.SequenceEqual("bookTicker"u8)) return BinanceEvent.Quote;
        if (name.SequenceEqual("kline"u8)) return BinanceEvent.Kline;
        if (name.SequenceEqual("executionReport"u8) || name.SequenceEqual("ORDER_TRADE_UPDATE"u8)) return BinanceEvent.Order;
        if (name.SequenceEqual("outboundAccountPosition"u8)) return BinanceEvent.Balances;
        if (name.SequenceEqual("ACCOUNT_UPDATE"u8)) return BinanceEvent.Account;
        if (name.SequenceEqual("ALGO_UPDATE"u8)) return BinanceEvent.Algo;
        if (name.SequenceEqual("MARGIN_CALL"u8) || name.SequenceEqual("ACCOUNT_CONFIG_UPDATE"u8)) return BinanceEvent.Moved;
        if (name.SequenceEqual("balanceUpdate"u8) || name.SequenceEqual("externalLockUpdate"u8)) return BinanceEvent.Moved;
        return name.SequenceEqual("listenKeyExpired"u8) || name.SequenceEqual("eventStreamTerminated"u8) ? BinanceEvent.KeyExpired : BinanceEvent.Other;
    }
}
