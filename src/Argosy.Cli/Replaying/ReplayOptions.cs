using System.CommandLine;
using Argosy.Cli.Invocation;

namespace Argosy.Cli.Replaying;

/// <summary>The log and the options of a replay.</summary>
sealed class ReplayOptions : ICommandOptions
{
    public Argument<string> Log { get; } = new("LOG") { Description = "A run's log, written by 'argosy backtest --log' or by a bot, or the folder of a bot's run; or a CSV audit log, or a folder of them" };

    // What the log names but does not hold.
    public Option<string[]> Data { get; } = OptionKinds.Texts("--data", "file|name", "Where the candles are, where the log's own word no longer finds them; one for each instrument, in the order of the log");

    public Option<string[]> Detail { get; } = OptionKinds.Texts("--detail", "file|name", "Where the finer bars are; one for each instrument");

    public Option<string[]> Ticks { get; } = OptionKinds.Texts("--ticks", "file", "Where the trades of a run on ticks are");

    public Option<string[]> Quotes { get; } = OptionKinds.Texts("--quotes", "file", "Where its best quotes are");

    public Option<string[]> Book { get; } = OptionKinds.Texts("--book", "file", "Where its order-book messages are");

    public Option<string[]> Strategy { get; } = OptionKinds.Texts("--strategy", "name|file", "Another strategy or another place of its file; it gets the parameters of the log. One for each where the log is of several");

    // How files are read.
    public Option<string?> Timeframe { get; } = OptionKinds.Text("--timeframe", "1h", "Length of the file's bars (default: as in the log)");

    public Option<string?> Columns { get; } = OptionKinds.Text("--columns", "t,o,h,l,c,v", "Meaning of the columns of a CSV without a header; _ skips one");

    public Option<bool> Force { get; } = OptionKinds.Flag("--force", "Take bars whose high or low does not enclose the other prices");

    public Option<string?> Json { get; } = new OutputOption("--json", "Write the verdict as JSON; - is the standard output");

    /// <inheritdoc/>
    public void AddTo(DescribedCommand command)
    {
        command.Add(Log);
        command.AddGroup("What the log names", Data, Detail, Ticks, Quotes, Book, Strategy);
        command.AddGroup("Files", Timeframe, Columns, Force);
        command.AddGroup("Output", Json);
    }
}
