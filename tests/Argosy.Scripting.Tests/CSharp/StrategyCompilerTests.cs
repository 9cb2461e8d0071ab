using System.Runtime.CompilerServices;
using Argosy.Core.Values;
using Argosy.Scripting.CSharp;

namespace Argosy.Scripting.Tests.CSharp;

public sealed class StrategyCompilerTests
{
    const string Good = """
        [Strategy("two-bars", "Long after two rising closes.")]
        public sealed class TwoBars([Parameter("rising closes", Minimum = 1, Maximum = 10)] int count = 2) : IStrategy
        {
            readonly Sma _average = new(5);
            int _rising;
            double _last = double.MaxValue;

            public void OnBar(in Bar bar, StrategyContext context)
            {
                _average.Push(bar.Close);
                _rising = bar.Close > _last ? _rising + 1 : 0;
                _last = bar.Close;
                context.Target(_rising >= count ? Direction.Long : Direction.Flat);
            }
        }
        """;

    [Fact]
    public void Compile_GoodFile_DescribesNameAndParameters()
    {
        using var compiled = Loaded(StrategyCompiler.Compile(Good, "two-bars.cs"));
        Assert.Equal("two-bars", compiled.Descriptor.Name);
        Assert.Equal("count", Assert.Single(compiled.Descriptor.Parameters).Name);
    }

    [Fact]
    public void Compile_GoodFile_BindsAndCreates()
    {
        using var compiled = Loaded(StrategyCompiler.Compile(Good, "two-bars.cs"));
        var bound = compiled.Descriptor.Bind(new Dictionary<string, string> { ["count"] = "3" });
        Assert.True(bound.Ok, bound.Error?.Message);
        Assert.Equal("3", Assert.Single(bound.Value.Parameters).Value);
        Assert.NotSame(bound.Value.Create(), bound.Value.Create());
    }

    [Fact]
    public void Compile_InternalClassWithoutAttribute_IsFound()
    {
        using var compiled = Loaded(StrategyCompiler.Compile("class MyIdea : IStrategy { public void OnBar(in Bar bar, StrategyContext context) { } }", "idea.cs"));
        Assert.Equal("my-idea", compiled.Descriptor.Name);
    }

    [Fact]
    public void Compile_SyntaxError_NamesFileLineAndColumn()
    {
        var error = Failure(StrategyCompiler.Compile("class A : IStrategy\n{\n    public void OnBar(in Bar bar, StrategyContext context) { bar.Nothing(); }\n}", "a.cs"));
        Assert.StartsWith("a.cs(3,66): ", error.Message, StringComparison.Ordinal);
        Assert.Contains("Nothing", error.Message, StringComparison.Ordinal);
        Assert.Equal(ErrorKind.BadInput, error.Kind);
    }

    [Fact]
    public void Compile_NoStrategy_SaysWhatIsExpected() =>
        Assert.Contains("no strategy in it", LoadFailure(StrategyCompiler.Compile("class A { }", "a.cs")).Message, StringComparison.Ordinal);

    [Fact]
    public void Compile_TwoStrategies_NamesBoth()
    {
        const string body = " : IStrategy { public void OnBar(in Bar bar, StrategyContext context) { } }";
        var message = LoadFailure(StrategyCompiler.Compile($"class First{body}\nclass Second{body}", "a.cs")).Message;
        Assert.Contains("First, Second", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Compile_TwoConstructors_IsRefusedWithItsFile()
    {
        const string source = "public class A : IStrategy { public A() { } public A(int n) { } public void OnBar(in Bar bar, StrategyContext context) { } }";
        Assert.StartsWith("a.cs: ", LoadFailure(StrategyCompiler.Compile(source, "a.cs")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CompileFile_Missing_SaysNoSuchFile() =>
        Assert.Equal(ErrorKind.NotFound, Failure(StrategyCompiler.CompileFile("/nowhere/at-all.cs")).Kind);

    [Fact]
    public void Dispose_NoInstanceLeft_UnloadsTheCode()
    {
        var gone = CompileAndDrop();
        for (var i = 0; i < 20 && gone.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        Assert.False(gone.IsAlive);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static WeakReference CompileAndDrop()
    {
        using var compiled = Loaded(StrategyCompiler.Compile(Good, "two-bars.cs"));
        return new WeakReference(compiled.Descriptor.Type);
    }

    [Fact]
    public void Compile_TheSameSource_GivesTheSameBytes()
    {
        var (first, second) = (StrategyCompiler.Compile(Good, "two-bars.cs").Value, StrategyCompiler.Compile(Good, "two-bars.cs").Value);
        Assert.Equal(first.Assembly.ToArray(), second.Assembly.ToArray());
        Assert.Equal(StrategyCompiler.SourceHash(Good), first.SourceHash);
    }

    [Fact]
    public void Load_BytesThatAreNoAssembly_SaysSo()
    {
        var error = StrategyLoader.Load(new CompiledImage("a.cs", new byte[100], "")).Error!;
        Assert.Equal(ErrorKind.Corrupt, error.Kind);
        Assert.StartsWith("a.cs: ", error.Message, StringComparison.Ordinal);
    }

    static CompiledStrategy Loaded(Result<CompiledImage> image)
    {
        Assert.True(image.Ok, image.Error?.Message);
        var loaded = StrategyLoader.Load(image.Value);
        Assert.True(loaded.Ok, loaded.Error?.Message);
        return loaded.Value;
    }

    static Error LoadFailure(Result<CompiledImage> image)
    {
        Assert.True(image.Ok, image.Error?.Message);
        var loaded = StrategyLoader.Load(image.Value);
        Assert.False(loaded.Ok);
        return loaded.Error!;
    }

    static Error Failure(Result<CompiledImage> result)
    {
        Assert.False(result.Ok);
        return result.Error!;
    }
}
