using Argosy.Scripting.CSharp.Language;

namespace Argosy.Scripting.Tests.CSharp.Language;

/// <summary>What an editor is told, at places marked by |.</summary>
public sealed class LanguageServiceTests
{
    [Theory]
    [InlineData("context.|", "Plot", "method")]
    [InlineData("context.Pl|", "Plot", "method")]
    [InlineData("context.|\n        var x = 1;", "Target", "method")]
    [InlineData("context.Bars.|", "Closes", "property")]
    [InlineData("context.Bars[0].|", "High", "property")]
    [InlineData("context.State.|Set(\"a\", 1);", "Get", "method")]
    [InlineData("_average.|", "Push", "method")]
    [InlineData("Math.|", "Sqrt", "method")]
    [InlineData("var d = Direction.|;", "Long", "enum-member")]
    [InlineData("if (Direction.|", "Short", "enum-member")]
    [InlineData("var x = context.Bars.|Count;", "Opens", "property")]
    [InlineData("System.Text.|", "StringBuilder", "class")]
    [InlineData("var xs = new List<int>(); xs.|", "Where", "method")]
    [InlineData("context?.|", "Log", "method")]
    [InlineData("foreach (var one in context.Instruments) { one.|", "TickSize", "property")]
    [InlineData("|", "context", "parameter")]
    [InlineData("|", "bar", "parameter")]
    [InlineData("|", "foreach", "keyword")]
    [InlineData("|", "_average", "field")]
    [InlineData("|", "Math", "class")]
    [InlineData("var mine = 1; mi|", "mine", "local")]
    [InlineData("var e = new E|", "Ema", "class")]
    public void Completion_InABody_OffersWhatMayStandThere(string text, string label, string kind)
    {
        var list = Complete(Body(text));
        Assert.Contains(list.Items, item => item.Label == label && item.Kind == kind);
    }

    [Theory]
    [InlineData("context.|", "GetType")]
    [InlineData("context.|", "Undo")]
    [InlineData("System.|", "Environment")]
    [InlineData("DateTime.|", "Now")]
    [InlineData("Random.|", "Shared")]
    [InlineData("// context.|", "Plot")]
    [InlineData("var x = \"context.|\";", "Plot")]
    [InlineData("var e = new |", "Math")]
    public void Completion_DoesNotOfferTheRest(string text, string label) => Assert.DoesNotContain(Complete(Body(text)).Items, item => item.Label == label);

    [Fact]
    public void Completion_BetweenMembers_OffersCallbacksThatAreNotThereYet()
    {
        var items = Complete("public sealed class A : IStrategy\n{\n    public void OnBar(in Bar bar, StrategyContext context) { }\n    |\n}").Items;
        Assert.Contains(items, item => item is { Label: "OnFill", IsSnippet: true } && item.Insert.Contains("in Fill fill", StringComparison.Ordinal));
        Assert.DoesNotContain(items, item => item is { Label: "OnBar", IsSnippet: true });
    }

    [Fact]
    public void Completion_InAnEmptyFile_OffersAWholeBotThatCompiles()
    {
        var bot = Assert.Single(Complete("|").Items, item => item is { Label: "bot", IsSnippet: true });
        var source = System.Text.RegularExpressions.Regex.Replace(bot.Insert, @"\$\{\d+:(?<text>[^}]*)\}", "${text}", System.Text.RegularExpressions.RegexOptions.NonBacktracking);
        Assert.Empty(Argosy.Scripting.CSharp.StrategyCompiler.Diagnose(source, "bot.cs"));
    }

    [Fact]
    public void Completion_SaysWhatIsReplaced_AndWhatItMeans()
    {
        var source = Body("context.Pl|ot();");
        var list = Complete(source);
        var at = source.IndexOf('|', StringComparison.Ordinal);
        Assert.Equal((at - 2, at + 2), (list.From, list.To));
        var plot = list.Items[0];
        Assert.Equal("Plot", plot.Label);
        Assert.Contains("Plot(string name, double value", plot.Detail, StringComparison.Ordinal);
        Assert.Contains("(+1 more)", plot.Detail, StringComparison.Ordinal);
        Assert.StartsWith("Shows a value on the chart of prices", plot.Documentation, StringComparison.Ordinal);
        Assert.Single(list.Items);
    }

