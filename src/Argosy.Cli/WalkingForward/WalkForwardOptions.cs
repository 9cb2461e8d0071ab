using System.CommandLine;
using Argosy.Cli.Invocation;
using Argosy.Cli.Optimising;
using Argosy.Research.WalkForward;

namespace Argosy.Cli.WalkingForward;

/// <summary>The options of a walk: those of a search, and how time is cut into windows.</summary>
sealed class WalkForwardOptions : ICommandOptions
{
    public OptimizeOptions Search { get; } = new();

    public Option<long?> Train { get; } = Length("--train", "180d", "Length of what is searched on: 180d, 12h, 26w or 6M (a month counts 30 days)");

    public Option<long?> Test { get; } = Length("--test", "30d", "Length of what is tested on, and the step from window to window");

    public Option<bool> Anchored { get; } = OptionKinds.Flag("--anchored", "Begin every search at the start of the test instead of rolling along");

    public Option<string?> EquityFile { get; } = new OutputOption("--equity-file", "Write the equity of all tests laid end to end as CSV");

    public Option<string?> Trades { get; } = new OutputOption("--trades", "Write the trades of all tests as CSV");

    public Option<string?> Json { get; } = new OutputOption("--json", "Write the walk as JSON; - is the standard output");

    /// <inheritdoc/>
    public void AddTo(DescribedCommand command)
    {
        Search.Ranges.Required = true;
        Train.Required = true;
        Test.Required = true;
        Search.Run.AddRunTo(command);
        command.AddGroup("Windows", Train, Test, Anchored);
        command.AddGroup("Search of each window", Search.Ranges, Search.Method, Search.Trials, Search.SearchSeed, Search.Jobs);
        command.AddGroup("What is wanted", Search.Objectives, Search.Constraints, Search.MinTrades, Search.MaxDrawdown);
        command.AddGroup("Output", Json, Trades, EquityFile);
    }

    static Option<long?> Length(string name, string placeholder, string help) => new(name)
    {
        Description = help,
        HelpName = placeholder,
        CustomParser = result =>
        {
            var word = result.Tokens.Count == 0 ? "" : result.Tokens[^1].Value;
            if (WalkForwardPlan.Length(word) is { } length) return length;
            result.AddError($"{name}: '{word}' is not a length such as 180d, 12h, 26w or 6M");
            return default;
        },
    };
}
