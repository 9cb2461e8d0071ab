using System.CommandLine;
using Argosy.Cli.Invocation;
using Argosy.Cli.Optimising;
using Argosy.Research.Validation;

namespace Argosy.Cli.Validating;

/// <summary>The options of a validation: those of a backtest, what was searched, and what to check.</summary>
sealed class ValidateOptions : ICommandOptions
{
    public OptimizeOptions Search { get; } = new();

    public Option<string[]> Checks { get; } = OptionKinds.Texts("--checks", "check,…", $"Checks to make (default: all): {string.Join(", ", Enum.GetValues<CheckKind>().Select(ValidationJson.NameOf))}");

    public Option<long?> Draws { get; } = OptionKinds.Whole("--draws", "Orders of trades and series of days drawn at random (default 1000)", 10, 1_000_000);

    public Option<long?> NoiseRuns { get; } = OptionKinds.Whole("--noise-runs", "Runs on noised candles (default 20)", 1, 100_000);

    public Option<decimal?> Noise { get; } = OptionKinds.Ratio("--noise", "How far a noised price moves, as a share of its bar's range (default 0.1)", "a ratio from 0 to 5, e.g. 0.1 or 10%", value => value is >= 0 and <= 5);

    public Option<string?> Json { get; } = new OutputOption("--json", "Write what was found as JSON; - is the standard output");

    /// <inheritdoc/>
    public void AddTo(DescribedCommand command)
    {
        Search.Run.AddRunTo(command);
        command.AddGroup("What was searched: the best of it is checked", Search.Ranges, Search.Trials, Search.SearchSeed, Search.Objectives, Search.Jobs);
        command.AddGroup("Checks", Checks, Draws, NoiseRuns, Noise);
        command.AddGroup("Output", Json);
    }
}
