using Argosy.Core.Links;
using Argosy.Core.MarketData;
using Argosy.Research.Backtests;
using Argosy.Research.Results;
using Argosy.Worker.Running;
using Argosy.Worker.Strategies;
using Argosy.Worker.Tests.Support;

namespace Argosy.Worker.Tests.Bots;

/// <summary>What a bot plots, writes and keeps, as its worker tells it; and what becomes of it when the bot fails or gets a new version.</summary>
public sealed class BotNotesTests
{
    readonly List<WorkerMessage> _answers = [];
    readonly RunWorker _worker;

    public BotNotesTests() => _worker = new RunWorker(_answers.Add);

    [Fact]
    public void PlotsLinesAndStates_AreToldBeforeTheEndOfTheStep()
    {
        Begin("""
            public sealed class A : IStrategy
            {
                int _bars;
                public void OnStart(StrategyContext context) => context.Log("begun");
                public void OnBar(in Bar bar, StrategyContext context)
                {
                    context.Plot("close", bar.Close);
                    context.Plot("bars", ++_bars, "count", PlotKind.Histogram);
                    context.Plot("nothing", double.NaN);
                    context.Log(LogLevel.Warning, $"bar {_bars}");
                    if (_bars != 2) context.State.Set("bars", _bars);
                }
            }
            """);
        Assert.Equal(new BotLine("info", "begun"), _answers[0]);
        Move(1, 100);
        Assert.Equal(
            [new BotPlot(0, "", "close", 100), new BotPlot(0, "count", "bars", 1, "histogram"), new BotLine("warning", "bar 1"), new StrategyState(0, """{"bars":1}""")], _answers[..^1]);
        Assert.IsType<StepDone>(_answers[^1]);
        // A state that has not changed is not told again.
        Move(2, 101);
        Assert.DoesNotContain(_answers, answer => answer is StrategyState);
        Move(3, 102);
        Assert.Equal("""{"bars":3}""", Assert.Single(_answers.OfType<StrategyState>()).Json);
    }

    [Fact]
    public void ACallbackThatThrows_LeavesNeitherOrdersNorState()
    {
        Begin("""
            public sealed class A : IStrategy
            {
                public void OnBar(in Bar bar, StrategyContext context)
                {
                    context.State.Set("close", bar.Close);
                    if (bar.Close < 102) return;
                    context.State.Set("close", -1);
                    context.State.Set("more", true);
                    context.Market(Side.Buy, OrderSize.Quote(100m));
                    throw new InvalidOperationException("no more");
                }
            }
            """);
        Move(1, 101);
        Assert.Equal("""{"close":101}""", Assert.Single(_answers.OfType<StrategyState>()).Json);
        Move(2, 103);
        Assert.Contains("no more", Assert.Single(_answers.OfType<BotLine>()).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(_answers, answer => answer is PaperTold or WishRefusedByGate);
        Assert.All(_answers.OfType<StrategyState>(), state => Assert.Equal("""{"close":101}""", state.Json));
    }

    [Fact]
    public void AFlood_IsCutShort_AndTheRunGoesOn()
    {
        Begin("""
            public sealed class A : IStrategy
            {
                public void OnBar(in Bar bar, StrategyContext context)
                {
                    for (var i = 0; i < 1_000; i++) { context.Plot("a", i); context.Log(new string('x', 5_000)); }
                }
            }
            """);
        Move(1, 100);
        Assert.Equal(BotNotes.MostPlots, _answers.Count(answer => answer is BotPlot));
        var lines = _answers.OfType<BotLine>().ToArray();
        Assert.Equal(BotNotes.MostLines + 2, lines.Length);
        Assert.All(lines, line => Assert.True(line.Text.Length <= BotNotes.LongestLine + 1));
        Assert.Equal("800 values were not plotted: more than 200 in one step", lines[^2].Text);
        Assert.Equal("900 lines were left out: more than 100 in one step", lines[^1].Text);
        Move(2, 100);
        Assert.Equal(BotNotes.MostPlots, _answers.Count(answer => answer is BotPlot));
    }

    [Theory]
    [InlineData(", IMigratesState { public void Migrate(StateBag old, string oldVersion, StrategyContext context) { context.State.Set(\"from\", oldVersion); context.State.Set(\"count\", old.Get<int>(\"n\") + 1); }", """{"count":8,"from":"1.3","warmed":true}""", null)]
    [InlineData("{", """{"deep":{"a":[1,{}]},"n":7}""", null)]
    [InlineData(", IMigratesState { public void Migrate(StateBag old, string oldVersion, StrategyContext context) { context.State.Set(\"count\", 1); throw new InvalidOperationException(\"cannot\"); }", """{"warmed":true}""", "Migrate failed, the older version's state is not taken over: InvalidOperationException: cannot")]
    public void ANewVersion_TakesOverWhatTheOldOneKept_AfterItsWarmUp(string members, string expected, string? line)
    {
        var source = $$"""
            public sealed class A : IStrategy{{members}}
                public void OnBar(in Bar bar, StrategyContext context) { if (context.IsWarmUp) context.State.Set("warmed", true); else context.Log(context.State.ToJson()); }
            }
            """;
        Begin(source, state: """{"A/USD":{"n":7,"deep":{"a":[1,{}]}}}""");
        Move(1, 100, isHistory: true);
        Assert.Equal("""{"warmed":true}""", Assert.Single(_answers.OfType<StrategyState>()).Json);
        Move(2, 100);
        var lines = _answers.OfType<BotLine>().Select(one => one.Text).ToArray();
        Assert.Equal(line is null ? [expected] : [line, expected], lines);
    }

    [Fact]
    public void TheSameVersion_TakesBackWhatItKept_WithoutMigratingIt()
    {
        const string Source = """
            public sealed class A : IStrategy, IMigratesState
            {
                public void OnBar(in Bar bar, StrategyContext context) => context.State.Set("bars", context.State.Get<int>("bars") + 1);
                public void Migrate(StateBag old, string oldVersion, StrategyContext context) => context.State.Set("migrated", true);
            }
            """;
        Begin(Source, state: """{"A/USD":{"bars":7}}""", version: null);
        Move(1, 100, isHistory: true);
        Move(2, 100);
        Assert.Equal("""{"bars":8}""", _answers.OfType<StrategyState>().Last().Json);
    }

    [Fact]
    public void AState_ThatFitsNothing_IsSaid()
    {
        Begin("public sealed class A : IPortfolioStrategy { public void OnBar(in Bar bar, StrategyContext context) { } }", state: """{"A/USD":{"n":7}}""");
        Move(1, 100);
        Assert.Contains("for A/USD, where this one has none", Assert.Single(_answers.OfType<BotLine>()).Text, StringComparison.Ordinal);
    }

    void Begin(string source, string? state = null, string? version = "1.3")
    {
        var choice = new StrategyChoice("a.cs", [], () => throw new InvalidOperationException("made by the worker alone"));
        Tell(new RunBegins(RunMode.Paper, [Markets.Made("A", 1, 1).Instrument], Timeframe.OneMinute, StrategyText.Of(choice, new Dictionary<string, string> { ["a.cs"] = source }), StoredSettings.Text(new BacktestSettings()), state, state is null ? null : version));
        Assert.DoesNotContain(_answers, answer => answer is RunFailed);
    }

    void Move(int minute, double price, bool isHistory = false)
    {
        var close = minute * 60_000L;
        Tell(new MarketMoved(close, [new(0, new Bar(close - 60_000, price, price, price, price, 1))], [new(0, price)], isHistory));
    }

    void Tell(HostMessage message)
    {
        _answers.Clear();
        _worker.Hear(message);
    }
}
