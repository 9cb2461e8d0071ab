using System.CommandLine;
using Argosy.Cli.Invocation;
using Argosy.Data.Catalogue;
using Argosy.Data.Export;
using Argosy.Data.Import;
using Argosy.Data.Resampling;
using Argosy.Data.Series;

namespace Argosy.Cli.Data;

/// <summary><c>argosy data resample</c>: bars of a higher timeframe, into the catalogue or a CSV with their coverage.</summary>
internal static class ResampleCommand
{
    static readonly Argument<string> Series = new("NAME|FILE") { Description = "A series of the catalogue, a bar file, or a file of any known format" };
    static readonly Option<string> Timeframe = new("--timeframe") { Description = "Length of the bars to build, e.g. 1h, 1d, 1w, 1M", HelpName = "1h", Required = true };
    static readonly Option<string?> Out = new("--out") { Description = "Name in the catalogue, or a .csv or .csv.gz file (default: venue_BASE-QUOTE_timeframe)", HelpName = "NAME|FILE" };
    static readonly Option<string?> Store = DataOptions.Store();
    static readonly Option<string?> Json = DataOptions.Json();

    public static Command Create(Session session)
    {
        var command = new DescribedCommand("resample", "Build bars of a higher timeframe.")
        {
            Examples = ["argosy data resample bittrex_DOGE-BTC_1m --timeframe 1h", "argosy data resample minutes.csv --timeframe 1d --out days.csv"],
        };
        command.Add(Series);
        command.AddGroup("Options", Timeframe, Out, Store, Json);
        command.Run(parsed => DataTerminal.Run(session, terminal => Run(parsed, terminal)));
        return command;
    }

    static int Run(ParseResult parsed, DataTerminal terminal)
    {
        if (OutputFiles.Check(terminal.Session, ("--json", parsed.GetValue(Json))) is { } unwritable) return terminal.Fail(unwritable);
        var timeframe = DataOptions.Parse(parsed.GetValue(Timeframe));
        if (!timeframe.Ok) return terminal.Fail(timeframe.Error!.Message);
        var catalogue = BarCatalogue.Open(parsed.GetValue(Store));
        var loaded = SeriesSource.LoadBars(parsed.GetValue(Series)!, ImportOptions.Default, catalogue);
        if (!loaded.Ok) return terminal.Fail(loaded.Error!);
        var built = Resampler.Resample(loaded.Value.Bars, timeframe.Value!.Value);
        if (!built.Ok) return terminal.Fail(built.Error!);
        if (built.Value.Bars.Count == 0) return terminal.Fail($"the data cover no whole {timeframe.Value} period");
        return Keep(parsed, terminal, catalogue, loaded.Value, built.Value);
    }

    static int Keep(ParseResult parsed, DataTerminal terminal, BarCatalogue catalogue, LoadedSeries<ScaledBars> from, ResampledBars built)
    {
        var origin = from.Origin with { Sources = [parsed.GetValue(Series)!] };
        var name = parsed.GetValue(Out) ?? BarCatalogue.NameOf(origin, built.Bars);
        List<string> notes = [];
        if (built.Dropped > 0) notes.Add($"{built.Dropped} periods at the ends were dropped: the data do not cover them whole");
        if (built.Incomplete > 0) notes.Add($"{SeriesReport.Count(built.Incomplete)} bars have fewer than their {built.BarsPerPeriod} base bars");
        var stored = name;
        if (name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".csv.gz", StringComparison.OrdinalIgnoreCase))
        {
            CsvExport.Write(name, built.Bars, built.Coverage);
        }
        else
        {
            var added = catalogue.Add(name, built.Bars, origin);
            if (!added.Ok) return terminal.Fail(added.Error!);
            stored = added.Value;
        }
        var report = SeriesReport.Of(name, origin, built.Bars, notes) with { Stored = stored };
        report.Write(terminal.Output);
        if (parsed.GetValue(Json) is { } path) report.WriteJson(path);
        return 0;
    }
}
