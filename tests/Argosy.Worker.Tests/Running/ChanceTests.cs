using System.Text.Json;
using Argosy.Core.Links;
using Argosy.Data.Links;
using Argosy.Research.Backtests;
using Argosy.Scripting.CSharp;
using Argosy.Scripting.TypeScript;
using Argosy.Worker.Links;
using Argosy.Worker.Logs;
using Argosy.Worker.Strategies;
using Argosy.Worker.Tests.Hostile;
using Argosy.Worker.Tests.Support;

namespace Argosy.Worker.Tests.Running;

/// <summary>Bots that trade by date and by chance do the same on every run, in every process, after a restart and when their log is replayed.</summary>
public sealed class ChanceTests
{
    const string InCSharp = """
        public sealed class Chancy : IStrategy
        {
            public void OnBar(in Bar bar, StrategyContext context)
            {
                var at = DateTimeOffset.FromUnixTimeMilliseconds(context.Time);
                var drawn = context.Random.NextUnit();
                context.State.Set("last", $"{at.Year}-{at.DayOfYear} {at.Hour}:{at.Minute} {drawn}");
                context.State.Set("sum", context.State.Get<double>("sum") + drawn);
                if (drawn < 0.3 && at.Minute % 3 != 0) context.Target(Direction.Long);
                else if (context.Random.NextUnit() < 0.3) context.Target(Direction.Flat);
            }
        }
        """;

    const string InTypeScript = """
        export function onData({ state, trader, config }: BotInput) {
          const at = new Date();
          const drawn = Math.random();
          state.last = `${at.toISOString()} ${Date.now()} ${drawn}`;
          state.sum = (state.sum ?? 0) + drawn;
          if (drawn < 0.3 && at.getUTCMinutes() % 3 !== 0) trader.openPosition({ pair: config.pairs[0] });
          else if (Math.random() < 0.3) trader.closePosition(config.pairs[0]);
        }
        """;

    static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Theory]
    [InlineData("bot.cs", InCSharp)]
    [InlineData("bot.ts", InTypeScript)]
    public async Task ABotOfDateAndChance_DoesTheSame_Everywhere(string name, string source)
    {
        Market[] markets = [Markets.Made("A", 3, 800)];
        var settings = new BacktestSettings { Band = false };
        using var bot = Bot.Of(name, source);
        var first = Markets.Backtest(markets, bot.Choice, settings);
        var second = Markets.Backtest(markets, bot.Choice, settings);
        Assert.True(first.Trades.Count > 5, $"it traded {first.Trades.Count} times");
        Assert.Equal((first.TradeHash, first.StateHash), (second.TradeHash, second.StateHash));
        Assert.Equal(first.Bot!.States.Select(state => state.ToJson()), second.Bot!.States.Select(state => state.ToJson()));

        HostMessage[] messages = [.. Told.Run(markets, bot.Choice, settings, text: bot.Text)];
        var (here, expected) = Told.Worker(messages);
        Assert.Equal(first.TradeHash, here.TradeHash);

        // In a process of its own, which ends in the middle; the next one is told everything from the beginning.
        await LiveAsync(messages[..(messages.Length / 2)]);
        var log = await LiveAsync(messages);
        Assert.Equal(expected.Select(LinkCodec.Encode), log.Where(line => line.Worker is not null).Select(line => LinkCodec.Encode(line.Worker!)));

        var replayed = MessageReplay.Run(new RunLogLines(log, 0, 0));
        Assert.Null(replayed.Divergence);
        Assert.Equal(here.StateHash, replayed.StateHash);
    }

    // The log that a host would keep of such a run.
    static async Task<List<LinkMessage>> LiveAsync(HostMessage[] messages)
    {
        var ear = new Ear();
        var started = ProcessWorkerLink.Start(HostileRun.Worker() with { Patience = Patience }, ear);
        Assert.True(started.Ok, started.Error?.Message);
        await using var link = started.Value;
        var log = new List<LinkMessage>();
        foreach (var message in messages)
        {
            log.Add(new LinkMessage(message, null));
            log.AddRange((await ear.AskAsync(() => link.Tell(message))).Select(answer => new LinkMessage(null, answer)));
        }
        return log;
    }

    sealed class Ear : IWorkerListener
    {
        List<WorkerMessage> _answers = [];
        TaskCompletionSource _done = new();

        public async Task<IReadOnlyList<WorkerMessage>> AskAsync(Action tell)
        {
            _answers = [];
            _done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            tell();
            await _done.Task.WaitAsync(Patience);
            return _answers;
        }

        public void OnAnswer(WorkerMessage message)
        {
            _answers.Add(message);
            if (message is StepDone) _done.TrySetResult();
        }

        public void OnLost(string reason) => _done.TrySetException(new InvalidOperationException(reason));
    }

    /// <summary>A bot of a text, for backtests here and as a host tells it to a worker.</summary>
    sealed record Bot(StrategyChoice Choice, string Text, CompiledStrategy? Compiled) : IDisposable
    {
        public static Bot Of(string name, string source)
        {
            if (TypeScriptBots.IsFile(name))
            {
                var script = TypeScriptBots.Read(source, name).Value.Bind(new Dictionary<string, string>()).Value;
                var choice = new StrategyChoice(name, script.Parameters, script.Create);
                return new Bot(choice, StrategyText.Of(choice, new Dictionary<string, string> { [name] = source }), null);
            }
            var image = StrategyCompiler.Compile(source, name);
            Assert.True(image.Ok, image.Error?.Message);
            var compiled = StrategyLoader.Load(image.Value).Value;
            var bound = compiled.Descriptor.Bind(new Dictionary<string, string>()).Value;
            var text = JsonSerializer.Serialize(new Dictionary<string, object> { ["name"] = name, ["parameters"] = new Dictionary<string, string>(), ["images"] = new Dictionary<string, string> { [name] = Convert.ToBase64String(image.Value.Assembly.Span) } });
            return new Bot(new StrategyChoice(name, bound.Parameters, bound.Create), text, compiled);
        }

        public void Dispose() => Compiled?.Dispose();
    }
}
