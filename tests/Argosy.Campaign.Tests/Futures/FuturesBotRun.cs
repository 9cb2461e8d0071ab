using Argosy.Campaign.Tests.Running;
using Argosy.Campaign.Tests.Virtual;
using Argosy.Core.Links;
using Argosy.Core.Orders;
using Argosy.Engine.Accounting;
using Argosy.Hosting.Bots;
using Argosy.Research.Backtests;
using Argosy.Research.Perpetuals;

namespace Argosy.Campaign.Tests.Futures;

/// <summary>One seeded run of the whole live path on a perpetual.</summary>
internal sealed class FuturesBotRun : WholeRun
{
    const decimal Cash = 1_000m;
    const int EarlierMs = 30 * 60_000;

    // An execution's value and fee are rounded here and there, each to the eighth decimal.
    const decimal Unit = 0.00000002m;

    static readonly string[] Strategies =
    [
        """{"name":"every-bar","parameters":{"qty":"0.02"}}""",
        """{"name":"ma-cross","parameters":{"fast":"2","slow":"4"}}""",
        """{"name":"donchian","parameters":{"period":"4","exit":"2"}}""",
    ];

    static readonly string[][] Exits = [["stop:0.2%"], ["stop:0.1%", "target:0.1%"], ["trailing:0.1%"], ["stop:0.3%", "time-stop:3m"], ["stop:5%"]];

    readonly MarginPlan _margin;
    readonly FuturesBooks _books;

    FuturesBotRun(Stage stage, MarginPlan margin, string strategy, BacktestSettings settings)
        : base(stage, new PositionWatch(stage.Exchange), strategy, settings) => (_margin, _books) = (margin, new FuturesBooks(stage.Exchange, Stage.Symbol));

    /// <summary>Closes by the exchange itself.</summary>
    public int Closes => _books.Closes.Length;

    protected override decimal Foreign => _books.Closes.Sum(fill => fill.Order.Side == Side.Buy ? fill.Quantity : -fill.Quantity);

    public static FuturesBotRun Of(ulong seed, NetworkFaults? faults = null)
    {
        var (stage, margin) = PerpetualStage.Of(seed, faults, EarlierMs);
        var exits = Exits[stage.Random.NextIndex(Exits.Length)];
        var settings = new BacktestSettings
        {
            Cash = Cash, Size = "quote:600", Exits = margin.StopDistance > 0.03m ? ["stop:5%"] : exits, Leverage = margin.Leverage, AllowShort = true,
            Margin = new MarginSettings { Mode = margin.IsIsolated ? MarginMode.Isolated : MarginMode.Cross },
        };
        using var run = new FuturesBotRun(stage, margin, Strategies[stage.Random.NextIndex(Strategies.Length)], settings);
        run.Play();
        return run;
    }

    // With a position the margin is what it was.
    protected override Task PrepareAsync(HostLife life) => _margin.SetAsync(life, () => Database.Rows.Count > 0);

    protected override void Disturb(int beatMs)
    {
        if (Stage.Random.NextUnit() < _margin.Shocks * beatMs / 10_000) MarginPlan.Shock(Stage);
    }

    protected override IEnumerable<string> Differences() => _books.Compare(Database, Life.Desk);

    protected override IEnumerable<string> Differences(BotStatus status, IReadOnlyList<HostMessage> log, IReadOnlyList<OrderSaid> told)
    {
        if (status.Positions is [var held] && held != _books.Held) yield return $"the run holds {held}, the exchange {_books.Held}";
        var flows = log.OfType<FundingSaid>().Select(said => said.FlowId).ToArray();
        if (flows.Distinct().Count() != flows.Length) yield return $"funding was told twice: {string.Join(", ", flows)}";
        if (Rows.Lines.Find(line => line.Level == "error" && line.Message.StartsWith("the run", StringComparison.Ordinal)) is { } refused) yield return $"the run does nothing: {refused.Message}";
        if (_books.Held != 0) yield break;
        // The run's money is what it made of the account's.
        var made = Cash + _books.Made;
        var heard = told.Sum(said => -(said.Event.Fill.SignedQuantity * said.Event.Fill.Price) - said.Event.Fill.Fee) + _books.Funded + _books.Insured(flows);
        var rounding = Unit * (1 + told.Count + flows.Length);
        if (Math.Abs(Cash + heard - made) > rounding) yield return $"the run was told {heard}, the account made {made - Cash}";
        if (Math.Abs(status.Cash - made) > rounding) yield return $"the run has {status.Cash}, the account makes it {made}";
    }
}
