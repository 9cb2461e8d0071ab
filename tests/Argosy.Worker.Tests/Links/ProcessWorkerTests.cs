using System.Collections.Concurrent;
using System.Diagnostics;
using Argosy.Core.Links;
using Argosy.Data.Links;
using Argosy.Research.Backtests;
using Argosy.Scripting.CSharp;
using Argosy.Worker.Links;
using Argosy.Worker.Strategies;
using Argosy.Worker.Tests.Support;

namespace Argosy.Worker.Tests.Links;

/// <summary>A worker in a real process of its own: it answers as one in this process, its death is reported once, and a new one is told everything again.</summary>
public sealed class ProcessWorkerTests
{
    static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    static HostMessage[] Messages { get; } = [.. Told.Run([Markets.Made("A", 5, 400)], Markets.Strategy("ma-cross", ("fast", "3"), ("slow", "8")), new BacktestSettings { Exits = ["stop:1%"] }, Manner.Apart)];

    [Fact]
    public async Task Process_AnswersAsAWorkerInThisProcess()
    {
        var (_, expected) = Told.Worker(Messages);
        using var heard = new Heard();
        await using var link = Start(heard);
        foreach (var message in Messages) link.Tell(message);
        heard.WaitForSteps(Messages.Length);
        Assert.Equal(expected.Select(LinkCodec.Encode), heard.Answers.Select(LinkCodec.Encode));
        Assert.Empty(heard.Lost);
    }

    [Fact]
    public async Task Process_SaysHowItsRulesStand()
    {
        var settings = new BacktestSettings { Guards = ["cooldown:1h", "max-drawdown:10%"] };
        var messages = Told.Run([Markets.Made("A", 5, 100)], Markets.Strategy("buy-and-hold"), settings).ToArray();
        using var heard = new Heard();
        await using var link = Start(heard);
        foreach (var message in messages) link.Tell(message);
        heard.WaitForSteps(messages.Length);
        var rules = heard.Answers.OfType<RulesRead>().Last().Rules;
        Assert.Equal(["cooldown:1h", "max-drawdown(limit=10%, period=30d)"], rules.Select(rule => rule.Rule));
        Assert.NotNull(rules[0].Tripped);
        var (_, expected) = Told.Worker(messages);
        Assert.Equal(expected.Select(LinkCodec.Encode), heard.Answers.Where(answer => answer is not RulesRead).Select(LinkCodec.Encode));
    }

    [Fact]
    public async Task Process_ThatIsKilled_IsReportedLost_AndANewOneGoesOn()
    {
        var (_, expected) = Told.Worker(Messages);
        var half = Messages.Length / 2;
        using var first = new Heard();
        await using (var link = Start(first))
        {
            foreach (var message in Messages[..half]) link.Tell(message);
            first.WaitForSteps(half);
            using (var victim = Process.GetProcessById(link.ProcessId)) victim.Kill();
            first.WaitForLoss();
            link.Tell(Messages[half]);
        }
        Assert.StartsWith("the worker was ended by signal 9", Assert.Single(first.Lost), StringComparison.Ordinal);

        // All before it is told to a new one, which then goes on where the old one stood.
        using var second = new Heard();
        await using var next = Start(second);
        foreach (var message in Messages) next.Tell(message);
        second.WaitForSteps(Messages.Length);
        Assert.Equal(expected.Select(LinkCodec.Encode), second.Answers.Select(LinkCodec.Encode));
        Assert.Equal(first.Answers.Select(LinkCodec.Encode), second.Answers.Take(first.Answers.Count).Select(LinkCodec.Encode));
    }

    [Fact]
    public async Task Process_WhoseStrategyNeverReturns_IsKilledByTheWatch()
    {
        const string Endless = "public sealed class Endless : IStrategy { public void OnBar(in Bar bar, StrategyContext context) { while (context.Time > 0) { } } }";
        var text = $$"""{ "name": "endless.cs", "parameters": {}, "sources": { "endless.cs": "{{Endless}}" } }""";
        using var heard = new Heard();
        await using var link = Start(heard, TimeSpan.FromMilliseconds(300));
        foreach (var message in Told.Run([Markets.Made("A", 5, 10)], Markets.Strategy("ma-cross"), new BacktestSettings(), text: text)) link.Tell(message);
        heard.WaitForLoss();
        Assert.Matches(@"^the worker was killed: it has not answered for [0-9]+\.[0-9] s$", Assert.Single(heard.Lost));
        Assert.True(HasGone(link.ProcessId));
    }

