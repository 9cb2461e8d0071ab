namespace Argosy.Hosting.Orders;

/// <summary>Which epoch a deployment begins with at a start, a restore or a change of lease.</summary>
public static class EpochRule
{
    /// <summary>Length of one step of the clock's part, ms: 2^31 seconds last 68 years. Starts of one deployment are at least this far apart.</summary>
    public const long StepMs = 1_000;

    const long Origin = 1_735_689_600_000; // 2025-01-01 UTC

    /// <summary>The epoch after <paramref name="last"/>.</summary>
    /// <param name="last">The greatest epoch known of this deployment; −1 for none.</param>
    /// <param name="now">Unix ms.</param>
    /// <remarks>
    /// It is never below the clock's part: a restored backup knows an old epoch, the ones given since are lost with what it replaced, and the
    /// clock alone is later than all of them. A clock that stands still or goes back only costs the clock's part: the epoch grows by one.
    /// </remarks>
    /// <exception cref="InvalidOperationException">No epoch is left.</exception>
    public static int Next(int last, long now)
    {
        var byClock = Math.Max(0, (now - Origin) / StepMs);
        var next = Math.Max(last + 1L, byClock);
        return next <= ClientOrderId.MaxEpoch ? (int)next : throw new InvalidOperationException($"epoch {next} does not fit a client order id; set the machine's clock or draw a new installation number");
    }
}
