using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Hosting.Journal;
using Argosy.Hosting.Orders;
using Argosy.Hosting.Ports;

namespace Argosy.Hosting.Tests.Journal;

/// <summary>Records that can be told from their sequence number alone.</summary>
internal static class SampleRecords
{
    /// <summary>Segments so small that writers often change them.</summary>
    public static OrderJournalOptions SmallSegments { get; } = new() { SegmentBytes = 64 << 10 };

    /// <summary>The batch that begins at record number <paramref name="next"/>: one to four records.</summary>
    public static JournalRecord[] Batch(long next) => [.. Enumerable.Range(0, 1 + (int)(next % 4)).Select(i => Any(next + i))];

    /// <summary>Record number <paramref name="sequence"/>.</summary>
    public static JournalRecord Any(long sequence) => (sequence % 5) switch
    {
        0 => new EpochBegan(1, 2, (int)sequence, sequence),
        1 => Intent(sequence),
        2 => new CancelRecorded(Id(sequence), sequence),
        3 => new FillRecorded(Id(sequence), new VenueFill { TradeId = $"t{sequence}", ClientId = sequence % 2 == 0 ? null : Id(sequence).ToString(), VenueOrderId = $"v{sequence}", Instrument = "BTC/USDT", Side = Side.Sell, Leg = (PositionLeg)(sequence % 3), Price = 100.25m + sequence, Quantity = 0.5213m, Fee = -0.00000001m, FeeAsset = "USDT", IsMaker = true, Time = sequence }),
        _ => new OutcomeRecorded(Id(sequence), OrderPhase.Cancelled, $"v{sequence}", new string('r', (int)(sequence % 300)), sequence),
    };

    /// <summary>An intent with every field set.</summary>
    public static IntentRecorded Intent(long sequence) => new(new OrderRequest(Id(sequence), Id(sequence).Intent(), new OrderWish
    {
        Account = "main",
        Instrument = "BTC/USDT",
        Side = Side.Sell,
        Type = OrderType.StopLimit,
        TimeInForce = TimeInForce.Gtd,
        Quantity = 0.5213m,
        Price = 100.1m,
        Trigger = 99.9m,
        PostOnly = true,
        ReduceOnly = true,
        Leg = (PositionLeg)(sequence % 3),
        IsExit = true,
        Purpose = OrderPurpose.Trailing,
        Group = sequence,
        GroupLimit = 1.25m,
        RunOrder = 12,
        Why = "votes=3/4 size=equity:10%",
    }, sequence, 1000 + sequence, 2000 + sequence, 5000, sequence % 2 == 0 ? Id(sequence + 1) : null));

    static ClientOrderId Id(long sequence) => new(1, 2, 3, (int)sequence, (int)(sequence % 36));

    /// <summary>A batch of random length and content that a seed decides.</summary>
    public static JournalRecord[] Batch(SeededGenerator random, long next) => [.. Enumerable.Range(0, 1 + random.NextIndex(5)).Select(i => Any(next + i))];
}
