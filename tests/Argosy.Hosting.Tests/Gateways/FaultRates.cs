using Argosy.Core.Values;

namespace Argosy.Hosting.Tests.Gateways;

/// <summary>How often what goes wrong in one run, as ratios drawn from its seed.</summary>
internal sealed record FaultRates
{
    public double LostRequest { get; init; }

    public double LostAnswer { get; init; }

    public double LongDelay { get; init; }

    public double DoubledRequest { get; init; }

    public double DroppedMessage { get; init; }

    public double DoubledMessage { get; init; }

    public double Rejection { get; init; }

    public double Busy { get; init; }

    public double Crash { get; init; }

    public int ClockErrorMs { get; init; }

    /// <summary>Accepts requests however old they are: what the safety rules do not allow a venue.</summary>
    public bool VenueIgnoresWindow { get; init; }

    public static FaultRates Draw(SeededGenerator random) => new()
    {
        LostRequest = 0.2 * random.NextUnit(),
        LostAnswer = 0.25 * random.NextUnit(),
        LongDelay = 0.2 * random.NextUnit(),
        DoubledRequest = 0.1 * random.NextUnit(),
        DroppedMessage = 0.3 * random.NextUnit(),
        DoubledMessage = 0.3 * random.NextUnit(),
        Rejection = 0.05 * random.NextUnit(),
        Busy = 0.1 * random.NextUnit(),
        Crash = 0.08 * random.NextUnit(),
        ClockErrorMs = random.NextIndex(2_500),
    };
}
