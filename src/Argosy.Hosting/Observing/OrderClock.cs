using System.Diagnostics;

namespace Argosy.Hosting.Observing;

/// <summary>Measures orders that follow from a frame of the market, on the thread that read it: from its last byte in memory to the encoded and to the sent order.</summary>
/// <remarks>
/// Threads are told apart, so one clock serves all streams of a process; an order that is sent from another thread counts nowhere. Stages are
/// counted for the first order of a frame alone: what follows it has waited for it.
/// </remarks>
#pragma warning disable CA1001 // It lives as long as its process and is used by streams until the end.
public sealed class OrderClock
#pragma warning restore CA1001
{
    static readonly int StageCount = Enum.GetValues<OrderStage>().Length;

    readonly ThreadLocal<Trip> _trip = new(() => new Trip());

    /// <summary>Frame to encoded and signed order.</summary>
    public LatencyHistogram Encoded { get; } = new();

    /// <summary>Frame to the order's bytes handed to the system, its durable record included.</summary>
    public LatencyHistogram Sent { get; } = new();

    /// <summary>An order's request to its answer.</summary>
    public LatencyHistogram Answered { get; } = new();

    /// <summary>How long each stage of an order's way took, by <see cref="OrderStage"/>.</summary>
    public IReadOnlyList<LatencyHistogram> Stages { get; } = [.. Enumerable.Range(0, StageCount).Select(_ => new LatencyHistogram())];

    /// <summary>A frame is whole in memory; what follows on this thread follows from it.</summary>
    public void FrameRead()
    {
        var trip = _trip.Value!;
        trip.Frame = trip.Last = Stopwatch.GetTimestamp();
        (trip.IsEncoded, trip.IsSent) = (false, false);
        Array.Clear(trip.Spent);
    }

    /// <summary>What followed from the frame is done.</summary>
    public void FrameDone() => _trip.Value!.Frame = 0;

    /// <summary>A stage is done; the time since the one before it counts for it.</summary>
    public void Mark(OrderStage stage)
    {
        var trip = _trip.Value!;
        if (trip.Frame == 0 || trip.IsSent) return;
        var now = Stopwatch.GetTimestamp();
        trip.Spent[(int)stage] += now - trip.Last;
        trip.Last = now;
    }

    /// <summary>An order is encoded.</summary>
    public void OrderEncoded()
    {
        var trip = _trip.Value!;
        if (trip.Frame == 0) return;
        if (!trip.IsEncoded) Mark(OrderStage.Encoded);
        trip.IsEncoded = true;
        Encoded.Add(Stopwatch.GetTimestamp() - trip.Frame);
    }

    /// <summary>An order's bytes are handed over.</summary>
    public void OrderSent()
    {
        var trip = _trip.Value!;
        if (trip.Frame == 0) return;
        Sent.Add(Stopwatch.GetTimestamp() - trip.Frame);
        if (trip.IsSent) return;
        Mark(OrderStage.Sent);
        trip.IsSent = true;
        for (var i = 0; i < StageCount; i++) Stages[i].Add(trip.Spent[i]);
    }

    // One frame's way on one thread; ticks of Stopwatch.
    sealed class Trip
    {
        public long Frame;
        public long Last;
        public bool IsEncoded, IsSent;
        public readonly long[] Spent = new long[StageCount];
    }
}
