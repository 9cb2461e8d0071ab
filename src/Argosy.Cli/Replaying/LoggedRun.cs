using System.CommandLine;
using Argosy.Cli.Backtesting;
using Argosy.Cli.Invocation;
using Argosy.Core.Values;
using Argosy.Research.Backtests;
using Argosy.Research.Logs;

namespace Argosy.Cli.Replaying;

/// <summary>What a log names but does not hold: its data and its strategy, found again.</summary>
/// <param name="Markets">In the order of the log.</param>
/// <param name="Strategy">With the log's parameters.</param>
/// <param name="StrategyFile">The file it was compiled from, or null for a built-in one.</param>
sealed record LoggedRun(IReadOnlyList<Market> Markets, StrategyChoice Strategy, string? StrategyFile)
{
    /// <summary>Finds them by the options, else by the words of the log.</summary>
    public static Result<LoggedRun> Find(Session session, ParseResult parse, ReplayOptions options, string log, RunLogHeader header)
    {
        var strategy = FindStrategy(parse.GetValue(options.Strategy), log, header);
        if (!strategy.Ok) return strategy.Error!;
        var bound = StrategyReader.Bind(strategy.Value, header.Parameters);
        if (!bound.Ok) return bound.Error!;
        var markets = header.Files?.Ticks is not null || MarketReader.Files(parse, options.Ticks).Count > 0
            ? LoggedTicks.Read(parse, options, log, header)
            : LoggedMarkets.Read(session, parse, options, log, header);
        return markets.Ok ? new LoggedRun(markets.Value, bound.Value, StrategyReader.IsFile(strategy.Value) ? strategy.Value : null) : markets.Error!;
    }

    static Result<string> FindStrategy(string? given, string log, RunLogHeader header)
    {
        if (given is not null) return given;
        if (!StrategyReader.IsFile(header.Strategy)) return header.Strategy;
        var places = LogPlaces.Of(log, header.Files?.Strategy, header.Strategy);
        return places.FirstOrDefault(File.Exists) is { } found
            ? found
            : Error.NotFound($"{Path.GetFileName(log)}: its strategy file {header.Strategy} is found neither in this folder nor beside the log; --strategy FILE names it");
    }
}

/// <summary>Where something a log names may lie.</summary>
static class LogPlaces
{
    /// <summary>As the user named it, by its bare name in this folder, and both again from the log's folder; the first that exists is it.</summary>
    public static IReadOnlyList<string> Of(string log, string? named, string name)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(log)) ?? "";
        string[] here = named is null || named == name ? [name] : [named, name];
        return [.. here, .. here.Select(place => Path.Combine(folder, place))];
    }
}
