using System.CommandLine;
using Argosy.Core.Values;
using Argosy.Data.Catalogue;

namespace Argosy.Cli.Data;

/// <summary><c>argosy data list</c>: what the catalogue holds.</summary>
internal static class ListCommand
{
    static readonly string[] Heading = ["name", "instrument", "bars", "timeframe", "from", "to", "tick", "gaps", "remarks"];
    static readonly int[] NumberColumns = [2, 7];
    static readonly Option<string?> Store = DataOptions.Store();

    public static Command Create()
    {
        var command = new Command("list", "List the series of the catalogue\n\nExample:\n  argosy data list") { Store };
        command.SetAction(parsed => DataTerminal.Run(parsed, terminal => Run(parsed, terminal)));
        return command;
    }

    static int Run(ParseResult parsed, DataTerminal terminal)
    {
        var catalogue = BarCatalogue.Open(parsed.GetValue(Store));
        var entries = catalogue.List();
        if (entries.Count == 0)
        {
            terminal.Output.WriteLine($"{catalogue.Folder} holds no series; 'argosy data import FILE' adds one");
            return 0;
        }
        string[][] rows = [Heading, .. entries.Select(Row)];
        TextTable.Write(terminal.Output, rows, NumberColumns);
        return 0;
    }

    static string[] Row(CatalogueEntry entry)
    {
        if (entry.Info is not { } info) return [entry.Name, "", "", "", "", "", "", "", entry.Error!.Message];
        List<string> remarks = [];
        if (info.Synthetic) remarks.Add("synthetic");
        if (info.VolumeInQuote) remarks.Add("volume in quote");
        if (info.Quality.Violations > 0) remarks.Add($"{info.Quality.Violations} violations");
        if (info.TornBytes > 0) remarks.Add("an append was cut off");
        return
        [
            entry.Name, info.Instrument, SeriesReport.Count(info.Rows), info.Timeframe.ToString(), SeriesReport.Utc(info.FirstTime), SeriesReport.Utc(info.LastTime),
            Exact.Text(info.TickSize), SeriesReport.Count(info.Quality.Gaps), string.Join(", ", remarks),
        ];
    }
}
