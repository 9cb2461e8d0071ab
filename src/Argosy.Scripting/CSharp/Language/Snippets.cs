namespace Argosy.Scripting.CSharp.Language;

/// <summary>Texts that bots begin with, with places to fill in.</summary>
static class Snippets
{
    /// <summary>Between types.</summary>
    public static readonly CompletionItem[] InFiles =
    [
        Snippet("bot", "A whole bot", """
            [Strategy("${1:my-bot}", "${2:What it does, one sentence.}")]
            public sealed class ${3:MyBot}([Parameter("${4:bars of the average}", Minimum = 2)] int ${5:bars} = 20) : IStrategy
            {
                readonly Sma _average = new(${5:bars});

                public void OnBar(in Bar bar, StrategyContext context)
                {
                    var average = _average.Push(bar.Close);
                    if (double.IsNaN(average)) return;
                    context.Plot("average", average);
                    context.Target(bar.Close > average ? Direction.Long : Direction.Flat);
                }
            }
            """),
    ];

    /// <summary>Between members.</summary>
    public static readonly CompletionItem[] InTypes =
    [
        Snippet("OnBar", "A bar has closed", "public void OnBar(in Bar bar, StrategyContext context)\n{\n    $0\n}"),
        Snippet("OnStart", "Before the first bar", "public void OnStart(StrategyContext context)\n{\n    $0\n}"),
        Snippet("OnFill", "One of the bot's orders was filled", "public void OnFill(in Fill fill, StrategyContext context)\n{\n    $0\n}"),
        Snippet("OnCommand", "A person said something to the bot", "public bool OnCommand(Argosy.Core.Commands.Command command, StrategyContext context)\n{\n    $0\n    return false;\n}"),
        Snippet("Migrate", "Takes over an older version's state (IMigratesState)", "public void Migrate(StateBag old, string oldVersion, StrategyContext context)\n{\n    context.State.CopyFrom(old);$0\n}"),
    ];

    /// <summary>Between statements.</summary>
    public static readonly CompletionItem[] InBodies =
    [
        Snippet("bracket", "A market order with stop and target", "context.Market(Side.Buy, OrderSize.Quantity(${1:0.01m}), new Protection { StopRatio = ${2:0.02m}, TargetRatio = ${3:0.04m} });"),
    ];

    static CompletionItem Snippet(string label, string meaning, string text) => new(label, text, "snippet", meaning, "");
}
