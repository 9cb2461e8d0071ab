using System.Text;
using System.Text.Json;
using Argosy.Core.Orders;
using Argosy.Hosting.Orders;
using Argosy.Hosting.Ports;
using Argosy.Venues.Binance.Usdm;
using Argosy.Venues.Wire;

namespace Argosy.Venues.Binance;

/// <summary>Reads Binance's account frames: orders with their fills, balances, positions. Strict as <see cref="BinanceReader"/>.</summary>
/// <param name="instruments">Base and quote asset of a symbol, e.g. BTC/USDT; null for one that is not listed, which keeps its own spelling.</param>
public sealed class BinanceAccountReader(Func<string, string?> instruments)
{
    /// <summary>Reads executionReport or ORDER_TRADE_UPDATE.</summary>
    public bool TryOrder(ReadOnlySpan<byte> body, out OrderUpdate? update)
    {
        update = null;
        try
        {
            var outer = new FlatReader(body);
            var inner = default(ReadOnlySpan<byte>);
            while (outer.Next())
            {
                // On futures o holds the order, on spot the order's type.
                if (outer.Letter == 'o' && IsObject(body, "o"u8)) outer.Object(body, out inner);
                else outer.Skip();
            }
            return inner.IsEmpty ? Order(body, isFutures: false, out update) : Order(inner, isFutures: true, out update);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Reads outboundAccountPosition; <paramref name="balances"/> holds what changed.</summary>
    public bool TryBalances(ReadOnlySpan<byte> body, List<AssetBalance> balances)
    {
        ArgumentNullException.ThrowIfNull(balances);
        balances.Clear();
        try
        {
            var fields = new FlatReader(body);
            while (fields.Next())
            {
                if (fields.Letter != 'B')
                {
                    fields.Skip();
                    continue;
                }
                fields.Enter();
                while (fields.NextObject(body, out var one))
                {
                    var row = new FlatReader(one);
                    var (asset, free, locked) = ("", 0m, 0m);
                    while (row.Next())
                    {
                        switch (row.Letter)
                        {
                            case (byte)'a': asset = Word(row.Text()); break;
                            case (byte)'f': free = row.Amount(); break;
                            case (byte)'l': locked = row.Amount(); break;
                            default: row.Skip(); break;
                        }
                    }
                    if (!row.Complete("afl"u8) || asset.Length == 0) return Empty(balances);
                    balances.Add(new(asset, free, locked));
                }
            }
            return fields.Complete("B"u8) || Empty(balances);
        }
        catch (JsonException)
        {
            return Empty(balances);
        }
    }

    /// <summary>Reads ACCOUNT_UPDATE; the lists hold what changed.</summary>
    public bool TryAccount(ReadOnlySpan<byte> body, List<AssetBalance> balances, List<VenuePosition> positions)
    {
        ArgumentNullException.ThrowIfNull(balances);
        ArgumentNullException.ThrowIfNull(positions);
        balances.Clear();
        positions.Clear();
        try
        {
            if (Account(body, balances, positions)) return true;
        }
        catch (JsonException)
        {
            // Falls through: a broken frame changes nothing.
        }
        positions.Clear();
        return Empty(balances);
    }

    bool Account(ReadOnlySpan<byte> body, List<AssetBalance> balances, List<VenuePosition> positions)
    {
        var outer = new FlatReader(body);
        var inner = default(ReadOnlySpan<byte>);
        while (outer.Next())
        {
            if (outer.Letter != 'a') outer.Skip();
            else if (!outer.Object(body, out inner)) return false;
        }
        if (!outer.Complete("a"u8)) return false;
        var fields = new FlatReader(inner);
        while (fields.Next())
        {
            if (fields.Letter is not ((byte)'B' or (byte)'P'))
            {
                fields.Skip();
                continue;
            }
            var isBalance = fields.Letter == 'B';
            fields.Enter();
            while (fields.NextObject(inner, out var one))
            {
                if (isBalance ? !Balance(one, balances) : !Position(one, positions)) return false;
            }
        }
        return fields.Complete("B"u8) || fields.Complete("P"u8);
    }

    static bool Balance(ReadOnlySpan<byte> one, List<AssetBalance> balances)
    {
        var row = new FlatReader(one);
        var (asset, wallet, cross, seen) = ("", 0m, 0m, 0);
        while (row.Next())
        {
            if (row.Letter == 'a') asset = Word(row.Text());
            else if (row.Name.SequenceEqual("wb"u8)) (wallet, seen) = (row.Decimal(), seen | 1);
            else if (row.Name.SequenceEqual("cw"u8)) (cross, seen) = (row.Decimal(), seen | 2);
            else row.Skip();
        }
        if (!row.Complete("a"u8) || seen != 3 || asset.Length == 0) return false;
        balances.Add(new(asset, cross, wallet - cross));
        return true;
    }

    bool Position(ReadOnlySpan<byte> one, List<VenuePosition> positions)
    {
        var row = new FlatReader(one);
        var (symbol, quantity, entry, leg, seen) = ("", 0m, 0m, (PositionLeg?)null, 0);
        while (row.Next())
        {
            if (row.Letter == 's') symbol = Word(row.Text());
            else if (row.Name.SequenceEqual("pa"u8)) (quantity, seen) = (row.Decimal(), seen | 1);
            else if (row.Name.SequenceEqual("ep"u8)) (entry, seen) = (row.Amount(), seen | 2);
            else if (row.Name.SequenceEqual("ps"u8)) leg = Leg(Word(row.Text()));
            else row.Skip();
        }
        if (!row.Complete("s"u8) || seen != 3 || leg is null || symbol.Length == 0) return false;
        positions.Add(new(instruments(symbol) ?? symbol, leg.Value, quantity, entry));
        return true;
    }

    bool Order(ReadOnlySpan<byte> body, bool isFutures, out OrderUpdate? update)
    {
        update = null;
        var fields = new FlatReader(body);
        var (symbol, id, original, side, type, doing, state, reason, feeAsset) = ("", "", "", "", "", "", "", "", "");
        var (quantity, price, trigger, executed, lastQuantity, lastPrice, fee) = (0m, 0m, 0m, 0m, 0m, 0m, 0m);
        var (order, trade, time, isMaker, leg) = (0L, -1L, 0L, false, PositionLeg.Both);
        while (fields.Next())
        {
            switch (fields.Letter)
            {
                case (byte)'s': symbol = Word(fields.Text()); break;
                case (byte)'c': id = Word(fields.Text()); break;
                case (byte)'C' when !isFutures: original = Word(fields.Text()); break;
                case (byte)'S': side = Word(fields.Text()); break;
                case (byte)'o': type = Word(fields.Text()); break;
                case (byte)'x': doing = Word(fields.Text()); break;
                case (byte)'X': state = Word(fields.Text()); break;
                case (byte)'r' when !isFutures: reason = Word(fields.Text()); break;
                case (byte)'q': quantity = fields.Amount(); break;
                case (byte)'p': price = fields.Amount(); break;
                case (byte)'P' when !isFutures: trigger = fields.Amount(); break;
                case (byte)'z': executed = fields.Amount(); break;
                case (byte)'l': lastQuantity = fields.Amount(); break;
                case (byte)'L': lastPrice = fields.Amount(); break;
                case (byte)'n': fee = fields.Decimal(); break;
                case (byte)'N': feeAsset = Word(fields.Text()); break;
                case (byte)'i': order = fields.Long(); break;
                case (byte)'t': trade = fields.Long(); break;
                case (byte)'T': time = fields.Long(); break;
                case (byte)'m': isMaker = fields.Bool(); break;
                case 0 when isFutures && fields.Name.SequenceEqual("sp"u8): trigger = fields.Amount(); break;
                case 0 when isFutures && fields.Name.SequenceEqual("ps"u8): leg = Leg(Word(fields.Text())) ?? PositionLeg.Both; break;
                default: fields.Skip(); break;
            }
        }
        if (!fields.Complete(isFutures ? "scSoxXqpziT"u8 : "scSoxXqpPziT"u8) || BinanceWords.State(state) is not { } now || BinanceWords.Side(side) is not { } way || symbol.Length == 0 || order <= 0) return false;
        // What happened must be known: a word passed over could be an execution.
        if (!BinanceWords.IsExecution(doing) || (quantity > 0 && executed > quantity)) return false;
        if (doing == "CANCELED" && !isFutures && original.Length == 0) return false;
        var instrument = instruments(symbol) ?? symbol;
        // A cancellation carries its own id in c and the order's in C.
        var client = original.Length > 0 && original != "null" ? original : id;
        var number = order.ToString(System.Globalization.CultureInfo.InvariantCulture);
        // Futures leave fee and fee asset out together, where there is none.
        if (!fields.Complete("l"u8) || (feeAsset.Length > 0 && !fields.Complete("n"u8))) return false;
        VenueFill? fill = null;
        // CALCULATED is a liquidation or deleveraging that traded.
        if (doing == "TRADE" || (doing == "CALCULATED" && lastQuantity > 0))
        {
            if (!fields.Complete(isFutures ? "lLtm"u8 : "lLtmn"u8) || lastQuantity <= 0 || lastPrice <= 0 || trade < 0 || executed < lastQuantity) return false;
            // On futures fee and asset come together: a delivery tells neither.
            if ((isFutures && fields.Complete("n"u8) != fields.Complete("N"u8)) || (fee != 0 && feeAsset.Length == 0)) return false;
            fill = new() { TradeId = trade.ToString(System.Globalization.CultureInfo.InvariantCulture), ClientId = client, VenueOrderId = number, Instrument = instrument, Side = way, Leg = leg, Price = lastPrice, Quantity = lastQuantity, Fee = fee, FeeAsset = feeAsset, IsMaker = isMaker, Cause = isFutures ? UsdmCause.Of(client) : null, Time = time };
        }
        if (now == OrderState.Working && quantity > 0 && executed >= quantity) now = OrderState.Filled;
        var standing = new VenueOrder { ClientId = client, VenueOrderId = number, Instrument = instrument, Side = way, Type = BinanceWords.Type(type, isFutures), Quantity = quantity, Price = price, Trigger = trigger, State = now, Executed = executed, Time = time, Reason = reason is "NONE" ? "" : reason };
        update = new(standing, fill);
        return true;
    }

    static PositionLeg? Leg(string word) => word switch
    {
        "BOTH" => PositionLeg.Both,
        "LONG" => PositionLeg.Long,
        "SHORT" => PositionLeg.Short,
        _ => null,
    };

    static bool IsObject(ReadOnlySpan<byte> body, ReadOnlySpan<byte> field)
    {
        var json = new Utf8JsonReader(body);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var isIt = json.ValueSpan.SequenceEqual(field);
            json.Read();
            if (isIt) return json.TokenType == JsonTokenType.StartObject;
            json.Skip();
        }
        return false;
    }

    static bool Empty(List<AssetBalance> balances)
    {
        balances.Clear();
        return false;
    }

    static string Word(ReadOnlySpan<byte> text) => Encoding.UTF8.GetString(text);
}
