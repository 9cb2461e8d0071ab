using System.CommandLine;
using Argosy.Cli.Invocation;
using Argosy.Cli.Replaying;
using Argosy.Strategies.Consensus.Counting;

namespace Argosy.Cli.WhatIf;

/// <summary>The result and the options of a recount.</summary>
sealed class RecountOptions : ICommandOptions
{
    public Argument<string> Result { get; } = new("RESULT") { Description = "A result of the consensus strategy, written by 'argosy backtest --json'" };

    public Option<ConsensusMode?> Mode { get; } = OptionKinds.Choice(
        "--mode", "Count in another way", ("majority", ConsensusMode.Majority), ("unanimous", ConsensusMode.Unanimous), ("weighted", ConsensusMode.Weighted), ("factor", ConsensusMode.Factor), ("bft", ConsensusMode.Bft));

    public Option<long?> Quorum { get; } = OptionKinds.Whole("--quorum", "In mode bft: so many equal votes decide", 1, 10_000);

    public Option<string[]> Mute { get; } = OptionKinds.Texts("--mute", "voter", "Take a voter for silent; how many there are does not change by it");

    public Option<string[]> Weight { get; } = OptionKinds.Texts("--weight", "voter=2", "In mode weighted: another weight");

    public Option<decimal?> Threshold { get; } = OptionKinds.Ratio("--threshold", "In mode weighted: share of all weights that the sum of directions must exceed", "a ratio from 0 to below 1", value => value is >= 0 and < 1);

    public Option<bool> Rerun { get; } = OptionKinds.Flag("--rerun", "Run the backtest again with the change: votes that read positions are then true");

    /// <summary>Where the data of a rerun lie and how they are read: as for a replay.</summary>
    public ReplayOptions Files { get; } = new();

    public Option<string?> Json { get; } = new OutputOption("--json", "Write the recount as JSON; - is the standard output");

    /// <inheritdoc/>
    public void AddTo(DescribedCommand command)
    {
        command.Add(Result);
        command.AddGroup("What if", Mode, Quorum, Mute, Weight, Threshold);
        Files.Data.Description = "Where the candles are, where the result's own word no longer finds them; one for each instrument";
        Files.Timeframe.Description = "Length of the file's bars (default: as in the result)";
        command.AddGroup("Again", Rerun, Files.Data, Files.Detail, Files.Timeframe, Files.Columns, Files.Force);
        command.AddGroup("Output", Json);
    }
}
