using Argosy.Campaign.Tests.Virtual;

namespace Argosy.Campaign.Tests.Running;

/// <summary>One seeded run on spot: a bot trades through desk, journal and adapter, while everything that can go wrong does.</summary>
internal sealed class CampaignRun : DeskRun
{
    readonly CampaignBooks _books;

    CampaignRun(Stage stage, KillPlan? plan)
        : base(stage, plan, new CampaignBot(Deployment, stage.Instrument, stage.Random), new StopWatch(stage.Exchange)) => _books = new CampaignBooks(stage.Exchange, Stage.Symbol);

    public static CampaignRun Of(ulong seed, NetworkFaults? faults = null, KillPlan? plan = null)
    {
        using var run = new CampaignRun(Stage.Spot(seed, faults), plan);
        run.Play();
        return run;
    }

    protected override IEnumerable<string> Differences() => _books.Compare(Bot, Database, Life.Desk);
}
