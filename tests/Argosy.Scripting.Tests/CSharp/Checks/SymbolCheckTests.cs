using Argosy.Scripting.CSharp;

namespace Argosy.Scripting.Tests.CSharp.Checks;

/// <summary>What is not for bots is said by what it means, at its place, with what to use instead.</summary>
public sealed class SymbolCheckTests
{
    [Theory]
    [InlineData("System.IO.File.ReadAllText(\"/etc/passwd\")", "System.IO.File is not for bots: a bot has no files; keep what you need in context.State")]
    [InlineData("System.IO.Directory.GetFiles(\"/\")", "a bot has no files")]
    [InlineData("System.Environment.Exit(0)", "System.Environment is not for bots: a bot does not see the machine")]
    [InlineData("Environment.GetEnvironmentVariable(\"PATH\")", "System.Environment is not for bots")]
    [InlineData("DateTime.Now.ToString()", "System.DateTime.Now is not for bots: a bot's time is the market's: context.Time")]
    [InlineData("DateTimeOffset.UtcNow.ToString()", "System.DateTimeOffset.UtcNow is not for bots")]
    [InlineData("new Random" + "().Next()", "new Random" + "() is not for bots: two runs must be alike: take context.Random")]
    [InlineData("Random" + ".Shared.Next()", "System.Random" + ".Shared is not for bots")]
    [InlineData("Guid.NewGuid().ToString()", "System.Guid.NewGuid is not for bots")]
    [InlineData("System.Threading.Tasks.Task.Delay(1)", "System.Threading.Tasks.Task is not for bots: a bot is called for each bar")]
    [InlineData("new System.Threading.Thread(() => { }).Start()", "System.Threading.Thread is not for bots")]
    [InlineData("System.Reflection.Assembly.GetExecutingAssembly()", "System.Reflection.Assembly is not for bots: a bot does not look at types")]
    [InlineData("context.GetType().ToString()", "object.GetType is not for bots")]
    [InlineData("typeof(int).ToString()", "typeof is not for bots")]
    [InlineData("Activator.CreateInstance(null!)", "System.Activator is not for bots")]
    [InlineData("AppDomain.CurrentDomain.ToString()", "System.AppDomain is not for bots")]
    [InlineData("GC.Collect()", "System.GC is not for bots")]
    [InlineData("System.Runtime.InteropServices.Marshal.AllocHGlobal(1)", "System.Runtime.InteropServices.Marshal is not for bots")]
    [InlineData("System.Runtime.CompilerServices.Unsafe.SizeOf<int>()", "System.Runtime.CompilerServices.Unsafe is not for bots")]
    [InlineData("\"x\".GetHashCode()", "string.GetHashCode is not for bots: it differs from run to run")]
    [InlineData("System.Diagnostics.Stopwatch.StartNew()", "System.Diagnostics.Stopwatch is not for bots: a bot's time is the market's")]
    public void Use_OfWhatIsNotForBots_IsSaidOnce(string expression, string expected)
    {
        var problem = Assert.Single(Diagnose(expression));
        Assert.Contains(expected, problem.Message, StringComparison.Ordinal);
        Assert.Equal(("BOT001", ProblemSeverity.Error, 4), (problem.Code, problem.Severity, problem.Line));
    }

    // By what is meant, however it is written.
    [Theory]
    [InlineData("using F = System.IO.File;", "F.ReadAllText(\"x\")", "System.IO.File is not for bots")]
    [InlineData("using static System.IO.File;", "ReadAllText(\"x\")", "System.IO.File is not for bots")]
    [InlineData("using System.IO;", "new StreamReader(\"x\").ReadLine()", "System.IO.StreamReader is not for bots")]
    public void Use_ByAnotherName_IsSaidToo(string directive, string expression, string expected) =>
        Assert.Contains(StrategyCompiler.Diagnose(directive + "\n" + Bot(expression), "a.cs"), problem => problem.Message.Contains(expected, StringComparison.Ordinal));

