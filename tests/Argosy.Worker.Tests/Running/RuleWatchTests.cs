using Argosy.Core.Links;
using Argosy.Core.MarketData;
using Argosy.Data.Links;
using Argosy.Research.Backtests;
using Argosy.Research.Results;
using Argosy.Simulation.Fills;
using Argosy.Worker.Logs;
using Argosy.Worker.Running;
using Argosy.Worker.Strategies;
using Argosy.Worker.Tests.Support;

namespace Argosy.Worker.Tests.Running;

/// <summary>How guards and limits stand, as a worker tells its host: where something shown has changed, and to nobody else.</summary>
public sealed class RuleWatchTests
{
    const long Minute = 60_000;
    const string Drawdown = "max-drawdown(limit=10%, period=30d)";

    static readonly BacktestSettings Settings = new() { Size = "quote:1000", Guards = ["cooldown:3m", "max-drawdown:10%"], Fills = new FillOptions { MakerFee = 0, TakerFee = 0, Participation = 0 } };

    readonly List<WorkerMessage> _answers = [];
    readonly RunWorker _worker;

    public RuleWatchTests() => _worker = new RunWorker(_answers.Add) { TellsRules = true };

    [Fact]
    public void Rules_AreToldWhereWhatIsShownHasChanged()
    {
        Tell(Begins());
        Assert.Null(Read());
        Assert.Equal([Cooldown(false), Fallen(0)], Move(1, 100, isHistory: true));
        // Bought at the next open.
        Assert.Equal([Cooldown(true), Fallen(0)], Move(2, 100));
        Assert.Null(Move(3, 100));
        // A tenth of one in 10,000 is nothing anybody is shown.
        Assert.Null(Move(4, 99.99));
        Assert.Equal([Cooldown(true), Fallen(0.01m)], Move(5, 90));
        // The last minute of the cool-down is over; when it was tripped stays known.
        Assert.Equal([Cooldown(false) with { Tripped = 2 * Minute }, Fallen(0.01m)], Move(6, 90));
        Tell(new RunEnds(7 * Minute));
        Assert.Null(Read());
        Assert.IsType<StepDone>(_answers[^1]);
    }

    [Fact]
    public void Rules_AreToldBeforeTheEndOfTheStep()
    {
        Tell(Begins());
        Move(1, 100);
        Assert.Equal(_answers.Count - 2, _answers.FindIndex(answer => answer is RulesRead));
    }

    [Fact]
    public void Rules_AreToldOnlyWhereSomebodyAsks()
    {
        var answers = new List<WorkerMessage>();
        var worker = new RunWorker(answers.Add);
        worker.Hear(Begins());
        worker.Hear(Moved(1, 100));
        worker.Hear(Moved(2, 90));
        Assert.DoesNotContain(answers, answer => answer is RulesRead);
    }

    [Theory]
    [InlineData("")]
    [InlineData("only(instrument=X/Y, guard=cooldown:1h)")]
    public void Run_WithoutRulesOfItsInstruments_SaysNothing(string guard)
    {
        Tell(Begins(new BacktestSettings { Guards = guard.Length > 0 ? [guard] : [] }));
        Assert.Null(Move(1, 100));
        Assert.Null(Move(2, 90));
    }

    [Fact]
    public void Limits_ComeAfterGuards_EachForTheInstrumentsItSpeaksOf()
    {
        Tell(Begins(Settings with { Limits = ["max-position:5", "max-exposure:5000"] }));
        Assert.Equal([new RuleStand("max-position:5", 0, 5, RuleUnit.Base, true, 5, Tripped: Minute), new RuleStand("max-exposure:5000", -1, 5000, RuleUnit.Quote, false, 500)], Move(1, 100)?.Skip(2));
    }

