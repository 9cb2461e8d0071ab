using System.Buffers.Binary;
using System.Text;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Hosting.Orders;
using Argosy.Hosting.Ports;

namespace Argosy.Hosting.Journal;

/// <summary>Journal records as bytes: a kind, then the fields in order, little-endian; texts after their length, money as <see cref="Exact.WriteBytes"/>.</summary>
internal static class RecordCodec
{
    // Places of the position in a flags byte, which are 0 in records of before.
    const int LegShift = 6;

    const byte Epoch = 1, Intent = 2, Cancel = 3, Fill = 4, Outcome = 5;

    /// <summary>Encodes a record.</summary>
    public static byte[] Encode(JournalRecord record)
    {
        using var stream = new MemoryStream(256);
        using var to = new BinaryWriter(stream, Encoding.UTF8);
        switch (record)
        {
            case EpochBegan epoch:
                to.Write(Epoch);
                to.Write(epoch.Installation);
                to.Write(epoch.Deployment);
                to.Write(epoch.Epoch);
                to.Write(epoch.Time);
                break;
            case IntentRecorded intent:
                to.Write(Intent);
                Write(to, intent.Request);
                break;
            case CancelRecorded cancel:
                to.Write(Cancel);
                Write(to, cancel.Id);
                to.Write(cancel.Time);
                break;
            case FillRecorded fill:
                to.Write(Fill);
                Write(to, fill.Id);
                Write(to, fill.Fill);
                break;
            case OutcomeRecorded outcome:
                to.Write(Outcome);
                Write(to, outcome.Id);
                to.Write((byte)outcome.Phase);
                to.Write(outcome.VenueOrderId);
                to.Write(outcome.Reason);
                to.Write(outcome.Time);
                break;
            default:
                throw new InvalidOperationException($"{record.GetType().Name} has no place in the journal");
        }
        to.Flush();
        return stream.ToArray();
    }

    /// <summary>Decodes what <see cref="Encode"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The bytes are no record, although their checksum holds: written by a newer Argosy.</exception>
    public static JournalRecord Decode(ReadOnlySpan<byte> bytes)
    {
        using var from = new BinaryReader(new MemoryStream(bytes.ToArray(), writable: false), Encoding.UTF8);
        try
        {
            return from.ReadByte() switch
            {
                Epoch => new EpochBegan(from.ReadInt32(), from.ReadInt32(), from.ReadInt32(), from.ReadInt64()),
                Intent => new IntentRecorded(ReadRequest(from)),
                Cancel => new CancelRecorded(ReadId(from), from.ReadInt64()),
                Fill => new FillRecorded(ReadId(from), ReadFill(from)),
                Outcome => new OutcomeRecorded(ReadId(from), (OrderPhase)from.ReadByte(), from.ReadString(), from.ReadString(), from.ReadInt64()),
                var kind => throw new InvalidDataException($"journal record of unknown kind {kind}"),
            };
        }
        catch (EndOfStreamException cut)
        {
            throw new InvalidDataException("journal record ends before its last field", cut);
        }
    }

    static void Write(BinaryWriter to, ClientOrderId id) => to.Write(id.ToString());

    static void Write(BinaryWriter to, decimal money)
    {
        Span<byte> bytes = stackalloc byte[Exact.ByteCount];
        Exact.WriteBytes(money, bytes);
        to.Write(bytes);
    }

    static void Write(BinaryWriter to, OrderRequest request)
    {
        var wish = request.Wish;
        Write(to, request.Id);
        Write(to, request.Intent);
        to.Write(request.Twin);
        to.Write(request.Time);
        to.Write(request.SignBy);
        to.Write(request.ReceiveWindow);
        to.Write(wish.Account);
        to.Write(wish.Instrument);
        to.Write((byte)wish.Side);
        to.Write((byte)wish.Type);
        to.Write((byte)wish.TimeInForce);
        to.Write((byte)wish.Purpose);
        to.Write((byte)((wish.PostOnly ? 1 : 0) | (wish.ReduceOnly ? 2 : 0) | (wish.IsExit ? 4 : 0) | ((int)wish.Leg << LegShift)));
        Write(to, wish.Quantity);
        Write(to, wish.Price);
        Write(to, wish.Trigger);
        to.Write(wish.Group);
        to.Write(wish.RunOrder);
        to.Write(wish.Why);
        Write(to, wish.GroupLimit);
        to.Write(request.Replaces?.ToString() ?? "");
    }

