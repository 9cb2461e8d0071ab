using System.Globalization;
using Argosy.Hosting.Ports;

namespace Argosy.Hosting.Tests.Desks;

/// <summary>Seeded runs of a whole desk. ARGOSY_LONG=1 takes 150 seeds of each venue; ARGOSY_SEED=n replays one.</summary>
public sealed class DeskCampaignTests
{
    public static TheoryData<string> Kinds => ["futures", "replacing", "plain", "bare"];

    [Theory, MemberData(nameof(Kinds))]
    public void AnySeed_NothingIsLostOrDoubled(string kind)
    {
        var one = Environment.GetEnvironmentVariable("ARGOSY_SEED");
        var seeds = one is null ? Enumerable.Range(1, Environment.GetEnvironmentVariable("ARGOSY_LONG") is null ? 10 : 150) : [int.Parse(one, CultureInfo.InvariantCulture)];
        var (crashes, orders) = (0, 0);
        foreach (var seed in seeds)
        {
            using var run = DeskCampaign.Of((ulong)seed, Traits(kind));
            if (one is not null) File.WriteAllLines($"desk-{kind}-{seed}.log", run.Story);
            Assert.True(run.Problems.Count == 0, $"{kind}, seed {seed} (ARGOSY_SEED={seed} replays it):\n{string.Join('\n', run.Problems.Take(10))}");
            crashes += run.Crashes;
            orders += run.Orders;
        }
        if (one is null) Assert.True(crashes > 5 && orders > 200, $"the campaign is too tame: {crashes} crashes, {orders} orders");
    }

    [Fact]
    public void SameSeed_SameRun()
    {
        using var a = DeskCampaign.Of(3, DeskRig.SpotReplacing);
        using var b = DeskCampaign.Of(3, DeskRig.SpotReplacing);
        Assert.Equal(a.Text, b.Text);
    }

    static VenueTraits Traits(string kind) => kind switch
    {
        "futures" => DeskRig.Futures,
        "replacing" => DeskRig.SpotReplacing,
        "plain" => DeskRig.SpotPlain,
        _ => DeskRig.SpotBare,
    };
}
