using System.Globalization;
using Argosy.Campaign.Tests.Running;
using Argosy.Campaign.Tests.Virtual;

namespace Argosy.Campaign.Tests.Futures;

/// <summary>
/// The fault campaign on USD-M futures: adapter, desk, journal and bots against the stand-in exchange, with leverage, funding, liquidations, every
/// fault it knows and kill −9 at any moment. ARGOSY_LONG=1 takes 300 seeds; ARGOSY_SEED=n replays one.
/// </summary>
public sealed class FuturesCampaignTests
{
    static readonly bool Long = Environment.GetEnvironmentVariable("ARGOSY_LONG") is not null;

    [Fact]
    public void AnyFaults_AnySeed_OrdersFillsPositionsAndWalletAreTheVenues()
    {
        var one = Environment.GetEnvironmentVariable("ARGOSY_SEED");
        var seeds = one is null ? Enumerable.Range(1, Long ? 300 : 60) : [int.Parse(one, CultureInfo.InvariantCulture)];
        var (kills, orders, fills, closes, settlements) = (0, 0, 0, 0, 0);
        var bad = new List<string>();
        foreach (var seed in seeds)
        {
            var run = FuturesCampaignRun.Of((ulong)seed);
            if (run.Problems.Count > 0) bad.Add(Text(run, $"seed {seed} (ARGOSY_SEED={seed} replays it)"));
            (kills, orders, fills, closes, settlements) = (kills + run.Kills, orders + run.Orders, fills + run.Fills, closes + run.Closes, settlements + run.Settlements);
        }
        Assert.True(bad.Count == 0, $"{bad.Count} seeds of {seeds.Count()} failed:\n{string.Join("\n\n", bad.Take(10))}");
        if (one is null) Assert.True(kills > 50 && orders > 500 && fills > 500 && closes > 20 && settlements > 5, $"the campaign is too tame: {kills} kills, {orders} orders, {fills} fills, {closes} closes, {settlements} settlements");
    }

    [Fact]
    public void KillAtPersistedSteps_OrdersFillsPositionsAndWalletAreTheVenues()
    {
        var (seed, calm) = (Long ? 2UL : 1UL, new NetworkFaults { WayMs = 60, Liquidity = 0.05 });
        var steps = FuturesCampaignRun.Of(seed, calm).Persisted;
        Assert.True(steps > 30, $"only {steps} persisted steps");
        for (var step = 1; step <= steps; step += Long ? 1 : 8)
        {
            for (var moment = 0; moment <= 2; moment++)
            {
                var run = FuturesCampaignRun.Of(seed, calm, new KillPlan(step, moment));
                Assert.True(run.Problems.Count == 0, Text(run, $"seed {seed}, kill at step {step}, moment {moment}"));
            }
        }
    }

    [Fact]
    public void WholeBots_AnyFaults_RunAndAccountAreTheVenues()
    {
        var one = Environment.GetEnvironmentVariable("ARGOSY_SEED");
        var seeds = one is null ? Enumerable.Range(1, Long ? 100 : 12) : [int.Parse(one, CultureInfo.InvariantCulture)];
        var (kills, fills, closes) = (0, 0, 0);
        var bad = new List<string>();
        foreach (var seed in seeds)
        {
            var run = FuturesBotRun.Of((ulong)seed);
            if (run.Problems.Count > 0) bad.Add($"seed {seed} (ARGOSY_SEED={seed} replays it):\n{string.Join('\n', run.Problems.Take(10))}\nalerts:\n{string.Join('\n', run.Alerts.TakeLast(10).Select(a => $"{a.Severity} {a.Code}: {a.Text}"))}");
            (kills, fills, closes) = (kills + run.Kills, fills + run.Fills, closes + run.Closes);
        }
        Assert.True(bad.Count == 0, $"{bad.Count} seeds of {seeds.Count()} failed:\n{string.Join("\n\n", bad.Take(10))}");
        if (one is null) Assert.True(kills > 10 && fills > 60 && closes > 2, $"the campaign is too tame: {kills} kills, {fills} fills, {closes} closes");
    }

    [Fact]
    public void SameSeed_SameRun()
    {
        var (a, b) = (FuturesCampaignRun.Of(3), FuturesCampaignRun.Of(3));
        Assert.Equal((a.Persisted, a.Kills, a.Orders, a.Fills, a.Mishaps, a.Closes), (b.Persisted, b.Kills, b.Orders, b.Fills, b.Mishaps, b.Closes));
    }

    static string Text(FuturesCampaignRun run, string what) =>
        $"{what}:\n{string.Join('\n', run.Problems.Take(10))}\nalerts:\n{string.Join('\n', run.Alerts.TakeLast(10).Select(a => $"{a.Severity} {a.Code}: {a.Text}"))}";
}