    static void Write(BinaryWriter to, VenueFill fill)
    {
        to.Write(fill.TradeId);
        to.Write(fill.ClientId ?? "");
        to.Write(fill.VenueOrderId);
        to.Write(fill.Instrument);
        to.Write((byte)((fill.Side == Side.Sell ? 1 : 0) | (fill.IsMaker ? 2 : 0) | ((int)fill.Leg << LegShift)));
        Write(to, fill.Price);
        Write(to, fill.Quantity);
        Write(to, fill.Fee);
        to.Write(fill.FeeAsset);
        to.Write(fill.Time);
    }

    static ClientOrderId ReadId(BinaryReader from) =>
        ClientOrderId.TryParse(from.ReadString(), out var id) ? id : throw new InvalidDataException("journal record without a client order id");

    static decimal ReadMoney(BinaryReader from)
    {
        var bytes = from.ReadBytes(Exact.ByteCount);
        if (bytes.Length < Exact.ByteCount) throw new EndOfStreamException();
        Span<int> parts = stackalloc int[4];
        for (var i = 0; i < parts.Length; i++) parts[i] = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(4 * i));
        return new decimal(parts);
    }

    static OrderRequest ReadRequest(BinaryReader from)
    {
        var (id, intent) = (ReadId(from), ReadId(from));
        var (twin, time, signBy, window) = (from.ReadInt64(), from.ReadInt64(), from.ReadInt64(), from.ReadInt32());
        var (account, instrument) = (from.ReadString(), from.ReadString());
        var (side, type, force, purpose, flags) = (from.ReadByte(), from.ReadByte(), from.ReadByte(), from.ReadByte(), from.ReadByte());
        var (quantity, price, trigger) = (ReadMoney(from), ReadMoney(from), ReadMoney(from));
        var wish = new OrderWish
        {
            Account = account,
            Instrument = instrument,
            Side = (Side)side,
            Type = (OrderType)type,
            TimeInForce = (TimeInForce)force,
            Purpose = (OrderPurpose)purpose,
            PostOnly = (flags & 1) != 0,
            ReduceOnly = (flags & 2) != 0,
            IsExit = (flags & 4) != 0,
            Leg = (PositionLeg)(flags >> LegShift),
            Quantity = quantity,
            Price = price,
            Trigger = trigger,
            Group = from.ReadInt64(),
            RunOrder = from.ReadInt32(),
            Why = from.ReadString(),
            GroupLimit = ReadMoney(from),
        };
        return new OrderRequest(id, intent, wish, twin, time, signBy, window, ClientOrderId.TryParse(from.ReadString(), out var replaced) ? replaced : null);
    }

    static VenueFill ReadFill(BinaryReader from)
    {
        var (trade, client, order, instrument) = (from.ReadString(), from.ReadString(), from.ReadString(), from.ReadString());
        var flags = from.ReadByte();
        return new VenueFill
        {
            TradeId = trade,
            ClientId = client.Length > 0 ? client : null,
            VenueOrderId = order,
            Instrument = instrument,
            Side = (flags & 1) != 0 ? Side.Sell : Side.Buy,
            Leg = (PositionLeg)(flags >> LegShift),
            IsMaker = (flags & 2) != 0,
            Price = ReadMoney(from),
            Quantity = ReadMoney(from),
            Fee = ReadMoney(from),
            FeeAsset = from.ReadString(),
            Time = from.ReadInt64(),
        };
    }
}
