using System.CommandLine;
using Argosy.Cli.Invocation;

namespace Argosy.Cli.Reporting;

/// <summary>The files and options of a report.</summary>
sealed class ReportOptions : ICommandOptions
{
    public Argument<string[]> Files { get; } = new("result.json") { Description = "A result of 'argosy backtest --json', several of them to compare, or one of 'argosy optimize', 'walkforward' or 'validate' with --json", Arity = new ArgumentArity(1, 8) };

    public Option<string?> Html { get; } = OptionKinds.Text("--html", "file", "Where to write the page (default: the first file's name with .html)");

    public Option<string[]> Data { get; } = OptionKinds.Texts("--data", "file|name", "Where the run's candles are, where the result's own word no longer finds them; one for each instrument, in the order of the result");

    public Option<string[]> Ticks { get; } = OptionKinds.Texts("--ticks", "file", "Where the trades of a run on ticks are, whose candles are built from them");

    public Option<string[]> Quotes { get; } = OptionKinds.Texts("--quotes", "file", "Where its best quotes are");

    public Option<string[]> Book { get; } = OptionKinds.Texts("--book", "file", "Where its order-book messages are");

    public Option<string?> Columns { get; } = OptionKinds.Text("--columns", "t,o,h,l,c,v", "Meaning of the columns of a CSV without a header; _ skips one");

    public Option<bool> Force { get; } = OptionKinds.Flag("--force", "Take bars whose high or low does not enclose the other prices");

    /// <summary>The first of the options about ticks that is given; null where none is.</summary>
    public string? TicksGiven(ParseResult parse) => new[] { Ticks, Quotes, Book }.FirstOrDefault(option => OptionKinds.List(parse, option).Count > 0)?.Name;

    /// <inheritdoc/>
    public void AddTo(DescribedCommand command)
    {
        command.Add(Files);
        command.AddGroup("Output", Html);
        command.AddGroup("Candles", Data, Ticks, Quotes, Book, Columns, Force);
    }
}
