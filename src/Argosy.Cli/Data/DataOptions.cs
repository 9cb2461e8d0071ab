using System.CommandLine;
using Argosy.Core.MarketData;
using Argosy.Core.Values;

namespace Argosy.Cli.Data;

/// <summary>Options that several data commands share.</summary>
internal static class DataOptions
{
    public static Option<string?> Store() => new("--store") { Description = "Folder of the catalogue (default: ARGOSY_DATA, else argosy-data/bars)", HelpName = "DIR" };

    public static Option<string?> Json() => new("--json") { Description = "Write the figures as JSON, too", HelpName = "FILE" };

    public static Option<string?> Timeframe(string description) => new("--timeframe") { Description = description, HelpName = "1h" };

    /// <summary>A timeframe option's value: null where it is not given.</summary>
    public static Result<Timeframe?> Parse(string? timeframe)
    {
        if (timeframe is null) return (Timeframe?)null;
        var parsed = Core.MarketData.Timeframe.Parse(timeframe);
        return parsed.Ok ? (Timeframe?)parsed.Value : Error.BadInput($"--timeframe: {parsed.Error!.Message}");
    }
}
