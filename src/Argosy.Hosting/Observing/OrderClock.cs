using System.Diagnostics;

namespace Argosy.Hosting.Observing;

/// <summary>Measures orders that follow from a frame of the market, on the thread that read it: from its last byte in memory to the encoded and to the sent order.</summary>
/// <remarks>Threads are told apart, so one clock serves all streams of a process; an order that is sent from another thread counts nowhere.</remarks>
#pragma warning disable CA1001 // It lives as long as its process and is used by streams until the end.
public sealed class OrderClock
#pragma warning restore CA1001
{
    readonly ThreadLocal<long> _frame = new();

    /// <summary>Frame to encoded and signed order.</summary>
    public LatencyHistogram Encoded { get; } = new();

    /// <summary>Frame to the order's bytes handed to the system, its durable record included.</summary>
    public LatencyHistogram Sent { get; } = new();

    /// <summary>An order's request to its answer.</summary>
    public LatencyHistogram Answered { get; } = new();

    /// <summary>A frame is whole in memory; what follows on this thread follows from it.</summary>
    public void FrameRead() => _frame.Value = Stopwatch.GetTimestamp();

    /// <summary>What followed from the frame is done.</summary>
    public void FrameDone() => _frame.Value = 0;

    /// <summary>An order is encoded.</summary>
    public void OrderEncoded() => Take(Encoded);

    /// <summary>An order's bytes are handed over.</summary>
    public void OrderSent() => Take(Sent);

    void Take(LatencyHistogram histogram)
    {
        if (_frame.Value is not 0 and var frame) histogram.Add(Stopwatch.GetTimestamp() - frame);
    }
}
