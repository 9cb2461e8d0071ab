using System.CommandLine;
using Argosy.Cli.Invocation;
using Argosy.Cli.Terminals;
using Argosy.Data.Catalogue;
using Argosy.Data.Import;

namespace Argosy.Cli.Data;

/// <summary><c>argosy data import</c>: files of any known format become one series of the catalogue.</summary>
internal static class ImportCommand
{
    static readonly Argument<string[]> Files = new("FILE") { Description = "One or several files that form one series", Arity = ArgumentArity.OneOrMore };
    static readonly Option<string> Format = new("--format") { Description = "Format, or auto to recognise it by content", DefaultValueFactory = _ => "auto" };
    static readonly Option<string?> Name = new("--name") { Description = "Name in the catalogue (default: venue_BASE-QUOTE_timeframe)" };
    static readonly Option<string?> Instrument = new("--instrument") { Description = "Instrument (default: what content or name tell)", HelpName = "BTC/USD" };
    static readonly Option<string?> Timeframe = DataOptions.Timeframe("Bar length (default: what the times tell); for trades the candles to make");
    static readonly Option<string?> Columns = new("--columns") { Description = "Columns of a headerless CSV; _ skips one", HelpName = "t,o,h,l,c,v" };
    static readonly Option<bool> Force = new("--force") { Description = "Take bars whose high or low does not enclose their prices" };
    static readonly Option<bool> DryRun = new("--dry-run") { Description = "Read and report, store nothing" };
    static readonly Option<string?> Store = DataOptions.Store();
    static readonly Option<string?> Json = DataOptions.Json();

    public static Command Create(Session session)
    {
        var formats = string.Join("\n", Importer.Formats.Select(format => $"  {format.Name,-20}{format.Looks}"));
        var command = new DescribedCommand("import", $"Import candles or trades into the catalogue\n\nFormats:\n{formats}")
        {
            Examples = ["argosy data import btc_usd.csv", "argosy data import 201610*_trade.zip --name lean_btc", "argosy data import BTCUSDT_24h.csv --columns t,v,o,h,l,c --dry-run"],
        };
        command.Add(Files);
        command.AddGroup("Options", Format, Name, Instrument, Timeframe, Columns, Force, DryRun, Store, Json);
        command.Run(parsed => DataTerminal.Run(session, terminal => Run(parsed, terminal)));
        return command;
    }

    static int Run(ParseResult parsed, DataTerminal terminal)
    {
        if (OutputFiles.Check(terminal.Session, ("--json", parsed.GetValue(Json))) is { } unwritable) return terminal.Fail(unwritable);
        var timeframe = DataOptions.Parse(parsed.GetValue(Timeframe));
        if (!timeframe.Ok) return terminal.Fail(timeframe.Error!.Message);
        if (parsed.GetValue(Name) is { } said && BarCatalogue.CheckName(said) is { } refusal) return terminal.Fail(refusal.Message);
        var options = new ImportOptions
        {
            Format = parsed.GetValue(Format),
            Instrument = parsed.GetValue(Instrument),
            Timeframe = timeframe.Value,
            Columns = parsed.GetValue(Columns),
            Force = parsed.GetValue(Force),
        };
        using var progress = new ImportProgressLine(terminal.Session, "reading");
        var read = Importer.Read(parsed.GetValue(Files) ?? [], options, progress);
        progress.Dispose();
        if (!read.Ok) return terminal.Fail(read.Error!.Message);
        var series = read.Value;
        var name = parsed.GetValue(Name) ?? BarCatalogue.NameOf(series.Origin, series.Bars);
        var report = SeriesReport.Of(name, series.Origin, series.Bars, series.Notes) with { Format = series.Format };
        if (!parsed.GetValue(DryRun))
        {
            var added = BarCatalogue.Open(parsed.GetValue(Store)).Add(name, series.Bars, series.Origin);
            if (!added.Ok) return terminal.Fail(added.Error!.Message);
            report = report with { Stored = added.Value };
        }
        report.Write(terminal.Output);
        if (parsed.GetValue(Json) is { } path) report.WriteJson(path);
        return 0;
    }
}
