using System.Buffers.Binary;
using System.Security.Cryptography;
using Argosy.Core.Values;
using Argosy.Engine.Accounting;
using Argosy.Engine.Running;

namespace Argosy.Engine.Logs;

/// <summary>An engine's whole state at a sequence as canonical bytes: equal states give equal bytes on every machine.</summary>
/// <remarks>
/// Strategies are rebuilt by replay: they are functions of the events, and five years of minutes replay in a fraction of a second.
/// A snapshot proves that the rebuilt engine stands where the old one stood; see the decision record on snapshots.
/// </remarks>
public sealed class EngineSnapshot
{
    EngineSnapshot(long sequence, long time, byte[] state) => (Sequence, Time, State) = (sequence, time, state);

    /// <summary>Events consumed before it.</summary>
    public long Sequence { get; }

    /// <summary>The engine's instant, Unix ms.</summary>
    public long Time { get; }

    /// <summary>The canonical bytes.</summary>
    public byte[] State { get; }

    /// <summary>SHA-256 over the bytes, lower-case hex: the state hash.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(State));

    /// <summary>Takes the state of an engine between two instants.</summary>
    public static EngineSnapshot Of(TradingEngine engine)
    {
        ArgumentNullException.ThrowIfNull(engine);
        var writer = new StateWriter();
        writer.Add((long)engine.Hash);
        writer.Add(engine.Sequence);
        writer.Add(engine.Time);
        writer.Add(engine.Orders.Count);
        writer.Add(engine.Fills.Count);
        AddLedger(writer, engine.Ledger);
        foreach (var order in engine.OpenOrders)
        {
            writer.Add(order.Id);
            writer.Add((long)order.State);
            writer.Add(order.Size);
            writer.Add(order.Filled);
            writer.Add(order.Terms?.Limit ?? 0);
            writer.Add(order.Terms?.Trigger ?? 0);
        }
        foreach (var (entry, rule, time) in engine.ExitTimes)
        {
            writer.Add(entry);
            writer.Add(rule);
            writer.Add(time);
        }
        return new EngineSnapshot(engine.Sequence, engine.Time, writer.ToArray());
    }

    static void AddLedger(StateWriter writer, Ledger ledger)
    {
        writer.Add(ledger.Cash);
        writer.Add(ledger.Reserved);
        writer.Add(ledger.DustValue);
        for (var i = 0; i < ledger.InstrumentCount; i++) writer.Add(BitConverter.DoubleToInt64Bits(ledger.MarkStatistic(i)));
        for (var asset = 0; asset <= ledger.InstrumentCount; asset++)
        {
            foreach (var account in Enum.GetValues<LedgerAccount>()) writer.Add(ledger.Account(account, asset));
        }
        for (var book = 0; book < ledger.Books; book++)
        {
            for (var i = 0; i < ledger.InstrumentCount; i++)
            {
                ref readonly var position = ref ledger.Position(book, i);
                writer.Add(position.Quantity);
                writer.Add(position.Cost);
                writer.Add(position.Realised);
            }
        }
        if (ledger.Margin is not { } margin) return;
        for (var i = 0; i < ledger.InstrumentCount; i++) writer.Add(margin.Position(i).Margin);
    }

    sealed class StateWriter
    {
        readonly List<byte> _bytes = [];

        public void Add(long number)
        {
            Span<byte> bytes = stackalloc byte[8];
            BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
            _bytes.AddRange(bytes);
        }

        // By value: trailing zeros make no difference.
        public void Add(decimal money)
        {
            Span<byte> bytes = stackalloc byte[Exact.ByteCount];
            Exact.WriteBytes(money, bytes);
            _bytes.AddRange(bytes);
        }

        public byte[] ToArray() => [.. _bytes];
    }
}
