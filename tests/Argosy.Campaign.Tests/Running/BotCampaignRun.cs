using Argosy.Campaign.Tests.Virtual;
using Argosy.Core.Links;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Hosting.Bots;
using Argosy.Research.Backtests;

namespace Argosy.Campaign.Tests.Running;

/// <summary>One seeded run of the whole live path on spot.</summary>
internal sealed class BotCampaignRun : WholeRun
{
    static readonly string[] Strategies =
    [
        """{"name":"every-bar","parameters":{"qty":"0.002"}}""",
        """{"name":"ma-cross","parameters":{"fast":"2","slow":"4"}}""",
        """{"name":"donchian","parameters":{"period":"4","exit":"2"}}""",
    ];

    static readonly string[][] Exits = [["stop:0.2%"], ["stop:0.1%", "target:0.1%"], ["trailing:0.1%"], ["stop:0.3%", "time-stop:3m"], ["stop:0.2%", "break-even:0.05%"]];

    readonly CampaignBooks _books;

    BotCampaignRun(Stage stage, string strategy, BacktestSettings settings, SleepOptions? sleep)
        : base(stage, new StopWatch(stage.Exchange), strategy, settings, sleep) => _books = new CampaignBooks(stage.Exchange, Stage.Symbol);

    protected override decimal Foreign => 0;

    public static BotCampaignRun Of(ulong seed, NetworkFaults? faults = null, SleepOptions? sleep = null)
    {
        var stage = Stage.Spot(seed, faults);
        var settings = new BacktestSettings { Cash = 1_000m, Size = "equity:20%", Exits = Exits[stage.Random.NextIndex(Exits.Length)] };
        using var run = new BotCampaignRun(stage, Strategies[stage.Random.NextIndex(Strategies.Length)], settings, sleep);
        run.Play();
        return run;
    }

    protected override IEnumerable<string> Differences() => [.. _books.Orders(Database), .. _books.Balances(Database)];

    protected override IEnumerable<string> Differences(BotStatus status, IReadOnlyList<HostMessage> log, IReadOnlyList<OrderSaid> told)
    {
        // Base fees make the run's position smaller than its fills, and what is less than a lot after a trade is written off as dust.
        var here = told.Sum(said => said.Event.Fill.SignedQuantity);
        var fees = told.Where(said => (said.Event.Fill.Traits & FillTraits.FeeInBase) != 0).Sum(said => said.Event.Fill.Fee);
        var held = status.Positions.Count > 0 ? status.Positions[0] : 0;
        var dust = here - fees - held;
        if (held < 0 || dust < 0 || dust >= Stage.Instrument.LotSize * (1 + told.Count)) yield return $"the run holds {held}, its executions make {here - fees}";
    }
}
