using System.Globalization;
using Argosy.Campaign.Tests.Virtual;

namespace Argosy.Campaign.Tests.Futures;

/// <summary>
/// A long and a short bot on one contract of one account in hedge mode, adapter, desk, journal, workers and run logs, against the stand-in exchange:
/// fills, stops, funding, liquidations, kill −9. Books are the exchange's, each bot's its own position's, nothing is unexplained.
/// ARGOSY_LONG=1 takes 100 seeds; ARGOSY_SEED=n replays one.
/// </summary>
public sealed class HedgedCampaignTests
{
    static readonly bool Long = Environment.GetEnvironmentVariable("ARGOSY_LONG") is not null;

    // Nothing goes wrong but that the host dies: what is not equal here has no excuse.
    [Fact]
    public void LongAndShortBot_KilledAndBegunAgain_BothAreTheExchanges() =>
        Play([2, 3], seed => HedgedBotRun.Of(seed, new NetworkFaults { WayMs = 60, Kill = 0.01 }), kills: 2, fills: 10, stops: 2);

    [Fact]
    public void LongAndShortBot_AnyFaults_BothAreTheExchanges()
    {
        var one = Environment.GetEnvironmentVariable("ARGOSY_SEED");
        if (one is not null) Play([ulong.Parse(one, CultureInfo.InvariantCulture)], seed => HedgedBotRun.Of(seed), 0, 0, 0);
        else Play([.. Enumerable.Range(1, Long ? 100 : 6).Select(seed => (ulong)seed)], seed => HedgedBotRun.Of(seed), kills: 4, fills: 20, stops: 4);
    }

    // At least so many kills and stops in all, and so many executions of each position.
    static void Play(ulong[] seeds, Func<ulong, HedgedBotRun> play, int kills, int fills, int stops)
    {
        var runs = seeds.Select(seed => (Seed: seed, Run: play(seed))).ToArray();
        var bad = runs.Where(each => each.Run.Problems.Count > 0).Select(each => Text(each.Seed, each.Run)).ToArray();
        Assert.True(bad.Length == 0, $"{bad.Length} seeds of {seeds.Length} failed:\n{string.Join("\n\n", bad.Take(10))}");
        var (died, bought, sold, stopped) = (runs.Sum(each => each.Run.Kills), runs.Sum(each => each.Run.Fills.Long), runs.Sum(each => each.Run.Fills.Short), runs.Sum(each => each.Run.Stopped));
        Assert.True(died >= kills && bought >= fills && sold >= fills && stopped >= stops, $"the campaign is too tame: {died} kills, {bought} executions long, {sold} short, {stopped} stops, {runs.Sum(each => each.Run.Closes)} closes");
    }

    static string Text(ulong seed, HedgedBotRun run) =>
        $"seed {seed} (ARGOSY_SEED={seed} replays it):\n{string.Join('\n', run.Problems.Take(10))}\nalerts:\n{string.Join('\n', run.Alerts.TakeLast(10).Select(a => $"{a.Severity} {a.Code}: {a.Text}"))}";
}
