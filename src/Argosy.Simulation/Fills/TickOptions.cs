using Argosy.Simulation.Latency;
using Argosy.Simulation.Queues;

namespace Argosy.Simulation.Fills;

/// <summary>What a run on ticks assumes besides the fill contract's settings.</summary>
public sealed record TickOptions
{
    /// <summary>From decision to arrival at the venue, ms, 0..600,000.</summary>
    public int LatencyMs { get; init; }

    /// <summary>From the wish to cancel to its arrival, ms; null: as long as an order takes.</summary>
    public int? CancelLatencyMs { get; init; }

    /// <summary>Most that is added to a delay at random (seeded), ms, 0..600,000.</summary>
    public int LatencyJitterMs { get; init; }

    /// <summary>Where resting orders stand in the queue at their price.</summary>
    public QueueKind Queue { get; init; } = QueueKind.Pessimistic;

    /// <summary>Throws <see cref="ArgumentException"/> naming the first setting that makes no sense with the others.</summary>
    /// <param name="fills">The fill contract's settings.</param>
    /// <param name="hasSizes">Whether quotes or a book show sizes.</param>
    public void Check(FillOptions fills, bool hasSizes)
    {
        ArgumentNullException.ThrowIfNull(fills);
        const int most = 600_000;
        if (LatencyMs is < 0 or > most || CancelLatencyMs is < 0 or > most || LatencyJitterMs is < 0 or > most) throw new ArgumentException("latency must be between 0 and 600,000 ms");
        if (fills.LatencyBars > 0) throw new ArgumentException("latency on ticks is in milliseconds (--latency-ms); --latency-bars counts bars");
        if (fills.FillAt == FillAt.Close) throw new ArgumentException("--fill-at close is for bars: on ticks an order fills at a tick after its decision");
        if (fills.TouchProbability > 0) throw new ArgumentException("the touch probability is for bars: on ticks the queue model (--queue) says what a touch fills");
        if (hasSizes && fills.SpreadBps > 0) throw new ArgumentException("--spread-bps contradicts quotes and books, which show the spread");
        if (!hasSizes && Queue == QueueKind.Proportional) throw new ArgumentException("--queue proportional needs sizes: give --quotes or --book");
    }

    internal ILatencyModel Latency(ulong seed)
    {
        var cancel = CancelLatencyMs ?? LatencyMs;
        return LatencyJitterMs > 0 ? new JitteredLatency(LatencyMs, cancel, LatencyJitterMs, seed) : new ConstantLatency(LatencyMs, cancel);
    }

    internal IQueueModel Model() => Queue switch
    {
        QueueKind.Pessimistic => new PessimisticQueue(),
        QueueKind.Proportional => new ProportionalQueue(),
        QueueKind.Optimistic => new OptimisticQueue(),
    };
}
