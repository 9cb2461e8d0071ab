using System.Text.Json;
using Argosy.Hosting.Ports;
using Argosy.Research.Results;
using Argosy.Server.Jobs;

namespace Argosy.Server.Bots;

/// <summary>What came of a quick backtest: enough for the editor's rail; a job keeps a whole result.</summary>
internal sealed record QuickAnswer
{
    const int MostPoints = 1_000, MostLines = 500, MostPlots = 16;

    /// <summary>The figures of the result by name, as a run has them; null where there is no result.</summary>
    public required JsonElement? Figures { get; init; }

    /// <summary>Pairs of time (Unix ms) and equity, thinned.</summary>
    public required IReadOnlyList<IReadOnlyList<double>> Equity { get; init; }

    /// <summary>Closed trades.</summary>
    public required int Trades { get; init; }

    /// <summary>The first lines the bot wrote.</summary>
    public required IReadOnlyList<QuickLine> Logs { get; init; }

    /// <summary>What the bot plotted, thinned.</summary>
    public required IReadOnlyList<QuickPlot> Plots { get; init; }

    /// <summary>What the compiler said.</summary>
    public required IReadOnlyList<BotProblem> Problems { get; init; }

    /// <summary>Why there is no result; null where there is one.</summary>
    public required string? Error { get; init; }

    /// <summary>Start and end of the test, Unix ms; null where there is no result.</summary>
    public long? From { get; init; }

    /// <summary>The last close, Unix ms; null where there is no result.</summary>
    public long? To { get; init; }

    /// <summary>How long it took: compiling, waiting for a worker and running, ms.</summary>
    public required double Ms { get; init; }

    public static QuickAnswer Failed(QuickBacktestAnswer answer) => new() { Figures = null, Equity = [], Trades = 0, Logs = [], Plots = [], Problems = answer.Problems, Error = answer.Message, Ms = Spent(answer) };

    public static QuickAnswer Of(QuickBacktestAnswer answer, StoredResult result)
    {
        using var whole = JsonDocument.Parse(answer.Result);
        var bot = whole.RootElement.TryGetProperty("bot", out var said) && said.ValueKind == JsonValueKind.Object ? said : default;
        return new QuickAnswer
        {
            Figures = JobAnswer.Parse(RunFacts.Of(result).Json), Equity = Thinned(whole.RootElement.GetProperty("equity"), MostPoints), Trades = result.Trades.Count, Logs = Lines(bot), Plots = PlotsOf(bot), Problems = answer.Problems, Error = null,
            From = result.From, To = result.To, Ms = Spent(answer),
        };
    }

    static double Spent(QuickBacktestAnswer answer) => (answer.CompileSeconds + answer.WaitSeconds + answer.RunSeconds) * 1_000;

    static QuickLine[] Lines(JsonElement bot) => !Has(bot, "log", out var log) ? [] : [.. log.EnumerateArray().Take(MostLines).Select(line => new QuickLine(Whole(line, "time"), Word(line, "level"), Word(line, "text")))];

    static QuickPlot[] PlotsOf(JsonElement bot) => !Has(bot, "plots", out var plots) ? [] :
        [.. plots.EnumerateArray().Take(MostPlots).Select(plot => new QuickPlot(Word(plot, "name"), Word(plot, "panel"), Word(plot, "instrument"), plot.TryGetProperty("points", out var points) ? Thinned(points, MostPoints) : []))];

    static bool Has(JsonElement bot, string name, out JsonElement list)
    {
        list = default;
        return bot.ValueKind == JsonValueKind.Object && bot.TryGetProperty(name, out list) && list.ValueKind == JsonValueKind.Array;
    }

    static string Word(JsonElement of, string name) => of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    static long Whole(JsonElement of, string name) => of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : 0;

    // Every so many-th pair, and the last.
    static IReadOnlyList<IReadOnlyList<double>> Thinned(JsonElement pairs, int most)
    {
        var count = pairs.GetArrayLength();
        var step = Math.Max(1, (int)Math.Ceiling(count / (double)most));
        return [.. pairs.EnumerateArray().Where((_, i) => i % step == 0 || i == count - 1).Select(Pair).Where(pair => pair.Length == 2)];
    }

    static double[] Pair(JsonElement pair)
    {
        if (pair.ValueKind != JsonValueKind.Array || pair.GetArrayLength() < 2) return [];
        var (time, value) = (Number(pair[0]), Number(pair[1]));
        return time is { } at && value is { } worth ? [at, worth] : [];
    }

    static double? Number(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.String => double.TryParse(value.GetString(), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null,
        _ => null,
    };
}

/// <summary>A line a bot wrote.</summary>
/// <param name="Time">Unix ms.</param>
/// <param name="Level">debug, info, warn or error.</param>
/// <param name="Text">The line.</param>
internal sealed record QuickLine(long Time, string Level, string Text);

/// <summary>What a bot plotted.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Panel">Where; empty: over the prices.</param>
/// <param name="Instrument">The instrument; empty for the whole run.</param>
/// <param name="Points">Pairs of time (Unix ms) and value.</param>
internal sealed record QuickPlot(string Name, string Panel, string Instrument, IReadOnlyList<IReadOnlyList<double>> Points);
