using System.Diagnostics;
using Argosy.Core.Values;
using Argosy.Sandbox.Running;
using Argosy.Sandbox.Starting;
using Argosy.Scripting.CSharp;
using Argosy.Worker.Compiling;

namespace Argosy.Worker.Tests.Compiling;

/// <summary>The compile worker as a real process in a real sandbox: what it answers, and that no text takes more than the process.</summary>
public sealed class CompileWorkerTests : IAsyncLifetime
{
    const string Good = """
        [Strategy("two-bars", "Long after rising closes.")]
        public sealed class TwoBars([Parameter("rising closes", Minimum = 1, Maximum = 10, Unit = "bars")] int count = 2, bool fast = false) : IPortfolioStrategy, IMigratesState
        {
            public void OnBar(in Bar bar, StrategyContext context) => context.Target(bar.Close > bar.Open && count > 0 && !fast ? Direction.Long : Direction.Flat);
            public void Migrate(StateBag old, string oldVersion, StrategyContext context) { }
        }
        """;

    readonly CompileWorker _worker = Start(new CompileWorkerOptions());

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _worker.DisposeAsync();

    [Fact]
    public async Task Compile_GivesAnImageThatRuns_AndWhatItSaysOfItself()
    {
        var bot = Value(await _worker.CompileAsync("two-bars.cs", Good));
        Assert.True(bot.Ok, bot.Complaints("two-bars.cs"));
        using var loaded = StrategyLoader.Load(bot.Image!).Value;
        Assert.Equal(StrategyCompiler.SourceHash(Good), bot.Image!.SourceHash);
        Assert.Equal("two-bars", loaded.Descriptor.Name);
        var strategy = bot.Strategy!;
        Assert.Equal(("two-bars", "Long after rising closes.", true, true, false), (strategy.Name, strategy.Summary, strategy.SeesAllInstruments, strategy.MigratesState, strategy.SendsOrders));
        Assert.Equal(new BotParameter("count", "whole-number", "2", 1, 10, "bars", "rising closes", []), strategy.Parameters[0] with { Choices = [] }, Same);
        Assert.Equal(("fast", "flag", "false"), (strategy.Parameters[1].Name, strategy.Parameters[1].Kind, strategy.Parameters[1].Default));
    }

    [Fact]
    public async Task Questions_AreAnsweredByOneProcess()
    {
        var wrong = Good.Replace("bar.Open", "bar.Opne", StringComparison.Ordinal);
        var problem = Assert.Single(Value(await _worker.DiagnoseAsync("two-bars.cs", wrong)));
        Assert.Equal(("CS1061", 4), (problem.Code, problem.Line));
        var compiled = Value(await _worker.CompileAsync("two-bars.cs", wrong));
        Assert.Equal(problem, Assert.Single(compiled.Problems));
        var dot = Good.IndexOf("context.Target", StringComparison.Ordinal) + "context.".Length;
        Assert.Contains(Value(await _worker.CompleteAsync(Good, dot)).Items, item => item.Label == "Plot" && item.Documentation.Contains("chart", StringComparison.Ordinal));
        Assert.Contains("Target(Direction direction)", Value(await _worker.HoverAsync(Good, dot))!.Declaration, StringComparison.Ordinal);
        Assert.Null((await _worker.HoverAsync(Good, 0)).Value);
        Assert.Equal(2, Value(await _worker.SignatureAsync(Good, dot + "Target(".Length))!.Signatures.Count);
        Assert.Equal(1, _worker.Starts);
    }

    [Fact]
    public async Task TheSameSource_IsCompiledOnce()
    {
        var first = Value(await _worker.CompileAsync("two-bars.cs", Good));
        Assert.Same(first, Value(await _worker.CompileAsync("two-bars.cs", Good)));
        Assert.Same(Assert.IsType<CompiledBot>(first), Value(await _worker.CompileAsync("two-bars.cs", Good)));
    }

