using System.CommandLine;
using Argosy.Cli.Backtesting;
using Argosy.Cli.Invocation;
using Argosy.Research.Optimisation;

namespace Argosy.Cli.Optimising;

/// <summary>The options of a search: those of its backtests, and what is searched how.</summary>
sealed class OptimizeOptions : ICommandOptions
{
    public BacktestOptions Run { get; } = new();

    // The search. Constraints and objectives are not split at commas: formulas have some.
    public Option<string[]> Ranges { get; } = OptionKinds.Texts("--range", "name=values", "Values of a parameter, or of size, exit, guard or limit: fast=5..50:5, width=0.5..3 (any number), width=0.1..10:log, kind=sma,ema, filter=* (all there are), exit=none,stop:2%,stop:5%; repeat it for each");

    public Option<SearchMethod?> Method { get; } = OptionKinds.Choice(
        "--method", "How trials are picked (default grid)", ("grid", SearchMethod.Grid), ("random", SearchMethod.Random), ("tpe", SearchMethod.Tpe), ("genetic", SearchMethod.Genetic));

    public Option<long?> Trials { get; } = OptionKinds.Whole("--trials", $"Trials to run (default: the whole grid; {OptimisationRequest.DefaultTrials} of the other methods)", 1, 10_000_000);

    public Option<long?> SearchSeed { get; } = OptionKinds.Whole("--search-seed", "Seed of the search: the same seed picks the same trials (default 1)", 0, long.MaxValue);

    public Option<bool> Prune { get; } = OptionKinds.Flag("--prune", "Stop trials half-way whose objective is worse than that of half of the finished ones");

    public Option<long?> Jobs { get; } = OptionKinds.Whole("--jobs", "Trials at a time; the result does not depend on it (default: one for each core)", 1, 1_024);

    // What is wanted.
    public Option<string[]> Objectives { get; } = OptionKinds.Texts("--objective", "metric|formula", "What to make best: a metric, max: or min: before it where its sense is not plain, or a formula such as \"sharpe - 2*maxDrawdown\" (default sharpe); several give a Pareto front");

    public Option<string[]> Constraints { get; } = OptionKinds.Texts("--constraint", "metric>=value", "What a trial must keep to count, e.g. \"trades>=30\"; repeat it for each");

    public Option<long?> MinTrades { get; } = OptionKinds.Whole("--min-trades", "Fewest trades of a trial that counts", 0, int.MaxValue);

    public Option<decimal?> MaxDrawdown { get; } = OptionKinds.Ratio("--max-drawdown", "Largest drawdown of a trial that counts", "a ratio from 0 to 1, e.g. 0.3 or 30%", value => value is >= 0 and <= 1);

    // Output.
    public Option<string?> Json { get; } = new OutputOption("--json", "Write all trials as JSON; while it runs they are kept in FILE.trials; - is the standard output") { HasJournal = true };

    public Option<string?> Resume { get; } = new OutputOption("--resume", "Go on with the search that was writing this file, from FILE.trials; everything else must be as it was, but --trials and --jobs") { HasJournal = true };

    public Option<long?> Top { get; } = OptionKinds.Whole("--top", "Trials to show (default 10)", 1, 1_000);

    /// <inheritdoc/>
    public void AddTo(DescribedCommand command)
    {
        Ranges.Required = true;
        Run.AddRunTo(command);
        command.AddGroup("Search", Ranges, Method, Trials, SearchSeed, Prune, Jobs);
        command.AddGroup("What is wanted", Objectives, Constraints, MinTrades, MaxDrawdown);
        command.AddGroup("Output", Json, Resume, Top);
    }
}