    // What a process has loaded stands in its memory map.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Process_ThatIsGivenImages_NeverLoadsACompiler(bool isGivenImages)
    {
        const string Source = "public sealed class Held : IStrategy { public void OnBar(in Bar bar, StrategyContext context) => context.Target(Direction.Long); }";
        var choice = new StrategyChoice("held.cs", [], () => throw new InvalidOperationException("made by the worker alone"));
        var image = StrategyCompiler.Compile(Source, "held.cs").Value;
        var text = isGivenImages
            ? StrategyText.Of(choice, images: new Dictionary<string, CompiledImage> { ["held.cs"] = image })
            : StrategyText.Of(choice, sources: new Dictionary<string, string> { ["held.cs"] = Source });
        var messages = Told.Run([Markets.Made("A", 5, 40)], Markets.Strategy("ma-cross"), new BacktestSettings(), text: text).ToArray();
        using var heard = new Heard();
        await using var link = Start(heard);
        foreach (var message in messages) link.Tell(message);
        heard.WaitForSteps(messages.Length);
        Assert.Contains(heard.Answers, answer => answer is PaperTold);
        var map = await File.ReadAllTextAsync($"/proc/{link.ProcessId}/maps");
        Assert.Contains("Argosy.Engine.dll", map, StringComparison.Ordinal);
        Assert.Equal(!isGivenImages, map.Contains("Microsoft.CodeAnalysis", StringComparison.Ordinal));
    }

    [Fact]
    public void Images_WithoutTheStrategy_AreRefusedAndNothingIsCompiled()
    {
        var read = StrategyText.Read("""{ "name": "held.cs", "parameters": {}, "sources": { "held.cs": "class A" }, "images": { "other.cs": "AAAA" } }""");
        Assert.Equal("strategy: images hold no 'held.cs' (given: other.cs)", read.Error!.Message);
    }

    [Fact]
    public async Task Process_ThatIsNoWorker_IsReportedLostWithItsWords()
    {
        using var heard = new Heard();
        await using var link = Start(new ProcessWorkerOptions("/bin/sh", ["-c", "echo no worker >&2; exit 3"]), heard);
        heard.WaitForLoss();
        Assert.Equal("the worker ended with exit code 3 (no worker)", Assert.Single(heard.Lost));
    }

    [Fact]
    public async Task Process_ThatAnswersNonsense_IsKilled()
    {
        using var heard = new Heard();
        await using var link = Start(new ProcessWorkerOptions("/bin/sh", ["-c", "echo nonsense; sleep 60"]), heard);
        heard.WaitForLoss();
        Assert.Contains("its answer cannot be read: a frame of", Assert.Single(heard.Lost), StringComparison.Ordinal);
    }

    [Fact]
    public void Program_ThatIsNotThere_IsAnError()
    {
        using var heard = new Heard();
        var started = ProcessWorkerLink.Start(new ProcessWorkerOptions("/nowhere/worker", []), heard);
        Assert.Contains("/nowhere/worker cannot be started: /nowhere/worker does not exist", started.Error!.Message, StringComparison.Ordinal);
    }

    static bool HasGone(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return process.WaitForExit(Deadline);
        }
        catch (ArgumentException)
        {
            return true;
        }
    }

    static ProcessWorkerLink Start(Heard heard, TimeSpan? patience = null) =>
        Start(new ProcessWorkerOptions(Path.Combine(AppContext.BaseDirectory, "Argosy.Worker"), []) { Patience = patience ?? Deadline, StartPatience = Deadline }, heard);

    static ProcessWorkerLink Start(ProcessWorkerOptions options, Heard heard)
    {
        var link = ProcessWorkerLink.Start(options, heard);
        Assert.True(link.Ok, link.Error?.Message);
        return link.Value;
    }

    sealed class Heard : IWorkerListener, IDisposable
    {
        readonly ConcurrentQueue<WorkerMessage> _answers = new();
        readonly SemaphoreSlim _steps = new(0);
        readonly ManualResetEventSlim _isLost = new();

        public IReadOnlyCollection<WorkerMessage> Answers => _answers;

        public ConcurrentQueue<string> Lost { get; } = new();

        public void OnAnswer(WorkerMessage message)
        {
            _answers.Enqueue(message);
            if (message is StepDone) _steps.Release();
        }

        public void OnLost(string reason)
        {
            Lost.Enqueue(reason);
            _isLost.Set();
        }

        public void WaitForSteps(int count)
        {
            for (var k = 0; k < count; k++) Assert.True(_steps.Wait(Deadline), $"{k} of {count} steps were answered; lost: {string.Join(", ", Lost)}");
        }

        public void Dispose()
        {
            _steps.Dispose();
            _isLost.Dispose();
        }

        public void WaitForLoss() => Assert.True(_isLost.Wait(Deadline), "the worker's end was not reported");
    }
}
