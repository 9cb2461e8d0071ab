using System.Globalization;

namespace Argosy.Hosting.Tests.Gateways;

/// <summary>
/// Every fault of network, venue, clock and process on virtual time. ARGOSY_LONG=1 takes 2,000 seeds; ARGOSY_SEED=n replays one.
/// </summary>
public sealed class FaultCampaignTests
{
    static readonly bool Long = Environment.GetEnvironmentVariable("ARGOSY_LONG") is not null;

    [Fact]
    public void AnyFaults_AnySeed_OrdersFillsAndBalancesAreTheVenues()
    {
        var one = Environment.GetEnvironmentVariable("ARGOSY_SEED");
        var seeds = one is null ? Enumerable.Range(1, Long ? 2_000 : 200) : [int.Parse(one, CultureInfo.InvariantCulture)];
        var (crashes, orders) = (0, 0);
        foreach (var seed in seeds)
        {
            var run = CampaignRun.Of((ulong)seed);
            Good(run, $"seed {seed} (ARGOSY_SEED={seed} replays it)");
            crashes += run.Crashes;
            orders += run.OrdersAtVenue;
        }
        if (one is null) Assert.True(crashes > 100 && orders > 1_000, $"the campaign is too tame: {crashes} crashes, {orders} orders");
    }

    [Fact]
    public void CrashAtEveryPersistedStep_OrdersFillsAndBalancesAreTheVenues()
    {
        foreach (var seed in Enumerable.Range(1, Long ? 10 : 1))
        {
            var steps = CampaignRun.Of((ulong)seed, plan: new CrashPlan(0, 0)).Persisted;
            Assert.True(steps > 40, $"only {steps} persisted steps");
            for (var step = 1; step <= steps; step++)
            {
                for (var moment = 0; moment <= 2; moment++) Good(CampaignRun.Of((ulong)seed, plan: new CrashPlan(step, moment)), $"seed {seed}, crash at step {step}, moment {moment}");
            }
        }
    }

    [Fact]
    public void SameSeed_SameRun()
    {
        var (a, b) = (CampaignRun.Of(3), CampaignRun.Of(3));
        Assert.Equal((a.Persisted, a.Crashes, a.OrdersAtVenue), (b.Persisted, b.Crashes, b.OrdersAtVenue));
    }

    // The campaign must be able to see what it looks for: a venue that takes requests after their window breaks what the rules stand on.
    [Fact]
    public void VenueThatIgnoresTheWindow_IsFoundOut()
    {
        var faults = new FaultRates { LongDelay = 0.6, LostAnswer = 0.3, VenueIgnoresWindow = true };
        Assert.Contains(Enumerable.Range(1, 40), seed => CampaignRun.Of((ulong)seed, faults).Problems.Count > 0);
    }

    static void Good(CampaignRun run, string what) => Assert.True(run.Problems.Count == 0, $"{what}:\n{string.Join('\n', run.Problems.Take(10))}");
}