    [Theory]
    [InlineData("context.Tar|get(Direction.Long);", "void StrategyContext.Target(Direction direction)", "States where the strategy wants to stand.")]
    [InlineData("context.Target(Dir|ection.Long);", "enum Direction", "")]
    [InlineData("_ave|rage.Push(1);", "Sma A._average", "")]
    [InlineData("v|ar x = bar.Close;", "double", "")]
    [InlineData("var x = bar.Clo|se;", "double Bar.Close { get; init; }", "Last price, quote asset.")]
    [InlineData("var s = new S|ma(3);", "Sma", "")]
    public void Hover_SaysDeclarationAndMeaning(string text, string declaration, string documentation)
    {
        var (source, offset) = Cut(Body(text));
        var hover = LanguageService.Hover(source, offset);
        Assert.NotNull(hover);
        Assert.Contains(declaration, hover.Declaration, StringComparison.Ordinal);
        Assert.StartsWith(documentation, hover.Documentation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("// wor|ds")]
    [InlineData("var x = \"wor|ds\";")]
    [InlineData("nothing.know|n();")]
    public void Hover_OfWhatMeansNothing_IsNothing(string text)
    {
        var (source, offset) = Cut(Body(text));
        Assert.Null(LanguageService.Hover(source, offset));
    }

    [Theory]
    [InlineData("context.Limit(|);", 1, 0, 0)]
    [InlineData("context.Limit(Side.Buy, |);", 1, 0, 1)]
    [InlineData("context.Limit(Side.Buy, OrderSize.Quote(|), 3m);", 1, 0, 0)]
    [InlineData("context.Limit(Side.Buy, OrderSize.Quote(1m), |", 1, 0, 2)]
    [InlineData("context.Plot(\"a\", 1, |);", 2, 1, 2)]
    [InlineData("var x = new Bollinger(20, |);", 1, 0, 1)]
    [InlineData("context.Limit(Side.Buy, limit: |3m);", 1, 0, 2)]
    public void Signature_SaysOverloadsAndTheParameterThatIsWritten(string text, int count, int active, int parameter)
    {
        var (source, offset) = Cut(Body(text));
        var help = LanguageService.Signature(source, offset);
        Assert.NotNull(help);
        Assert.Equal((count, active, parameter), (help.Signatures.Count, help.Active, help.ActiveParameter));
        Assert.All(help.Signatures, one => Assert.All(one.Parameters, p => Assert.Contains(p.Label, one.Label, StringComparison.Ordinal)));
    }

    [Fact]
    public void Signature_SaysWhatAParameterMeans()
    {
        var (source, offset) = Cut(Body("context.Plot(|);"));
        var help = LanguageService.Signature(source, offset)!;
        Assert.Contains("Name of the plot", help.Signatures[0].Parameters[0].Documentation, StringComparison.Ordinal);
    }

    [Fact]
    public void Signature_WhereNothingIsCalled_IsNothing()
    {
        var (source, offset) = Cut(Body("var x = 1;|"));
        Assert.Null(LanguageService.Signature(source, offset));
    }

    // Whatever is typed so far, and wherever the cursor stands, there is an answer and no exception.
    [Fact]
    public void Offsets_OfAHalfWrittenFile_AreAllAnswered()
    {
        var (source, _) = Cut(Body("context.Plot(\"a\", bar.Close) if (x => { foreach (var y in new[] { 1, 2 }) context.State.Get<int>(|"));
        for (var offset = -1; offset <= source.Length + 1; offset += 3)
        {
            Assert.NotNull(LanguageService.Complete(source, offset));
            LanguageService.Hover(source, offset);
            LanguageService.Signature(source, offset);
        }
    }

    static CompletionList Complete(string marked)
    {
        var (source, offset) = Cut(marked);
        return LanguageService.Complete(source, offset);
    }

    static (string Source, int Offset) Cut(string marked)
    {
        var at = marked.IndexOf('|', StringComparison.Ordinal);
        return (marked.Remove(at, 1), at);
    }

    static string Body(string text) => $$"""
        public sealed class A : IStrategy
        {
            readonly Sma _average = new(3);

            public void OnBar(in Bar bar, StrategyContext context)
            {
                {{text}}
            }
        }
        """;
}
