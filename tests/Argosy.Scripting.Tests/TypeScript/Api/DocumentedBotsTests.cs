using Argosy.Engine.Strategies;
using Argosy.Research.Backtests;
using Argosy.TestSupport;

namespace Argosy.Scripting.Tests.TypeScript.Api;

/// <summary>Every piece of TypeScript in docs/bots has no type errors and runs: whole bots, and examples that stand inside onData.</summary>
public sealed class DocumentedBotsTests
{
    const int Begin = 250;

    public static TheoryData<int> Bots() => [.. Enumerable.Range(0, Pieces("bot").Count)];

    [Theory]
    [MemberData(nameof(Bots))]
    public void Bot_Runs(int index)
    {
        var (place, text) = Pieces("bot")[index];
        var result = BotRuns.Run(text, "documented.ts", [BotRuns.Market("coinbase_BTC-USD_1h.csv.gz", 600)], new BacktestSettings { Band = false });
        Assert.DoesNotContain(BotRuns.Lines(result), line => line.StartsWith("ERROR", StringComparison.Ordinal));
        Assert.True(result.To > result.From, place);
    }

    [Fact]
    public void Examples_Run()
    {
        var examples = Pieces("example");
        var result = BotRuns.Run(Together(examples), "examples.ts", [BotRuns.Market("coinbase_BTC-USD_1h.csv.gz", Begin + examples.Count + 10)], new BacktestSettings { Band = false });
        var lines = BotRuns.Lines(result);
        Assert.DoesNotContain(lines, line => line.StartsWith("ERROR", StringComparison.Ordinal));
        Assert.Contains($"INFO all {examples.Count} ran", lines);
    }

    [Fact]
    public async Task Pieces_HaveNoTypeErrors()
    {
        var files = Pieces("bot").Select((piece, i) => KeyValuePair.Create($"bot{i}.ts", piece.Text)).ToDictionary();
        files["examples.ts"] = Together(Pieces("example"));
        Assert.True(files.Count > 8);
        await DenoScript.CheckAsync(files);
    }

    // Each example runs once, at a candle of its own.
    static string Together(IReadOnlyList<(string Place, string Text)> examples)
    {
        var functions = examples.Select((example, i) => $$"""
            // {{example.Place}}
            function example{{i}}(input: BotInput) {
              const { candleData, config, state, trader, indicators, candlestickPatterns, utils, plotter } = input;
              const pair = config.pairs[0];
              const candles = candleData[pair];
              {
            {{example.Text}}
              }
            }
            """);
        return $$"""
            {{string.Join('\n', functions)}}
            const examples = [{{string.Join(", ", examples.Select((_, i) => $"example{i}"))}}];
            let at = 0;
            export function onData(input: BotInput) {
              if (input.candleData[input.config.pairs[0]].length < {{Begin}}) return;
              if (at < examples.length) examples[at++](input);
              else if (at++ === examples.length) console.log(`all ${examples.length} ran`);
            }
            """;
    }

    static List<(string Place, string Text)> Pieces(string kind)
    {
        var pieces = new List<(string, string)>();
        foreach (var file in Directory.GetFiles(Path.Combine(SharedData.Repository(), "docs", "bots"), "*.md").Order(StringComparer.Ordinal))
        {
            List<string>? open = null;
            var number = 0;
            foreach (var line in File.ReadLines(file))
            {
                number++;
                if (open is null && line == $"```ts {kind}") open = [];
                else if (open is not null && line == "```")
                {
                    pieces.Add(($"{Path.GetFileName(file)} above line {number}", string.Join('\n', open)));
                    open = null;
                }
                else open?.Add(line);
            }
        }
        Assert.True(pieces.Count > 0, $"docs/bots shows no {kind}");
        return pieces;
    }
}
