using System.CommandLine;
using Argosy.Cli.Backtesting;
using Argosy.Cli.Invocation;
using Argosy.Cli.Replaying;
using Argosy.Cli.Terminals;
using Argosy.Core.Instruments;
using Argosy.Core.Values;
using Argosy.Research.Backtests;
using Argosy.Research.Logs;
using Argosy.Research.Results;

namespace Argosy.Cli.WhatIf;

/// <summary>Runs a stored backtest again with another count. First it must come out as it is stored, or the change would not be all that differs.</summary>
static class Rerun
{
    /// <summary>The run as it was and with the change.</summary>
    public static Result<RerunOutcome> Run(Session session, ParseResult parse, ReplayOptions files, string path, StoredResult stored, Change change)
    {
        if (stored.Strategies.Count > 0) return Error.NotSupported($"{path} is a run of {stored.Strategies.Count} strategies on one account, of which only the consensus would change; --rerun takes results of a single strategy");
        var settings = StoredSettings.Read(stored.Settings);
        if (!settings.Ok) return Error.Corrupt($"{path}: {settings.Error!.Message}");
        var header = Header(path, stored, settings.Value);
        if (!header.Ok) return header.Error!;
        session.Bots.Need([.. StrategyReader.FilesIn(change.Apply(stored.Strategy.Parameters).Select(pair => pair.Value))], LogPlaces.Existing(path, header.Value));
        var markets = stored.Files?.Ticks is null ? LoggedMarkets.Read(session, parse, files, path, header.Value) : LoggedTicks.Read(parse, files, path, header.Value);
        if (!markets.Ok) return markets.Error!;
        var before = Backtest(session, stored.Strategy.Parameters, stored, markets.Value, settings.Value);
        if (!before.Ok) return before.Error!;
        if (before.Value.TradeHash != stored.TradeHash)
        {
            return Error.BadInput($"{path} cannot be run again: without any change its trades come out otherwise ({Short(before.Value.TradeHash)}, stored {Short(stored.TradeHash)}); a setting that the result does not hold, another strategy file or another build decided it");
        }
        var after = Backtest(session, change.Apply(stored.Strategy.Parameters), stored, markets.Value, settings.Value);
        return after.Ok ? new RerunOutcome(before.Value, after.Value) : after.Error!;
    }

    static Result<BacktestResult> Backtest(Session session, IReadOnlyDictionary<string, string> parameters, StoredResult stored, IReadOnlyList<Market> markets, BacktestSettings settings)
    {
        var strategy = StrategyReader.Bind(stored.Files?.Strategy ?? stored.Strategy.Name, parameters, session.Bots);
        if (!strategy.Ok) return strategy.Error!;
        using var progress = new ProgressLine(session.Terminal, "backtest", session.Cancel);
        return Research.Backtests.Backtest.Run(new BacktestRequest(markets, strategy.Value, settings with { Band = false }), progress, session.Cancel);
    }

    // A result names its data as a log does, so they are found alike.
    internal static Result<RunLogHeader> Header(string path, StoredResult stored, BacktestSettings settings)
    {
        var markets = new List<LoggedMarket>();
        foreach (var instrument in stored.Instruments)
        {
            var assets = instrument.Name.Split('/');
            if (assets.Length != 2) return Error.Corrupt($"{path}: '{instrument.Name}' is no instrument");
            markets.Add(new LoggedMarket(assets[0], assets[1], instrument.Tick, instrument.Lot, instrument.MinNotional, instrument.Source, instrument.Timeframe, instrument.Hash, 0, instrument.Rows, instrument.Ticks?.Hash ?? instrument.Detail?.Hash));
        }
        var members = stored.Strategies.Count == 0 ? null : stored.Strategies.Select(book => new LoggedMember(book.Id, book.Name)).ToArray();
        return new RunLogHeader { Strategy = stored.Strategy.Name, Parameters = stored.Strategy.Parameters, Members = members, Settings = settings, Markets = markets, Files = stored.Files };
    }

    static string Short(string hash) => hash.Length > 12 ? hash[..12] : hash;
}

/// <summary>A run as it was and with the change.</summary>
/// <param name="Before">The stored run, run again.</param>
/// <param name="After">With the change.</param>
sealed record RerunOutcome(BacktestResult Before, BacktestResult After);
