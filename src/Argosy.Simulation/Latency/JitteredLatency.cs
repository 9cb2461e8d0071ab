using Argosy.Core.Values;

namespace Argosy.Simulation.Latency;

/// <summary>Assumes a least time plus a delay drawn evenly from 0 up to the jitter, both included; the same seed draws the same delays.</summary>
sealed class JitteredLatency(long orderMs, long cancelMs, int jitterMs, ulong seed) : ILatencyModel
{
    readonly SeededGenerator _random = new(seed);

    public long OrderMs() => orderMs + _random.NextIndex(jitterMs + 1);

    public long CancelMs() => cancelMs + _random.NextIndex(jitterMs + 1);
}