    [Fact]
    public async Task ManyWhoAsk_AreAllAnswered()
    {
        var bots = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => _worker.CompileAsync($"bot-{i}.cs", Good.Replace("count > 0", $"count > {i}", StringComparison.Ordinal))));
        Assert.All(bots, bot => Assert.True(bot is { Ok: true, Value.Ok: true }));
        Assert.Equal(20, bots.Select(bot => bot.Value.Image!.SourceHash).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task AKilledWorker_IsStartedAgain()
    {
        Value(await _worker.WarmAsync());
        using (var victim = Process.GetProcessById(_worker.ProcessId!.Value)) victim.Kill(entireProcessTree: true);
        var first = await _worker.CompileAsync("two-bars.cs", Good);
        var again = first.Ok ? first : await _worker.CompileAsync("two-bars.cs", Good + "\n");
        Assert.True(Value(again).Ok);
        Assert.Equal(2, _worker.Starts);
    }

    public static TheoryData<string, string> Hostile() => new()
    {
        { "deep parentheses", $"class A {{ int X = {new string('(', 150_000)}1{new string(')', 150_000)}; }}" },
        { "deep types", $"class A {{ {string.Concat(Enumerable.Repeat("class B{", 40_000))}" },
        { "deep additions", $"class A {{ int X = {string.Join('+', Enumerable.Repeat("1", 150_000))}; }}" },
        { "deep generics", $"class A {{ {string.Concat(Enumerable.Repeat("List<", 60_000))}int" },
        { "deep lambdas", $"class A {{ object F() => {string.Concat(Enumerable.Repeat("x => ", 70_000))}1; }}" },
        { "deep statements", $"class A {{ void F() {{ {string.Concat(Enumerable.Repeat("if (true) ", 40_000))}; }} }}" },
        { "too long", new string('x', 1_000_000) },
        { "far too long", new string('x', 5_000_000) },
        { "null characters", "class A {\0\0\0 }" },
        { "half a character", "class A { string X = \"\uD800\"; }" },
        { "overload explosion", Explosion() },
    };

    // Overloads times nested lambdas: each level doubles what has to be tried.
    static string Explosion() =>
        "class A { static void F(Func<int, int> f) { } static void F(Func<string, string> f) { } static int G(Func<int, int> f) => 1; static string G(Func<string, string> f) => \"\"; void T() { "
        + string.Concat(Enumerable.Repeat("F(x => G(y => ", 12)) + "x" + new string(')', 24) + "; } }";

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task HostileText_TakesNoMoreThanTheWorker(string what, string source)
    {
        await using var worker = Start(new CompileWorkerOptions { Patience = TimeSpan.FromSeconds(3) });
        var answer = await worker.CompileAsync("hostile.cs", source);
        Assert.True(!answer.Ok || !answer.Value.Ok, $"{what} was compiled");
        if (answer.Ok) Assert.NotEmpty(answer.Value.Problems);
        else Assert.StartsWith("hostile.cs", answer.Error!.Message, StringComparison.Ordinal);
        // Whatever became of it, the next one is served.
        Assert.True(Value(await worker.CompileAsync("two-bars.cs", Good)).Ok);
        Assert.InRange(worker.Starts, 1, 2);
    }

    [Fact]
    public async Task ATextThatEndedAWorker_IsNotTriedAgainAtOnce()
    {
        // A worker that reads its first question and never answers.
        var starts = 0;
        await using var worker = new CompileWorker(() => ++starts == 1 ? Mute() : Compiler(), new CompileWorkerOptions { Patience = TimeSpan.FromMilliseconds(200) });
        var first = await worker.CompileAsync("two-bars.cs", Good);
        Assert.Contains("it has not answered for 0.2 s", first.Error!.Message, StringComparison.Ordinal);
        Assert.Contains("moments ago", (await worker.CompileAsync("two-bars.cs", Good)).Error!.Message, StringComparison.Ordinal);
        Assert.Equal(2, starts);
    }

    [Fact]
    public async Task AProgramThatIsNoCompiler_IsOneClearError()
    {
        await using var worker = new CompileWorker(() => Open().Start(new SandboxSpec { File = "/usr/bin/false" }));
        var answer = await worker.CompileAsync("two-bars.cs", Good);
        Assert.Equal(ErrorKind.Unavailable, answer.Error!.Kind);
        Assert.StartsWith("the compile worker cannot begin: it ", answer.Error.Message, StringComparison.Ordinal);
    }

    static Result<SandboxProcess> Mute()
    {
        const string Ready = "{\"id\":0,\"edition\":\"x\",\"memory\":0}";
        return Open().Start(new SandboxSpec { File = "/bin/sh", ReadOnly = ["/bin"], Arguments = ["-c", $"printf '\\{Convert.ToString(Ready.Length, 8)}\\000\\000\\000{Ready}'; exec sleep 60"] });
    }

    static Result<SandboxProcess> Compiler() => Open().Start(CompileWorkerOptions.Spec(Path.Combine(AppContext.BaseDirectory, "Argosy.Worker"), ["compile"]));

    static Sandboxes Open() => Sandboxes.Open().Value;

    static CompileWorker Start(CompileWorkerOptions options) => new(Compiler, options);

    static bool Same(BotParameter left, BotParameter right) => (left with { Choices = [] }).ToString() == (right with { Choices = [] }).ToString();

    static T Value<T>(Result<T> result)
    {
        Assert.True(result.Ok, result.Error?.Message);
        return result.Value;
    }
}
