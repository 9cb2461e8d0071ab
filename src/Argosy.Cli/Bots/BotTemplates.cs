using Argosy.Cli.Serving;

namespace Argosy.Cli.Bots;

/// <summary>What a bot may begin as: a start in each language, and the samples.</summary>
static class BotTemplates
{
    /// <summary>The template that is taken where none is named.</summary>
    public const string Start = "start";

    const string CSharp = """
        // Long from the bar on which the fast average rises above the slow one, flat from the reverse.
        // What stands in [Parameter] is what --param, forms and the optimiser know of a parameter.
        [Strategy("NAME", "Long while the fast average is above the slow one.")]
        public sealed class CLASS(
            [Parameter("bars of the fast average", Minimum = 1, Maximum = 1000, Unit = "bars")] int fast = 20,
            [Parameter("bars of the slow average", Minimum = 2, Maximum = 1000, Unit = "bars")] int slow = 100) : IStrategy
        {
            readonly Sma _fast = new(fast), _slow = new(slow);
            readonly Cross _cross = new();

            public void OnBar(in Bar bar, StrategyContext context)
            {
                var crossed = _cross.Push(_fast.Push(bar.Close), _slow.Push(bar.Close));
                if (crossed is Crossing.Up) context.Target(Direction.Long);
                else if (crossed is Crossing.Down) context.Target(Direction.Flat);
            }
        }

        """;

    const string TypeScript = """
        // Long from the candle on which the fast average rises above the slow one, flat from the reverse.
        // What stands in parameters is what --param, forms and the optimiser know of a parameter.
        export const parameters: BotParameters = {
          fast: { default: 20, min: 1, max: 1000, help: 'length of the fast average', unit: 'bars' },
          slow: { default: 100, min: 2, max: 1000, help: 'length of the slow average', unit: 'bars' },
        };

        export function onData({ candleData, closedPairs, config, indicators, trader, utils }: BotInput) {
          for (const pair of closedPairs) {
            const fast = indicators.smaArray(candleData[pair], config.parameters.fast);
            const slow = indicators.smaArray(candleData[pair], config.parameters.slow);
            if (utils.isCrossOver(fast, slow)) trader.openPosition({ pair });
            else if (utils.isCrossUnder(fast, slow)) trader.closePosition(pair);
          }
        }

        """;

    static readonly Lazy<IReadOnlyList<BotStart>> Known = new(() =>
    [
        new BotStart(Start, "cs", "A crossing of two averages, with parameters", CSharp),
        new BotStart(Start, "ts", "A crossing of two averages, with parameters", TypeScript),
        .. Samples(),
    ]);

    /// <summary>All of them, the starts first.</summary>
    public static IReadOnlyList<BotStart> All => Known.Value;

    /// <summary>Whether a text can be a bot's name.</summary>
    public static bool IsName(string text) => text.Length is > 0 and <= 60 && char.IsAsciiLetterLower(text[0]) && text[^1] != '-' && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    // The files of samples/, as the server's editor offers them, too.
    static IEnumerable<BotStart> Samples() => EditorMaterial.Read().Templates.Where(sample => sample.Language is "csharp" or "typescript")
        .Select(sample => new BotStart(sample.Name, sample.Language == "csharp" ? "cs" : "ts", sample.Summary, sample.Text));
}

/// <summary>What a bot may begin as.</summary>
/// <param name="Name">Its name, each once in its language.</param>
/// <param name="Ending">cs or ts.</param>
/// <param name="Summary">What it shows, one sentence.</param>
/// <param name="Text">Its text.</param>
sealed record BotStart(string Name, string Ending, string Summary, string Text)
{
    /// <summary>The text of a bot of this name.</summary>
    public string TextFor(string name)
    {
        var words = name.Split('-', StringSplitOptions.RemoveEmptyEntries);
        var type = string.Concat(words.Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
        return Text.Replace("CLASS", type, StringComparison.Ordinal).Replace("\"NAME\"", $"\"{name}\"", StringComparison.Ordinal);
    }
}
