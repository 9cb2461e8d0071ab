using System.CommandLine;
using Argosy.Cli.Backtesting;
using Argosy.Cli.Invocation;
using Argosy.Cli.Optimising;
using Argosy.Core.Values;
using Argosy.Research.Backtests;
using Argosy.Research.Optimisation;
using Argosy.Research.Validation;

namespace Argosy.Cli.Validating;

/// <summary>From options to what is to be checked, its markets aside.</summary>
static class ValidationReader
{
    /// <summary>The request, or what is wrong with its options.</summary>
    public static Result<ValidationRequest> Read(Session session, ParseResult parse, ValidateOptions options)
    {
        var checks = Checks(parse, options);
        if (!checks.Ok) return checks.Error!;
        var settings = SettingsReader.Read(parse, options.Search.Run);
        if (!settings.Ok) return settings.Error!;
        var values = StrategyReader.Values(parse.GetValue(options.Search.Run.Parameters) ?? []);
        if (!values.Ok) return values.Error!;
        var source = StrategySource.Read(parse.GetValue(options.Search.Run.Strategy)!, values.Value, session.Bots);
        if (!source.Ok) return source.Error!;
        var parameters = source.Value.ParametersWith(values.Value);
        if (!parameters.Ok) return parameters.Error!;
        OptimisationRequest? search = null;
        if (parse.GetValue(options.Search.Ranges) is { Length: > 0 })
        {
            var read = SearchReader.Read(parse, options.Search, session.Bots);
            if (!read.Ok) return read.Error!;
            search = read.Value;
        }
        var objective = Objective.Parse(parse.GetValue(options.Search.Objectives) is { Length: > 0 } wanted ? wanted[0] : "sharpe");
        if (!objective.Ok) return Error.BadInput($"--objective: {objective.Error!.Message}");
        if (parse.GetValue(options.Search.Objectives) is { Length: > 1 }) return Error.BadInput("--objective: only one set is checked; expected a single objective");
        // With ranges the defaults need not be a valid set: the first of the search stands in until the best is known.
        var strategy = search is null ? source.Value.Bind(values.Value) : new StrategyChoice(search.Strategy, [], () => throw new InvalidOperationException());
        if (!strategy.Ok) return strategy.Error!;
        return new ValidationRequest
        {
            Backtest = new BacktestRequest([], strategy.Value, settings.Value with { Band = false }),
            Search = search,
            Objective = objective.Value,
            Parameters = parameters.Value,
            Bind = source.Value.Bind,
            Checks = checks.Value,
            MostTrials = (int)Math.Min(parse.GetValue(options.Search.Trials) ?? 1_000, 100_000),
            Seed = (ulong)(parse.GetValue(options.Search.SearchSeed) ?? 1),
            Draws = (int)(parse.GetValue(options.Draws) ?? 1_000),
            NoiseRuns = (int)(parse.GetValue(options.NoiseRuns) ?? 20),
            NoiseAmount = Exact.ToStatistic(parse.GetValue(options.Noise) ?? 0.1m),
            Jobs = (int)(parse.GetValue(options.Search.Jobs) ?? Environment.ProcessorCount),
            Record = session.Trials(),
        };
    }

    static Result<IReadOnlyList<CheckKind>> Checks(ParseResult parse, ValidateOptions options)
    {
        var all = Enum.GetValues<CheckKind>();
        var words = OptionKinds.List(parse, options.Checks);
        if (words.Count == 0) return all;
        string[] names = [.. all.Select(ValidationJson.NameOf)];
        var chosen = new SortedSet<CheckKind>();
        foreach (var word in words)
        {
            var index = Array.IndexOf(names, word.ToLowerInvariant());
            if (index < 0) return Error.BadInput($"--checks: '{word}' is not one of {string.Join(", ", names)}{Suggestion.Phrase(word, names)}");
            chosen.Add(all[index]);
        }
        return chosen.ToArray();
    }
}
