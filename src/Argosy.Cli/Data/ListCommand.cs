using System.CommandLine;
using Argosy.Cli.Invocation;
using Argosy.Cli.Terminals;
using Argosy.Core.Values;
using Argosy.Data.Catalogue;

namespace Argosy.Cli.Data;

/// <summary><c>argosy data list</c>: what the catalogue holds.</summary>
internal static class ListCommand
{
    static readonly Option<string?> Store = DataOptions.Store();

    public static Command Create(Session session)
    {
        var command = new DescribedCommand("list", "List the series of the catalogue.")
        {
            Examples = ["argosy data list"],
        };
        command.AddGroup("Options", Store);
        command.Run(parsed => DataTerminal.Run(session, terminal => Run(parsed, terminal)));
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
        var table = new TextTable("name", "instrument", "bars", "timeframe", "from", "to", "tick", "gaps", "remarks") { Left = [1, 3, 4, 5, 6, 8] };
        foreach (var entry in entries) table.Add(Row(entry));
        table.Write(terminal.Session.Terminal);
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
