using System.CommandLine;
using System.Globalization;
using Argosy.Cli.Backtesting;
using Argosy.Cli.Jobs;
using Argosy.Core.Values;
using Argosy.Research.Optimisation;
using Argosy.Research.Sweeps;

namespace Argosy.Cli.Optimising;

/// <summary>From options to a search, its markets aside.</summary>
static class SearchReader
{
    /// <summary>The search, or what is wrong with its options.</summary>
    public static Result<OptimisationRequest> Read(ParseResult parse, OptimizeOptions options, IBots bots)
    {
        var settings = SettingsReader.Read(parse, options.Run);
        if (!settings.Ok) return settings.Error!;
        var values = StrategyReader.Values(parse.GetValue(options.Run.Parameters) ?? []);
        if (!values.Ok) return values.Error!;
        var source = StrategySource.Read(parse.GetValue(options.Run.Strategy)!, values.Value, bots);
        if (!source.Ok) return source.Error!;
        var space = Space(parse.GetValue(options.Ranges) ?? [], source.Value, values.Value);
        if (!space.Ok) return space.Error!;
        var objectives = Objectives(parse.GetValue(options.Objectives) ?? []);
        if (!objectives.Ok) return objectives.Error!;
        var constraints = Constraints(parse, options);
        if (!constraints.Ok) return constraints.Error!;
        return new OptimisationRequest
        {
            Markets = [],
            Settings = settings.Value with { Band = false },
            Strategy = source.Value.Name,
            Parameters = values.Value,
            Bind = source.Value.Bind,
            Space = space.Value,
            Objectives = objectives.Value,
            Constraints = constraints.Value,
            Method = parse.GetValue(options.Method) ?? SearchMethod.Grid,
            Trials = (int?)parse.GetValue(options.Trials),
            Seed = (ulong)(parse.GetValue(options.SearchSeed) ?? 1),
            Jobs = (int)(parse.GetValue(options.Jobs) ?? Environment.ProcessorCount),
            Prune = parse.GetValue(options.Prune),
            // A sweep takes every set to its end: where runs shall stop half-way, each has an engine of its own.
            Evaluators = parse.GetValue(options.Prune) ? new PlainEvaluators() : new SweepEvaluators(new PlainEvaluators()),
        };
    }

    static Result<ParameterSpace> Space(string[] texts, StrategySource source, Dictionary<string, string> fixedValues)
    {
        var parameters = source.ParametersWith(fixedValues);
        if (!parameters.Ok) return parameters.Error!;
        var ranges = new List<ParameterRange>();
        foreach (var text in texts)
        {
            var range = RangeText.Parse(text, parameters.Value);
            if (!range.Ok) return Error.BadInput($"--range: {range.Error!.Message}");
            if (fixedValues.Keys.FirstOrDefault(key => RangeText.Same(key, range.Value.Name)) is { } both) return Error.BadInput($"--range and --param both set '{both}'; expected one of them");
            ranges.Add(range.Value);
        }
        try
        {
            return new ParameterSpace(ranges);
        }
        catch (ArgumentException wrong)
        {
            return Error.BadInput($"--range: {wrong.Message}");
        }
    }

    static Result<IReadOnlyList<Objective>> Objectives(string[] texts)
    {
        var objectives = new List<Objective>();
        foreach (var text in texts.Length == 0 ? ["sharpe"] : texts)
        {
            var objective = Objective.Parse(text);
            if (!objective.Ok) return Error.BadInput($"--objective: {objective.Error!.Message}");
            if (objectives.Exists(other => other.Name == objective.Value.Name)) return Error.BadInput($"--objective: '{objective.Value.Name}' is given twice");
            objectives.Add(objective.Value);
        }
        return objectives;
    }

    static Result<IReadOnlyList<Constraint>> Constraints(ParseResult parse, OptimizeOptions options)
    {
        var texts = new List<string>(parse.GetValue(options.Constraints) ?? []);
        if (parse.GetValue(options.MinTrades) is { } trades) texts.Add($"trades>={trades}");
        if (parse.GetValue(options.MaxDrawdown) is { } drawdown) texts.Add($"maxDrawdown<={drawdown.ToString(CultureInfo.InvariantCulture)}");
        var constraints = new List<Constraint>();
        foreach (var text in texts)
        {
            var constraint = Constraint.Parse(text);
            if (!constraint.Ok) return Error.BadInput($"--constraint: {constraint.Error!.Message}");
            constraints.Add(constraint.Value);
        }
        return constraints;
    }
}
