using Argosy.Campaign.Tests.Running;
using Argosy.Campaign.Tests.Virtual;
using Argosy.Testnet.Hosting;

namespace Argosy.Campaign.Tests.Futures;

/// <summary>One seeded run on perpetuals: a bot trades both ways through desk, journal and adapter, with leverage, funding and liquidations, while everything that can go wrong does.</summary>
internal sealed class FuturesCampaignRun : DeskRun
{
    readonly MarginPlan _margin;
    readonly FuturesBooks _books;

    FuturesCampaignRun(Stage stage, MarginPlan margin, KillPlan? plan)
        : base(stage, plan, new PerpetualBot(Deployment, stage.Instrument, stage.Random) { StopDistance = margin.StopDistance }, new PositionWatch(stage.Exchange)) =>
        (_margin, _books) = (margin, new FuturesBooks(stage.Exchange, Stage.Symbol));

    /// <summary>Closes by the exchange itself.</summary>
    public int Closes => _books.Closes.Length;

    /// <summary>Settlements of funding the run heard.</summary>
    public int Settlements => Bot.Funding.Count;

    public static FuturesCampaignRun Of(ulong seed, NetworkFaults? faults = null, KillPlan? plan = null)
    {
        var (stage, margin) = PerpetualStage.Of(seed, faults);
        using var run = new FuturesCampaignRun(stage, margin, plan);
        run.Play();
        return run;
    }

    // With a position the margin is what it was.
    protected override Task PrepareAsync(HostLife life) => _margin.SetAsync(life, () => Bot.Wanted.Count > 0);

    protected override void Disturb(int beatMs)
    {
        if (Stage.Random.NextUnit() < _margin.Shocks * beatMs / 1_000) MarginPlan.Shock(Stage);
        if (Stage.Random.NextUnit() < _margin.Deleverages * beatMs / 1_000) Deleverage();
    }

    protected override IEnumerable<string> Differences() => _books.Compare(Bot, Database, Life.Desk);

    void Deleverage()
    {
        Exchange.Exchange.Futures!.Deleverage(Exchange.Exchange.State.Accounts[TestnetOptions.DefaultKey], Stage.Market);
        Exchange.Exchange.Serve(Stage.Market);
    }
}
