namespace Argosy.Research.Metrics;

/// <summary>Equity over time: starting cash at the start of the test, then one point for each instant at which a base bar closed.</summary>
/// <param name="Times">Unix ms, rising; the first is the start of the test.</param>
/// <param name="Values">Equity, quote asset.</param>
public sealed record EquitySeries(long[] Times, double[] Values)
{
    /// <summary>A curve that was not kept.</summary>
    public static EquitySeries None { get; } = new([], []);
}