    [Fact]
    public void Log_ThatHoldsNothingOfRules_IsReplayedAsEqual()
    {
        var settings = Settings with { Size = "all", Exits = ["stop:1%"], Limits = ["order-rate(count=5, period=1h)"] };
        var log = new List<LinkMessage>();
        var told = 0;
        foreach (var message in Told.Run([Markets.Made("A", 5, 400)], Markets.Strategy("ma-cross", ("fast", "3"), ("slow", "8")), settings))
        {
            Tell(message);
            told += _answers.Count(answer => answer is RulesRead);
            log.Add(new LinkMessage(message, null));
            log.AddRange(_answers.Where(answer => answer is not RulesRead).Select(answer => new LinkMessage(null, answer)));
        }
        Assert.InRange(told, 10, 400);
        var replayed = MessageReplay.Run(new RunLogLines(log, 0, 0));
        Assert.Null(replayed.Divergence);
        Assert.Equal(_worker.StateHash, replayed.StateHash);
    }

    [Fact]
    public void Reading_OfAQuietStep_AllocatesNothing()
    {
        Tell(Begins(Settings with { Guards = ["cooldown:3m", "max-drawdown:10%", "daily-loss:5%", "stop-streak", "low-profit", "only(instrument=A/USD, guard=cooldown:1h)"], Limits = ["max-position:500", "max-exposure:50000", "max-leverage:5", "max-order-size:9000", "order-rate(count=5, period=1h)", "price-collar:5%", "daily-loss:5%", "drawdown:20%"] }));
        Move(1, 100);
        Move(2, 100);
        var (rules, account) = (_worker.Parts!.Rules, _worker.Parts.Engine.Account);
        for (var k = 0; k < 100; k++) rules.EndStep(account);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var k = 0; k < 1_000; k++) rules.EndStep(account);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [InlineData("0.123456", RuleUnit.Ratio, "0.1235")]
    [InlineData("0.00004", RuleUnit.Ratio, "0")]
    [InlineData("1.23456", RuleUnit.Multiple, "1.2346")]
    [InlineData("12345.678", RuleUnit.Quote, "12350")]
    [InlineData("-12345.678", RuleUnit.Quote, "-12350")]
    [InlineData("0.00123456", RuleUnit.Base, "0.001235")]
    [InlineData("9999.9", RuleUnit.Quote, "10000")]
    [InlineData("0", RuleUnit.Quote, "0")]
    [InlineData("0.0000000000000000000000000001", RuleUnit.Base, "0.0000000000000000000000000001")]
    [InlineData("123456", RuleUnit.Orders, "123456")]
    [InlineData("123456", RuleUnit.Trades, "123456")]
    [InlineData("86400001", RuleUnit.Time, "86400001")]
    public void Values_AreToldAsTheyAreShown(string value, RuleUnit unit, string shown) =>
        Assert.Equal(decimal.Parse(shown, System.Globalization.CultureInfo.InvariantCulture), RuleWatch.Shown(decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture), unit));

    static RuleStand Cooldown(bool blocks) => new("cooldown:3m", 0, 3 * Minute, RuleUnit.Time, blocks, Until: blocks ? 5 * Minute : null, Tripped: blocks ? 2 * Minute : null);

    static RuleStand Fallen(decimal share) => new(Drawdown, -1, 0.1m, RuleUnit.Ratio, false, share);

    static RunBegins Begins(BacktestSettings? settings = null) =>
        new(RunMode.Paper, [Markets.Made("A", 1, 1).Instrument], Timeframe.OneMinute, StrategyText.Of(Markets.Strategy("buy-and-hold")), StoredSettings.Text(settings ?? Settings));

    static MarketMoved Moved(int minute, double price, bool isHistory = false) =>
        new(minute * Minute, [new(0, new Bar((minute - 1) * Minute, price, price, price, price, 1))], [new(0, price)], isHistory);

    IReadOnlyList<RuleStand>? Move(int minute, double price, bool isHistory = false)
    {
        Tell(Moved(minute, price, isHistory));
        return Read();
    }

    IReadOnlyList<RuleStand>? Read() => _answers.OfType<RulesRead>().SingleOrDefault()?.Rules;

    void Tell(HostMessage message)
    {
        _answers.Clear();
        _worker.Hear(message);
    }
}
