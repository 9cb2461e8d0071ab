using System.CommandLine;
using Argosy.Cli.Backtesting;
using Argosy.Research.Optimisation;

namespace Argosy.Cli.Optimising;

/// <summary>The command line that runs the best trial of a search again: what the search's file does not hold is said as the user said it.</summary>
static class NextCommand
{
    /// <summary>The command, words quoted for a shell where they need it.</summary>
    /// <param name="parse">The words of the search.</param>
    /// <param name="options">The options they may hold.</param>
    /// <param name="request">The search.</param>
    /// <param name="path">Its result's file.</param>
    public static string Of(ParseResult parse, BacktestOptions options, OptimisationRequest request, string path)
    {
        var words = new List<string> { "argosy", "backtest" };
        foreach (var option in Needed(options, request)) words.AddRange(Words(parse, option));
        words.AddRange(["--from-optimization", path]);
        return string.Join(' ', words.Select(Quoted));
    }

    // Which files there are and how they are read; of perpetual contracts everything (see ChosenStrategy).
    static IEnumerable<Option> Needed(BacktestOptions options, OptimisationRequest request)
    {
        Option[] data = [options.Data, options.Detail, options.Instrument, options.Tick, options.Lot, options.MinNotional, options.Every, options.Timeframe, options.Columns, options.Force];
        if (request.Settings.Margin is null) return data;
        Option[] settings =
        [
            options.Margin, options.Leverage, options.Mark, options.Funding, options.Brackets, options.LiquidationFee, options.Cash, options.Size, options.Short,
            options.Exit, options.Guard, options.Limit, options.Fee, options.MakerFee, options.TakerFee, options.Slippage, options.Spread,
            options.FillAt, options.Path, options.Participation, options.LatencyBars, options.From, options.To, options.Seed,
        ];
        // A size that was searched is the trial's; rules that were searched stand beside the fixed ones.
        return [.. data, .. settings.Where(option => option != options.Size || !request.Space.Ranges.Any(range => range is { IsSetting: true, Name: "size" }))];
    }

    static IEnumerable<string> Words(ParseResult parse, Option option)
    {
        if (parse.GetResult(option) is not { Implicit: false } given) return [];
        return given.Tokens.Count == 0 ? [option.Name] : given.Tokens.SelectMany(token => new[] { option.Name, token.Value });
    }

    static string Quoted(string word) =>
        word.Length > 0 && word.All(letter => char.IsAsciiLetterOrDigit(letter) || "-_./:,=+%@#".Contains(letter, StringComparison.Ordinal)) ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
