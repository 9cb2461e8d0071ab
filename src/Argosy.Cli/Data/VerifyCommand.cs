using System.CommandLine;
using Argosy.Cli.Invocation;
using Argosy.Cli.Terminals;
using Argosy.Core.Values;
using Argosy.Data.Catalogue;
using Argosy.Data.Files;
using Argosy.Data.Import;

namespace Argosy.Cli.Data;

/// <summary><c>argosy data verify</c>: what a series lacks, and whether its file is whole.</summary>
/// <remarks>Gaps, zero volumes and the like are reported with exit code 0; violations and failed checksums end with 1.</remarks>
internal static class VerifyCommand
{
    static readonly Argument<string> Series = new("NAME|FILE") { Description = "A series of the catalogue, a bar file, or a file of any known format" };
    static readonly Option<string?> Columns = new("--columns") { Description = "Columns of a headerless CSV; _ skips one", HelpName = "t,o,h,l,c,v" };
    static readonly Option<string?> Timeframe = DataOptions.Timeframe("Bar length (default: what the times tell)");
    static readonly Option<string?> Store = DataOptions.Store();
    static readonly Option<string?> Json = DataOptions.Json();

    public static Command Create(Session session)
    {
        var command = new DescribedCommand("verify", "Check a series: checksums, gaps, repeated times, violations.")
        {
            Examples = ["argosy data verify coinmarketcap_BTC-USD_1d", "argosy data verify btc_usd.csv"],
        };
        command.Add(Series);
        command.AddGroup("Options", Columns, Timeframe, Store, Json);
        command.Run(parsed => DataTerminal.Run(session, terminal => Run(parsed, terminal)));
        return command;
    }

    static int Run(ParseResult parsed, DataTerminal terminal)
    {
        if (OutputFiles.Check(terminal.Session, ("--json", parsed.GetValue(Json))) is { } unwritable) return terminal.Fail(unwritable);
        var timeframe = DataOptions.Parse(parsed.GetValue(Timeframe));
        if (!timeframe.Ok) return terminal.Fail(timeframe.Error!.Message);
        var name = parsed.GetValue(Series)!;
        var options = new ImportOptions { Columns = parsed.GetValue(Columns), Timeframe = timeframe.Value, Force = true };
        using var progress = new ImportProgressLine(terminal.Session, "reading");
        var loaded = SeriesSource.LoadBars(name, options, BarCatalogue.Open(parsed.GetValue(Store)), progress);
        progress.Dispose();
        if (!loaded.Ok) return IsForeign(name) ? terminal.Fail(loaded.Error!) : terminal.FailStored(loaded.Error!);
        var series = loaded.Value;
        if (series.Format == "bars" && VerifyFile(name, parsed.GetValue(Store)) is { } damage) return terminal.FailStored(damage);
        var report = SeriesReport.Of(name, series.Origin, series.Bars, series.Notes) with { Format = series.Format };
        report.Write(terminal.Output);
        if (series.Format == "bars") terminal.Output.WriteLine("  checksums      all match");
        if (parsed.GetValue(Json) is { } path) report.WriteJson(path);
        if (series.Bars.Quality.Violations == 0) return 0;
        terminal.Fail($"{name}: {series.Bars.Quality.Violations} bars have a high or low that does not enclose their prices");
        return DataTerminal.Failed;
    }

    // A file of some other format that cannot be read is bad input.
    static bool IsForeign(string name) => File.Exists(name) && !name.EndsWith(".bars", StringComparison.OrdinalIgnoreCase);

    static Error? VerifyFile(string name, string? store)
    {
        var path = File.Exists(name) ? name : BarCatalogue.Open(store).PathOf(name);
        var opened = BarFile.Open(path);
        if (!opened.Ok) return opened.Error;
        using (opened.Value) return opened.Value.Verify();
    }
}
