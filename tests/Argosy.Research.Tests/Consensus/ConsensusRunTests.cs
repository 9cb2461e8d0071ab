using System.Text.Json;
using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Engine.Strategies;
using Argosy.Research.Backtests;
using Argosy.Research.Logs;
using Argosy.Research.Results;
using Argosy.Research.Tests.Backtests;
using Argosy.Strategies;
using Argosy.Strategies.BuiltIn;
using Argosy.Strategies.Consensus;
using Argosy.Strategies.Consensus.Counting;
using Argosy.Strategies.Consensus.Records;
using Argosy.Strategies.Consensus.Voters;

namespace Argosy.Research.Tests.Consensus;

/// <summary>Whole backtests of a consensus: faulty voters, protective exits, records, replay, recount.</summary>
public sealed class ConsensusRunTests : IDisposable
{
    static readonly BacktestSettings WithShorts = new() { AllowShort = true, Leverage = 2, Band = false, Cash = 1_000_000, Size = "qty:1" };

    readonly string _folder = Directory.CreateTempSubdirectory("argosy-consensus").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<string, string> Pairs()
    {
        string[] kinds = ["throws", "nan", "late", "equivocates", "silent"];
        var pairs = new TheoryData<string, string>();
        for (var i = 0; i < kinds.Length; i++)
        {
            for (var k = i; k < kinds.Length; k++) pairs.Add(kinds[i], kinds[k]);
        }
        return pairs;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void SevenVotersWithTwoFaulty_TradeLikeTheFiveHonestAgainstTheQuorumOfSeven(string one, string other)
    {
        Market[] market = [TestRuns.Synthetic("BTC", 31, 4_000)];
        var five = TestRuns.Run(market, "five", () => new ConsensusStrategy(Honest(), new ConsensusOptions { Mode = ConsensusMode.Bft, Quorum = Quorum.Of(7) }), WithShorts);
        var seven = TestRuns.Run(market, "seven", () => new Tardy(new ConsensusStrategy([.. Honest(), Faulty("x", one), Faulty("y", other)], new ConsensusOptions { Mode = ConsensusMode.Bft }), [.. Late("x", one), .. Late("y", other)]), WithShorts);
        Assert.True(five.Trades.Count > 20, $"only {five.Trades.Count} trades");
        Assert.Equal(five.TradeHash, seven.TradeHash);
        Assert.Equal(five.Consensus!.Decisions, seven.Consensus!.Decisions);
    }

    [Fact]
    public void Liars_DoNotMakeADecisionTheHonestWouldNotHaveByMajority()
    {
        Market[] market = [TestRuns.Synthetic("BTC", 32, 4_000)];
        Voter Liar(string id, int shift) => new(id, new Mirror(shift));
        var result = TestRuns.Run(market, "lied-to", () => new ConsensusStrategy([.. Honest(), Liar("x", 0), Liar("y", 1)], new ConsensusOptions { Mode = ConsensusMode.Bft }), WithShorts);
        var record = result.Consensus!.Records[0];
        var decided = 0;
        for (var round = 0; round < record.Count; round++)
        {
            if (record.Decision(round) == Decision.None) continue;
            decided++;
            Assert.True(record.Votes(round)[..5].CountOf((Vote)record.Decision(round)) >= 3);
        }
        Assert.True(decided > 100);
    }

    [Theory]
    [InlineData("stop:2%")]
    [InlineData("trailing:2%")]
    public void ProtectiveExit_ClosesAlthoughEveryVoterWantsToHold(string exit)
    {
        Market[] market = [Falling()];
        var result = TestRuns.Run(
            market, "held", () => new ConsensusStrategy([.. Enumerable.Range(0, 4).Select(i => new Voter($"v{i}", new BuyAndHold()))], new ConsensusOptions { Mode = ConsensusMode.Bft }),
            new BacktestSettings { Band = false, Exits = [exit], Fills = new() { Participation = 0 } });
        Assert.Contains(result.Trades, trade => trade.ExitReason is OrderPurpose.Stop or OrderPurpose.Trailing);
        Assert.All(result.Consensus!.Decisions, pair => Assert.Equal(Decision.Long, pair.Key));
    }

    [Fact]
    public void Guard_BlocksLotsAndExitsStillPass()
    {
        Market[] market = [Falling()];
        Voter[] Voters() => [new("buys", new Saying(1)) { Round = VotingRound.Buy }, new("never", new Saying(0)) { Round = VotingRound.Sell }];
        BacktestSettings Settings(params string[] guards) => new() { Band = false, Size = "quote:100", Exits = ["stop:2%"], Guards = guards, Fills = new() { Participation = 0 } };
        var free = TestRuns.Run(market, "lots", () => new ConsensusStrategy(Voters(), new ConsensusOptions()), Settings());
        var guarded = TestRuns.Run(market, "lots", () => new ConsensusStrategy(Voters(), new ConsensusOptions()), Settings("cooldown:1d"));
        Assert.True(free.Fills.Count > 50);
        Assert.Contains(guarded.Unfilled, pair => pair.Key == "guard");
        Assert.Contains(guarded.Trades, trade => trade.ExitReason == OrderPurpose.Stop);
    }

    [Fact]
    public void RealData_TwiceTheSame_ReplayedTheSame_VotesInTheLog()
    {
        var market = TestRuns.Imported("candles", "coinbase_BTC-USD_4h.csv.gz");
        var choice = Choice("voters=a:ma-cross(fast=10, slow=40); b:supertrend; c:macd; d:rsi; e:donchian|mode=majority|c.timeframe=12h");
        var request = new BacktestRequest([market], choice, new BacktestSettings { Band = false });
        var path = Path.Combine(_folder, "run.log");
        using var writer = new RunLogWriter(path, RunLogHeader.Of(request));
        var first = Backtest.Run(request with { Log = writer }).Value;
        writer.Complete(first.StateHash);
        var second = Backtest.Run(request).Value;
        Assert.Equal((first.TradeHash, first.StateHash), (second.TradeHash, second.StateHash));
        Assert.True(first.Trades.Count > 20);
        Assert.Equal(first.Markets[0].Bars.Count, first.Consensus!.Rounds);
        var log = RunLogReader.Read(path).Value;
        Assert.True(log.Entries.Count(entry => entry.Votes is not null) > 100);
        var replayed = Replay.Run(log, [market], choice);
        Assert.True(replayed.Value.IsEqual, replayed.Value.Divergence?.ToString());
        var other = Choice("voters=a:ma-cross(fast=11, slow=40); b:supertrend; c:macd; d:rsi; e:donchian|mode=majority|c.timeframe=12h");
        Assert.Contains("votes", Replay.Run(log, [market], other).Value.Divergence?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Recount_OfAStoredRun_IsTheRunCountedOtherwise()
    {
        Market[] markets = [TestRuns.Synthetic("BTC", 33, 1_500), TestRuns.Synthetic("ETH", 34, 1_500)];
        var stored = Stored(TestRuns.Run(markets, "consensus", Choice("voters=a:ma; b:macd; c:supertrend; d:momentum|mode=majority").Create, WithShorts));
        var records = stored.Consensus!.Records(["BTC/USD", "ETH/USD"]).Value;
        var fresh = TestRuns.Run(markets, "consensus", Choice("voters=a:ma; b:macd; c:supertrend; d:momentum|mode=bft").Create, WithShorts);
        for (var i = 0; i < 2; i++)
        {
            var recounted = Recount.Of(records[i], records[i].Terms with { Mode = ConsensusMode.Bft }, []);
            Assert.Equal(Enumerable.Range(0, fresh.Consensus!.Records[i].Count).Select(fresh.Consensus.Records[i].Decision), recounted.Decisions);
            Assert.NotEmpty(recounted.Changes);
        }
    }

    [Fact]
    public void Json_KeepsTheConsensusAndReadsBack()
    {
        Market[] markets = [TestRuns.Synthetic("BTC", 35, 800)];
        var result = TestRuns.Run(markets, "consensus", Choice("voters=bundle|mode=factor").Create, new BacktestSettings { Band = false, Size = "quote:500" });
        var stored = Stored(result).Consensus!;
        Assert.Equal(("factor", 12, 800, false), (stored.Mode, stored.Voters.Count, stored.RoundCount, stored.Truncated));
        Assert.Equal([("buy", 7, 2, 5), ("sell", 5, 1, 4)], stored.Rounds.Select(round => (round.Round, round.N, round.F, round.Quorum)));
        var (was, now) = (result.Consensus!.Records[0], stored.Records(["BTC/USD"]).Value[0]);
        Assert.Equal(was.Count, now.Count);
        for (var round = 0; round < was.Count; round++) Assert.Equal((was.Time(round), was.Letters(round), was.Decision(round), was.NextMove(round)), (now.Time(round), now.Letters(round), now.Decision(round), now.NextMove(round)));
        Assert.Equal(VoterStatistics.Of([was]).Select(s => (s.Voter, s.Votes, s.Agreement, s.HitRate)), VoterStatistics.Of([now]).Select(s => (s.Voter, s.Votes, s.Agreement, s.HitRate)));
        Assert.Equal(was.ReadsPositions, now.ReadsPositions);
    }

    [Fact]
    public void VotesFiles_HoldEveryRound()
    {
        var result = TestRuns.Run([TestRuns.Synthetic("BTC", 36, 300)], "consensus", Choice("voters=a:ma; b:macd").Create, new BacktestSettings { Band = false });
        using var csv = new StringWriter();
        VotesFile.WriteCsv(csv, result.Consensus!, result.Markets);
        var lines = csv.ToString().TrimEnd('\n').Split('\n');
        Assert.Equal((301, "time,instrument,decision,next,a,b"), (lines.Length, lines[0]));
        using var jsonl = new MemoryStream();
        VotesFile.WriteJsonLines(jsonl, result.Consensus!, result.Markets);
        var rows = System.Text.Encoding.UTF8.GetString(jsonl.ToArray()).TrimEnd('\n').Split('\n');
        Assert.Equal(300, rows.Length);
        using var last = JsonDocument.Parse(rows[^1]);
        Assert.Equal("BTC/USD", last.RootElement.GetProperty("instrument").GetString());
        Assert.False(last.RootElement.TryGetProperty("next", out _));
    }

    [Fact]
    public void TimeframeThatIsNoMultiple_IsRefusedWithItsVoter()
    {
        var result = Backtest.Run(new BacktestRequest([TestRuns.Synthetic("BTC", 37, 100, "5m")], Choice("voters=a:ma|a.timeframe=7m"), new BacktestSettings()));
        Assert.Contains("voter 'a'", result.Error?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void StoredSettings_AreTheSettingsAgain()
    {
        var settings = WithShorts with { From = 60_000, Fills = new() { SlippageBps = 3, MakerFee = -0.0001m, FeeInReceivedAsset = true, Participation = 0.5m, Seed = 9, Path = Simulation.Fills.PathMode.Olhc } };
        var stored = Stored(TestRuns.Run([TestRuns.Synthetic("BTC", 38, 200)], "ma", () => new MovingAverage(), settings));
        Assert.Equal(settings, StoredSettings.Read(stored.Settings).Value);
    }

    static StoredResult Stored(BacktestResult result)
    {
        using var buffer = new MemoryStream();
        ResultJson.Write(buffer, result);
        buffer.Position = 0;
        var read = ResultFile.Read(buffer, "result");
        Assert.True(read.Ok, read.Error?.Message);
        return read.Value;
    }

    static StrategyChoice Choice(string values)
    {
        var bound = StrategyCatalogue.Find("consensus").Value.Bind(values.Split('|').ToDictionary(pair => pair.Split('=', 2)[0], pair => pair.Split('=', 2)[1]));
        Assert.True(bound.Ok, bound.Error?.Message);
        return new StrategyChoice(bound.Value.Name, bound.Value.Parameters, bound.Value.Create);
    }

    static Voter[] Honest() =>
    [
        new("a", new MovingAverage(5)), new("b", new MovingAverage(6)), new("c", new MovingAverage(8)), new("d", new MovingAverage(10)), new("e", new Momentum(8)),
    ];

    static Voter Faulty(string id, string kind) => new(id, kind switch
    {
        "throws" => new StrategyVoter(new Doing((_, _) => throw new InvalidOperationException("broken"))),
        "equivocates" => new StrategyVoter(new Doing((_, context) =>
        {
            context.Target(Direction.Long);
            context.Target(Direction.Flat);
        })),
        "silent" => new StrategyVoter(new Doing((_, _) => { })),
        "nan" => new Saying(double.NaN),
        _ => new Saying(1),
    });

    static string[] Late(string id, string kind) => kind == "late" ? [id] : [];

    static Market Falling()
    {
        const int Count = 200;
        var closes = Enumerable.Range(0, Count).Select(i => Math.Round(200 - (i * 0.5), 2)).ToArray();
        var columns = new BarColumns
        {
            Timeframe = Timeframe.OneMinute,
            OpenTimes = [.. Enumerable.Range(0, Count).Select(i => i * 60_000L)],
            Open = closes, High = closes, Low = closes, Close = closes,
            Volume = [.. Enumerable.Repeat(1_000.0, Count)],
            PriceScale = 2,
            Hash = "falling",
        };
        return new Market(new Core.Instruments.Instrument("BTC", "USD", 0.01m, 0.0001m, 0, 2), columns, null, "falling");
    }

    sealed class Doing(Action<Bar, StrategyContext> what) : IStrategy
    {
        public void OnBar(in Bar bar, StrategyContext context) => what(bar, context);
    }

    sealed class Saying(double answer) : IVoter
    {
        public double? Vote(in Bar bar, VoterView view) => answer;
    }

    // Votes whatever turns the round, as a liar who sees the trend would.
    sealed class Mirror(int shift) : IVoter
    {
        int _bars;

        public double? Vote(in Bar bar, VoterView view) => ((_bars++ + shift) % 3) - 1;

    }

    // The news of a late answer comes with every bar.
    sealed class Tardy(ConsensusStrategy inner, string[] late) : IStrategy, IVotingStrategy
    {
        public VoteRecord? Votes => inner.Votes;

        public void OnStart(StrategyContext context) => inner.OnStart(context);

        public void OnBar(in Bar bar, StrategyContext context)
        {
            foreach (var voter in late) inner.Take(new VoterFault(voter, context.Time));
            inner.OnBar(in bar, context);
        }

        public void OnFill(in Fill fill, StrategyContext context) => inner.OnFill(in fill, context);
    }
}
