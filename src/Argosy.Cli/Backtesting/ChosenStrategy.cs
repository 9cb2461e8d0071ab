using System.CommandLine;
using Argosy.Core.Values;
using Argosy.Research.Backtests;
using Argosy.Research.Optimisation;

namespace Argosy.Cli.Backtesting;

/// <summary>What trades: as --strategy and --param say, or as a trial of an optimisation did.</summary>
/// <param name="Name">A built-in strategy's name or a file.</param>
/// <param name="Parameters">Parameters by name.</param>
/// <param name="Size">The trial's order size where the search had a range of it; null otherwise.</param>
sealed record ChosenStrategy(string Name, IReadOnlyDictionary<string, string> Parameters, string? Size)
{
    const string SizeRange = "size";

    /// <summary>Reads the options; --strategy overrides where an optimisation of a file's strategy finds that file.</summary>
    public static Result<ChosenStrategy> Read(ParseResult parse, BacktestOptions options)
    {
        var values = StrategyReader.Values(parse.GetValue(options.Parameters) ?? []);
        if (!values.Ok) return values.Error!;
        var named = parse.GetValue(options.Strategy);
        if (parse.GetValue(options.FromOptimization) is not { } optimisation)
        {
            return named is null ? Error.BadInput("--strategy is required ('argosy backtest --help' shows what there is)") : new ChosenStrategy(named, values.Value, null);
        }
        if (values.Value.Count > 0) return Error.BadInput("--from-optimization and --param contradict: the trial has all parameters; expected one of them");
        var read = OptimisationFile.ReadTrial(optimisation);
        if (!read.Ok) return Error.BadInput($"--from-optimization: {read.Error!.Message}");
        var (search, trial) = read.Value;
        if (StrategyReader.IsFile(search.Strategy.Name) && named is null && !File.Exists(search.Strategy.Name)) return Error.NotFound($"--from-optimization: its strategy, {search.Strategy.Name}, is not in this folder; --strategy says where it is");
        var parameters = new Dictionary<string, string>(search.Strategy.Parameters, StringComparer.Ordinal);
        string? size = null;
        foreach (var (name, value) in trial.Parameters)
        {
            if (name == SizeRange) size = value;
            else parameters[name] = value;
        }
        if (size is not null && parse.GetValue(options.Size) is not null) return Error.BadInput("--from-optimization and --size contradict: the trial has an order size; expected one of them");
        return new ChosenStrategy(named ?? search.Strategy.Name, parameters, size);
    }

    /// <summary>The settings with the trial's order size.</summary>
    public BacktestSettings Applied(BacktestSettings settings) => Size is null ? settings : settings with { Size = Size };
}
