using Argosy.Core.Values;
using Argosy.Engine.Logs;
using Argosy.Research.Backtests;

namespace Argosy.Research.Logs;

/// <summary>Runs a log again: the same market events, the venue's answers from the log, a fresh engine and strategy. Equal runs end in equal state.</summary>
public static class Replay
{
    /// <summary>Replays a log over the markets it names.</summary>
    /// <param name="log">What was written.</param>
    /// <param name="markets">The log's markets, in its order; their data must be those the log names.</param>
    /// <param name="strategy">The log's strategy with its parameters.</param>
    public static Result<ReplayOutcome> Run(RunLog log, IReadOnlyList<Market> markets, StrategyChoice strategy)
    {
        ArgumentNullException.ThrowIfNull(log);
        ArgumentNullException.ThrowIfNull(markets);
        if (CheckData(log, markets) is { } wrong) return wrong;
        var venue = new RecordedVenue(log.Entries);
        var request = new BacktestRequest(markets, strategy, log.Header.Settings) { Log = venue };
        var run = Backtest.Prepare(request, _ => venue);
        if (!run.Ok) return run.Error!;
        while (venue.Divergence is null && run.Value.Step())
        {
        }
        venue.Finish();
        return new ReplayOutcome(EngineSnapshot.Of(run.Value.Engine).Hash, log.End.StateHash, venue.Met, venue.Divergence);
    }

    static Error? CheckData(RunLog log, IReadOnlyList<Market> markets)
    {
        var named = log.Header.Markets;
        if (named.Count != markets.Count) return Error.BadInput($"the log is of {named.Count} instruments, {markets.Count} were given");
        for (var i = 0; i < named.Count; i++)
        {
            if (named[i].Hash != markets[i].Bars.Hash) return Error.BadInput($"{markets[i].Source} does not hold the data of the log ({named[i].Source}): its hash is {Short(markets[i].Bars.Hash)}, expected {Short(named[i].Hash)}");
            if (named[i].DetailHash != markets[i].Detail?.Hash) return Error.BadInput($"the detail data of {markets[i].Source} are not those of the log");
        }
        return null;
    }

    static string Short(string hash) => hash.Length > 12 ? hash[..12] : hash;
}

/// <summary>How a replay ended.</summary>
/// <param name="StateHash">State hash of the replay.</param>
/// <param name="LoggedStateHash">State hash of the log's last line.</param>
/// <param name="Lines">Lines of the log that were met.</param>
/// <param name="Divergence">What differed first, or null.</param>
public sealed record ReplayOutcome(string StateHash, string LoggedStateHash, int Lines, string? Divergence)
{
    /// <summary>Whether the replay is the run.</summary>
    public bool IsEqual => Divergence is null && StateHash == LoggedStateHash;
}
