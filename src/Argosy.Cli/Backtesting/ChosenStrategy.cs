using System.CommandLine;
using System.Text.Json;
using Argosy.Cli.Jobs;
using Argosy.Core.Values;
using Argosy.Research.Backtests;
using Argosy.Research.Optimisation;
using Argosy.Research.Results;

namespace Argosy.Cli.Backtesting;

/// <summary>What trades: as --strategy and --param say, or as a trial of an optimisation did.</summary>
/// <param name="Source">A built-in strategy, a file, or several.</param>
/// <param name="Parameters">Parameters by name.</param>
/// <param name="Settings">The trial's order size and rules where the search had ranges of them.</param>
sealed record ChosenStrategy(StrategySource Source, IReadOnlyDictionary<string, string> Parameters, IReadOnlyList<KeyValuePair<string, string>> Settings)
{
    /// <summary>The settings of the trial's search, which hold where no option says otherwise; null without a trial, or where the search does not hold them all.</summary>
    public BacktestSettings? Basis { get; init; }

    /// <summary>Reads the options; --strategy overrides where an optimisation of a file's strategy finds that file.</summary>
    public static Result<ChosenStrategy> Read(ParseResult parse, BacktestOptions options, IBots bots)
    {
        var values = StrategyReader.Values(parse.GetValue(options.Parameters) ?? []);
        if (!values.Ok) return values.Error!;
        var named = parse.GetValue(options.Strategy) ?? [];
        if (parse.GetValue(options.FromOptimization) is not { } optimisation)
        {
            var given = StrategySource.Read(named, values.Value, bots);
            return given.Ok ? new ChosenStrategy(given.Value, values.Value, []) : given.Error!;
        }
        if (values.Value.Count > 0) return Error.BadInput("--from-optimization and --param contradict: the trial has all parameters; expected one of them");
        var read = OptimisationFile.ReadTrial(optimisation);
        if (!read.Ok) return Error.BadInput($"--from-optimization: {read.Error!.Message}");
        var (search, trial) = read.Value;
        // Several strategies are written with a plus sign, which a file's name may have as well.
        string[] stored = search.Strategy.Name.Contains('+', StringComparison.Ordinal) && !File.Exists(search.Strategy.Name) ? search.Strategy.Name.Split('+') : [search.Strategy.Name];
        if (named.Length == 0 && stored.FirstOrDefault(text => StrategyReader.IsFile(text) && !File.Exists(text[(text.IndexOf(':', StringComparison.Ordinal) + 1)..])) is { } missing) return Error.NotFound($"--from-optimization: its strategy, {missing}, is not in this folder; --strategy says where it is");
        var source = StrategySource.Read(named.Length == 0 ? stored : named, search.Strategy.Parameters.Concat(trial.Parameters).GroupBy(pair => pair.Key, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Last().Value), bots);
        if (!source.Ok) return source.Error!;
        var parameters = new Dictionary<string, string>(search.Strategy.Parameters, StringComparer.Ordinal);
        var settings = new List<KeyValuePair<string, string>>();
        foreach (var (name, value) in trial.Parameters)
        {
            if (search.Ranges.Any(range => range.Setting && range.Name == name)) settings.Add(new(name, value));
            else parameters[name] = value;
        }
        if (settings.Exists(pair => pair.Key == "size") && parse.GetValue(options.Size) is not null) return Error.BadInput("--from-optimization and --size contradict: the trial has an order size; expected one of them");
        var basis = Searched(search.Settings, parse, options);
        return basis.Ok ? new ChosenStrategy(source.Value, parameters, settings) { Basis = basis.Value } : basis.Error!;
    }

    // Files of mark prices and funding are not in a search's file, so what concerns perpetual contracts is to be said again as a whole.
    static Result<BacktestSettings?> Searched(JsonElement settings, ParseResult parse, BacktestOptions options)
    {
        if (settings.ValueKind == JsonValueKind.Object && settings.TryGetProperty("market", out _))
        {
            return parse.GetValue(options.Margin) is not null
                ? Result<BacktestSettings?>.Of(null)
                : Error.BadInput("--from-optimization: the search traded perpetual contracts and its file does not hold their mark prices and funding; expected --margin and all other options of the search again");
        }
        var read = StoredSettings.Read(settings);
        if (!read.Ok) return Error.Corrupt($"--from-optimization: {read.Error!.Message}");
        // A search makes no bands; a single run does unless told otherwise.
        return read.Value with { Band = new BacktestSettings().Band };
    }

    /// <summary>The settings with those of the trial.</summary>
    public Result<BacktestSettings> Applied(BacktestSettings settings)
    {
        foreach (var (name, value) in Settings)
        {
            var applied = RangedSettings.Apply(settings, name, value);
            if (!applied.Ok) return applied;
            settings = applied.Value;
        }
        return settings;
    }
}
