using System.Globalization;
using Argosy.Campaign.Tests.Virtual;
using Argosy.Hosting.Bots;

namespace Argosy.Campaign.Tests.Running;

/// <summary>
/// Adapter, desk, journal and bots against the stand-in exchange on virtual time, with every fault it knows and kill −9 at any moment.
/// ARGOSY_LONG=1 takes 1,000 seeds; ARGOSY_SEED=n replays one.
/// </summary>
public sealed class FaultCampaignTests
{
    static readonly bool Long = Environment.GetEnvironmentVariable("ARGOSY_LONG") is not null;

    [Fact]
    public void AnyFaults_AnySeed_OrdersFillsAndBalancesAreTheVenues()
    {
        var one = Environment.GetEnvironmentVariable("ARGOSY_SEED");
        var seeds = one is null ? Enumerable.Range(1, Long ? 1_000 : 200) : [int.Parse(one, CultureInfo.InvariantCulture)];
        var (kills, orders, fills, mishaps) = (0, 0, 0, 0);
        var bad = new List<string>();
        foreach (var seed in seeds)
        {
            var run = CampaignRun.Of((ulong)seed);
            if (run.Problems.Count > 0) bad.Add(Text(run, $"seed {seed} (ARGOSY_SEED={seed} replays it)"));
            (kills, orders, fills, mishaps) = (kills + run.Kills, orders + run.Orders, fills + run.Fills, mishaps + run.Mishaps);
        }
        Assert.True(bad.Count == 0, $"{bad.Count} seeds of {seeds.Count()} failed:\n{string.Join("\n\n", bad.Take(10))}");
        if (one is null) Assert.True(kills > 100 && orders > 1_000 && fills > 1_000 && mishaps > 1_000, $"the campaign is too tame: {kills} kills, {orders} orders, {fills} fills, {mishaps} mishaps");
    }

    [Fact]
    public void KillAtEveryPersistedStep_OrdersFillsAndBalancesAreTheVenues()
    {
        var (seed, calm) = (Long ? 2UL : 1UL, new NetworkFaults { WayMs = 60, Liquidity = 0.05 });
        var steps = CampaignRun.Of(seed, calm).Persisted;
        Assert.True(steps > 40, $"only {steps} persisted steps");
        for (var step = 1; step <= steps; step += Long ? 1 : 5)
        {
            for (var moment = 0; moment <= 2; moment++) Good(CampaignRun.Of(seed, calm, new KillPlan(step, moment)), $"seed {seed}, kill at step {step}, moment {moment}");
        }
    }

    [Fact]
    public void WholeBots_AnyFaults_RunAndAccountAreTheVenues()
    {
        var (kills, fills, _) = WholeBots(Long ? 120 : 20, sleep: null);
        if (One is null) Assert.True(kills > 20 && fills > 100, $"the campaign is too tame: {kills} kills, {fills} fills");
    }

    // The candles are of a minute: a bot sleeps for most of each.
    [Fact]
    public void SleepingBots_AnyFaults_RunAndAccountAreTheVenues()
    {
        var sleep = new SleepOptions { LeastAway = TimeSpan.FromSeconds(10), Quiet = TimeSpan.FromSeconds(2), Ahead = TimeSpan.FromSeconds(3), Spread = TimeSpan.Zero };
        var (kills, fills, sleeps) = WholeBots(Long ? 120 : 12, sleep);
        if (One is null) Assert.True(kills > 10 && fills > 60 && sleeps > 100, $"the campaign is too tame: {kills} kills, {fills} fills, {sleeps} sleeps");
    }

    static string? One => Environment.GetEnvironmentVariable("ARGOSY_SEED");

    static (int Kills, int Fills, int Sleeps) WholeBots(int most, SleepOptions? sleep)
    {
        var seeds = One is { } one ? [int.Parse(one, CultureInfo.InvariantCulture)] : Enumerable.Range(1, most);
        var (kills, fills, sleeps) = (0, 0, 0);
        var bad = new List<string>();
        foreach (var seed in seeds)
        {
            var run = BotCampaignRun.Of((ulong)seed, sleep: sleep);
            if (run.Problems.Count > 0) bad.Add($"seed {seed} (ARGOSY_SEED={seed} replays it):\n{string.Join('\n', run.Problems.Take(10))}\nalerts:\n{string.Join('\n', run.Alerts.TakeLast(10).Select(a => $"{a.Severity} {a.Code}: {a.Text}"))}");
            (kills, fills, sleeps) = (kills + run.Kills, fills + run.Fills, sleeps + run.Sleeps);
        }
        Assert.True(bad.Count == 0, $"{bad.Count} seeds of {seeds.Count()} failed:\n{string.Join("\n\n", bad.Take(10))}");
        return (kills, fills, sleeps);
    }

    [Fact]
    public void SameSeed_SameRun()
    {
        var (a, b) = (CampaignRun.Of(3), CampaignRun.Of(3));
        Assert.Equal((a.Persisted, a.Kills, a.Orders, a.Fills, a.Mishaps), (b.Persisted, b.Kills, b.Orders, b.Fills, b.Mishaps));
    }

    static void Good(CampaignRun run, string what) => Assert.True(run.Problems.Count == 0, Text(run, what));

    static string Text(CampaignRun run, string what) =>
        $"{what}:\n{string.Join('\n', run.Problems.Take(10))}\nalerts:\n{string.Join('\n', run.Alerts.TakeLast(10).Select(a => $"{a.Severity} {a.Code}: {a.Text}"))}";
}
