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
        var places = FindStrategies(parse.GetValue(options.Strategy) ?? [], log, header);
        if (!places.Ok) return places.Error!;
        var source = StrategySource.Read(places.Value, header.Parameters.ToDictionary(pair => pair.Key, pair => pair.Value), session.Bots, LogPlaces.Existing(log, header));
        if (!source.Ok) return source.Error!;
        var bound = source.Value.Bind(header.Parameters);
        if (!bound.Ok) return bound.Error!;
        var markets = header.Files?.Ticks is not null || MarketReader.Files(parse, options.Ticks).Count > 0
            ? LoggedTicks.Read(parse, options, log, header)
            : LoggedMarkets.Read(session, parse, options, log, header);
        return markets.Ok ? new LoggedRun(markets.Value, bound.Value, source.Value.Texts.FirstOrDefault(StrategyReader.IsFile)) : markets.Error!;
    }

    // What --strategy takes: of several strategies with the ids of the log.
    static Result<IReadOnlyList<string>> FindStrategies(string[] given, string log, RunLogHeader header)
    {
        var members = header.Members ?? [new LoggedMember("", header.Strategy)];
        if (given.Length > 0 && given.Length != members.Count) return Error.BadInput($"--strategy: {given.Length} given, {Path.GetFileName(log)} is of {header.Strategy}; expected one for each of its {members.Count}, in this order");
        var texts = new List<string>();
        for (var i = 0; i < members.Count; i++)
        {
            var named = header.Members is null ? header.Files?.Strategy : header.Files?.Strategies is { } words && i < words.Count ? words[i] : null;
            var found = given.Length > 0 ? given[i] : Find(members[i].Name, named, log);
            if (!found.Ok) return found.Error!;
            texts.Add(header.Members is null || found.Value.StartsWith($"{members[i].Id}:", StringComparison.Ordinal) ? found.Value : $"{members[i].Id}:{found.Value}");
        }
        return texts;
    }

    static Result<string> Find(string name, string? named, string log)
    {
        if (!StrategyReader.IsFile(name)) return name;
        var places = LogPlaces.Of(log, named, name);
        return places.FirstOrDefault(File.Exists) is { } found
            ? found
            : Error.NotFound($"{Path.GetFileName(log)}: its strategy file {name} is found neither in this folder nor beside the log; --strategy FILE names it");
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

    /// <summary>Every file the log names that is still there.</summary>
    public static IEnumerable<string> Existing(string log, RunLogHeader header)
    {
        var files = header.Files;
        var named = new[] { files?.Data, files?.Detail, files?.Ticks, files?.Quotes, files?.Book }.SelectMany(list => list ?? []);
        var places = named.SelectMany(file => Of(log, file, Path.GetFileName(file))).Concat(header.Markets.SelectMany(market => Of(log, null, market.Source)));
        return places.Where(File.Exists).Distinct(StringComparer.Ordinal);
    }
}
