using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Accounting;
using Argosy.Research.Backtests;
using Argosy.Research.Logs;
using Argosy.Research.Perpetuals;
using Argosy.Research.Results;
using Argosy.Research.Sweeps;
using Argosy.Simulation.Fills;
using Argosy.Strategies;

namespace Argosy.Research.Tests.Backtests;

/// <summary>A run of several strategies, from the request to the files.</summary>
public sealed class SeveralStrategiesTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("argosy-several").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void FixedQuantities_TradeAsInRunsOfTheirOwn(int seed)
    {
        var random = new SeededGenerator((ulong)seed);
        Market[] markets = [TestRuns.Synthetic("BTC", (ulong)seed, 1_500), TestRuns.Synthetic("ETH", (ulong)seed + 50, 500, "3m", gaps: 0.02)];
        var settings = TestRuns.OfRecord with { AllowShort = seed % 2 == 0, Fills = new FillOptions { Participation = 0, SlippageBps = 3, Path = PathMode.NearFirst } };
        StrategyChoice[] alone =
        [
            Bound("ma-cross", ("fast", $"{2 + random.NextIndex(8)}"), ("slow", $"{20 + random.NextIndex(30)}")),
            Bound("rsi", ("period", $"{5 + random.NextIndex(10)}"), ("stopLoss", "0.01"), ("takeProfit", "0.02")),
            Bound("donchian", ("period", $"{10 + random.NextIndex(20)}")),
        ];
        var joint = Run(Joint(alone), markets, settings);
        for (var book = 0; book < alone.Length; book++)
        {
            var own = Run(alone[book], markets, settings);
            Assert.Equal(own.Trades.Select(Plain), joint.Trades.Where(trade => trade.Book == book).Select(Plain));
            Assert.Equal((own.Trades.Count, own.Metrics.WinRate, own.Metrics.ProfitFactor, own.Metrics.Fees), (joint.Books[book].Trades, joint.Books[book].WinRate, joint.Books[book].ProfitFactor, joint.Books[book].Fees));
            Assert.Equal(own.Metrics.FinalEquity - settings.Cash, joint.Books[book].Pnl);
            Assert.True(own.Trades.Count > 5);
        }

        static Trade Plain(Trade trade) => trade with { Id = 0, Book = 0 };
    }

    [Theory]
    [InlineData("all", false)]
    [InlineData("equity:30%", true)]
    public void Books_SumToTheAccount(string size, bool allowShort)
    {
        var result = Run(Joint(Bound("ma-cross"), Bound("rsi", ("stopLoss", "0.01"))), [TestRuns.Synthetic("BTC", 7, 3_000), TestRuns.Synthetic("ETH", 8, 900, "3m")], new BacktestSettings { Size = size, AllowShort = allowShort, Band = false });
        Assert.Equal(result.Metrics.FinalEquity - 10_000m, result.Books.Sum(book => book.Pnl));
        Assert.Equal(result.Metrics.Fees, result.Books.Sum(book => book.Fees));
        Assert.Equal(result.Trades.Count, result.Books.Sum(book => book.Trades));
        Assert.Equal([0, 1], result.Trades.Select(trade => (int)trade.Book).Distinct().Order());
    }

    [Fact]
    public void Result_NamesTheStrategyOfEveryRow_AndReadsBack()
    {
        var result = Run(Joint(Bound("ma-cross"), Bound("rsi")), [TestRuns.Synthetic("BTC", 3, 2_000)], new BacktestSettings { Band = false });
        var path = Path.Combine(_folder, "a.json");
        ResultFile.Write(path, result);
        var stored = ResultFile.Read(path);
        Assert.True(stored.Ok, stored.Error?.Message);
        Assert.Equal("b0:ma-cross+b1:rsi", stored.Value.Strategy.Name);
        Assert.Equal("10", stored.Value.Strategy.Parameters["b0.fast"]);
        Assert.Equal(result.Books.Select(book => (book.Id, book.Name, book.Pnl, book.FinalBookValue)), stored.Value.Strategies.Select(book => (book.Id, book.Name, book.Pnl, book.FinalBookValue)));
        Assert.All(stored.Value.Trades, trade => Assert.Equal($"b{trade.Book}", trade.Strategy));
        Assert.All(stored.Value.Fills, fill => Assert.Equal($"b{fill.Book}", fill.Strategy));
        Assert.All(stored.Value.Orders, order => Assert.Equal($"b{order.Book}", order.Strategy));
        using var csv = new StringWriter();
        TradesCsv.Write(csv, result);
        Assert.StartsWith($"{TradesCsv.Header},strategy\n", csv.ToString(), StringComparison.Ordinal);
        var same = ResultComparison.Of([new("a", stored.Value), new("b", stored.Value)]);
        Assert.True(same.Value.SameInputs && same.Value.SameTrades);
    }

    [Fact]
    public void Result_OfOneStrategy_SaysNothingOfSeveral()
    {
        var path = Path.Combine(_folder, "one.json");
        ResultFile.Write(path, Run(Bound("ma-cross"), [TestRuns.Synthetic("BTC", 3, 500)], new BacktestSettings { Band = false }));
        Assert.DoesNotContain("\"strategies\"", File.ReadAllText(path), StringComparison.Ordinal);
        Assert.Empty(ResultFile.Read(path).Value.Strategies);
    }

    [Theory]
    [InlineData(11, false)]
    [InlineData(12, true)]
    public void Log_Replayed_EndsInTheSameState(ulong seed, bool allowShort)
    {
        var settings = new BacktestSettings { AllowShort = allowShort, Band = false, Fills = new FillOptions { Participation = 0.05m, SlippageBps = 5 }, Exits = ["trailing:2%"] };
        var request = new BacktestRequest([TestRuns.Synthetic("BTC", seed, 2_000), TestRuns.Synthetic("ETH", seed + 1, 400, "5m")], Joint(Bound("ma-cross"), Bound("rsi"), Bound("bollinger")), settings);
        var path = Path.Combine(_folder, "run.log");
        using var writer = new RunLogWriter(path, RunLogHeader.Of(request));
        var result = Backtest.Run(request with { Log = writer });
        Assert.True(result.Ok, result.Error?.Message);
        writer.Complete(result.Value.StateHash);
        var log = RunLogReader.Read(path).Value;
        Assert.Equal([new LoggedMember("b0", "ma-cross"), new LoggedMember("b1", "rsi"), new LoggedMember("b2", "bollinger")], log.Header.Members);
        var outcome = Replay.Run(log, request.Markets, request.Strategy);
        Assert.True(outcome.Ok && outcome.Value.IsEqual, outcome.Value.Divergence?.ToString());
        Assert.Equal(result.Value.StateHash, outcome.Value.StateHash);
        Assert.Equal(result.Value.StateHash, Backtest.Run(request).Value.StateHash);
    }

    [Fact]
    public void PerpetualContracts_AreRefused()
    {
        var settings = new BacktestSettings { Margin = new MarginSettings { Mode = MarginMode.Cross } };
        var run = Backtest.Run(new BacktestRequest([TestRuns.Synthetic("BTC", 1, 100)], Joint(Bound("ma-cross"), Bound("rsi")), settings));
        Assert.Contains("expected one strategy with --margin", run.Error?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TwoConsensuses_AreRefused()
    {
        var voters = Bound("consensus", ("voters", "a:ma-cross; b:rsi"));
        var run = Backtest.Run(new BacktestRequest([TestRuns.Synthetic("BTC", 1, 100)], Joint(voters, voters), new BacktestSettings()));
        Assert.Contains("at most one may decide by votes", run.Error?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sweep_LeavesThemToTheEngine() =>
        Assert.False(SweepPlanner.TryPlan([TestRuns.Synthetic("BTC", 1, 100)], new BacktestSettings { Band = false }, [Joint(Bound("ma-cross"), Bound("ma-cross"))]).Ok);

    [Fact]
    public void NamesThatCannotBeToldApart_AreRefused()
    {
        var cross = Bound("ma-cross");
        Assert.Throws<ArgumentException>(() => StrategyChoice.Of([new("a", cross)]));
        Assert.Throws<ArgumentException>(() => StrategyChoice.Of([new("a", cross), new("a", cross)]));
        Assert.Throws<ArgumentException>(() => StrategyChoice.Of([new("a.b", cross), new("c", cross)]));
        Assert.Throws<ArgumentException>(() => StrategyChoice.Of([new("a", Joint(cross, cross)), new("b", cross)]));
    }

    static StrategyChoice Joint(params StrategyChoice[] choices) => StrategyChoice.Of([.. choices.Select((choice, i) => new StrategyMember($"b{i}", choice))]);

    static StrategyChoice Bound(string name, params (string Name, string Value)[] values)
    {
        var bound = StrategyCatalogue.Find(name).Value.Bind(values.ToDictionary(p => p.Name, p => p.Value));
        Assert.True(bound.Ok, bound.Error?.Message);
        return new StrategyChoice(bound.Value.Name, bound.Value.Parameters, bound.Value.Create);
    }

    static BacktestResult Run(StrategyChoice strategy, Market[] markets, BacktestSettings settings)
    {
        var result = Backtest.Run(new BacktestRequest(markets, strategy, settings));
        Assert.True(result.Ok, result.Error?.Message);
        return result.Value;
    }
}
