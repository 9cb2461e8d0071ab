using System.CommandLine;
using Argosy.Cli.Invocation;
using Argosy.Data.Catalogue;
using Argosy.Data.Export;
using Argosy.Data.Import;

namespace Argosy.Cli.Data;

/// <summary><c>argosy data export</c>: a series as CSV, exact.</summary>
internal static class ExportCommand
{
    static readonly Argument<string> Series = new("NAME|FILE") { Description = "A series of the catalogue, a bar file, or a file of any known format" };
    static readonly Option<string> Out = new("--out") { Description = "The CSV to write; compressed where its name ends in .gz", HelpName = "FILE", Required = true };
    static readonly Option<string?> Store = DataOptions.Store();

    public static Command Create(Session session)
    {
        var command = new DescribedCommand("export", "Write a series as CSV: time,open,high,low,close,volume; importing it again gives the same bars.")
        {
            Examples = ["argosy data export coinmarketcap_BTC-USD_1d --out btc.csv.gz"],
        };
        command.Add(Series);
        command.AddGroup("Options", Out, Store);
        command.Run(parsed => DataTerminal.Run(session, terminal => Run(parsed, terminal)));
        return command;
    }

    static int Run(ParseResult parsed, DataTerminal terminal)
    {
        if (OutputFiles.Check(terminal.Session, ("--out", parsed.GetValue(Out))) is { } unwritable) return terminal.Fail(unwritable);
        var loaded = SeriesSource.LoadBars(parsed.GetValue(Series)!, ImportOptions.Default, BarCatalogue.Open(parsed.GetValue(Store)));
        if (!loaded.Ok) return terminal.Fail(loaded.Error!);
        var path = parsed.GetValue(Out)!;
        CsvExport.Write(path, loaded.Value.Bars);
        terminal.Output.WriteLine($"{SeriesReport.Count(loaded.Value.Bars.Count)} bars of {loaded.Value.Bars.Timeframe} written to {path}");
        return 0;
    }
}