    [Theory]
    [InlineData("Console.WriteLine(1)", "Console is not for bots, write with context.Log")]
    [InlineData("new HttpClient()", "HttpClient is not for bots, a bot has no network")]
    [InlineData("new Regex(\"x\")", "Regex is not for bots")]
    public void Name_ThatIsNotThere_IsExplained(string expression, string expected) =>
        Assert.Contains(expected, Assert.Single(Diagnose(expression)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("unsafe class B { int* P; }", "pointers are not for bots")]
    [InlineData("class B { [System.Runtime.InteropServices.DllImport(\"libc\")] static extern int getpid(); }", "System.Runtime.InteropServices.DllImportAttribute is not for bots")]
    [InlineData("class B { [System.Runtime.CompilerServices.ModuleInitializer] internal static void Run() { } }", "nothing of a bot runs before its constructor")]
    [InlineData("class B { dynamic X = 1; }", "dynamic is not for bots")]
    [InlineData("class B { void F() { Span<int> x = stackalloc int[1_000_000]; } }", "stackalloc is not for bots")]
    [InlineData("class B { async System.Threading.Tasks.Task F() { await System.Threading.Tasks.Task.Yield(); } }", "await is not for bots")]
    public void Declaration_ThatIsNotForBots_IsRefused(string declaration, string expected)
    {
        var problems = StrategyCompiler.Compile(Bot("1.ToString()") + "\n" + declaration, "a.cs", out var image);
        Assert.Null(image);
        Assert.Contains(problems, problem => problem.Message.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void ScriptDirectives_AreErrors() =>
        Assert.Contains(StrategyCompiler.Diagnose("#r \"System.Net.Http\"\n" + Bot("1.ToString()"), "a.cs"), problem => problem is { Line: 1, Severity: ProblemSeverity.Error });

    [Theory]
    [InlineData("Math.Sqrt(2) + new Random(3).NextDouble()")]
    [InlineData("string.Join(',', new List<int> { 1 }.Select(x => x.ToString(System.Globalization.CultureInfo.InvariantCulture)))")]
    [InlineData("DateTimeOffset.FromUnixTimeMilliseconds(bar.OpenTime).DayOfWeek")]
    [InlineData("new System.Text.StringBuilder().Append(1).ToString()")]
    [InlineData("System.Collections.Immutable.ImmutableArray.Create(1)")]
    [InlineData("new SortedDictionary<string, (int, double)>()")]
    [InlineData("Enumerable.Range(0, 3).OrderBy(x => -x).ToArray()")]
    [InlineData("TimeSpan.FromHours(1).TotalMilliseconds")]
    [InlineData("new Sma(3).Push(bar.Close)")]
    [InlineData("context.Random.NextIndex(3)")]
    [InlineData("nameof(context)")]
    [InlineData("$\"{bar.Close:0.00} {context.Time}\"")]
    public void Use_OfWhatIsForBots_IsNotComplainedOf(string expression)
    {
        var problems = StrategyCompiler.Compile(Bot($"_ = {expression}"), "a.cs", out var image);
        Assert.Empty(problems);
        Assert.NotNull(image);
    }

    [Theory]
    [InlineData("contxt.Log(\"x\")", "did you mean 'context'?")]
    [InlineData("context.Lgo(\"x\")", "did you mean 'Log'?")]
    [InlineData("context.Market(Side.Buy, OrderSize.Quantity(1.5))", "prices and amounts of orders are decimal: write 1.5m")]
    [InlineData("context.Market(Side.Buy, OrderSize.Quantity(1m * bar.Close))", "prices and amounts of orders are decimal")]
    public void CommonMistakes_HaveAHint(string expression, string hint) => Assert.Contains(hint, Assert.Single(Diagnose(expression)).Message, StringComparison.Ordinal);

    [Fact]
    public void AStrategyWithoutOnBar_IsToldWhatItNeeds() =>
        Assert.Contains("public void OnBar(in Bar bar, StrategyContext context)", Assert.Single(StrategyCompiler.Diagnose("class A : IStrategy { }", "a.cs")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("class A { }", "no strategy in it")]
    [InlineData("class A(DateTime t) : IStrategy { public void OnBar(in Bar bar, StrategyContext context) { } }", "parameter 't' is a System.DateTime, which nobody can type in")]
    [InlineData("class A : IStrategy { public A() { } public A(int n) { } public void OnBar(in Bar bar, StrategyContext context) { } }", "A has 2 public constructors; expected one")]
    public void AFileThatIsNoStrategy_IsSaidWithoutLoadingIt(string source, string expected)
    {
        var problem = Assert.Single(StrategyCompiler.Diagnose(source, "a.cs"), one => one.Severity is ProblemSeverity.Error);
        Assert.Equal("BOT002", problem.Code);
        Assert.Contains(expected, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ranges_NameFirstAndLastCharacter()
    {
        var problem = Assert.Single(Diagnose("GC.Collect()"));
        Assert.Equal((4, 9, 4, 11), (problem.Line, problem.Column, problem.EndLine, problem.EndColumn));
    }

    [Fact]
    public void AFileThatIsTooLong_IsOneError() => Assert.Contains("expected at most", Assert.Single(StrategyCompiler.Diagnose(new string(' ', 500_000), "a.cs")).Message, StringComparison.Ordinal);

    static IReadOnlyList<SourceProblem> Diagnose(string expression) => StrategyCompiler.Diagnose(Bot(expression), "a.cs");

    static string Bot(string expression) => $$"""
        public sealed class A : IStrategy
        {
            public void OnBar(in Bar bar, StrategyContext context) {
                {{expression}};
            }
        }
        """;
}
