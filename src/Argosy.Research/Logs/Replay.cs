using Argosy.Core.Values;
using Argosy.Engine.Logs;
using Argosy.Research.Backtests;
using Argosy.Simulation.Runs;

namespace Argosy.Research.Logs;

/// <summary>Runs a log again: the same market events, the venue's answers from the log, a fresh engine and strategy. Equal runs end in equal state.</summary>
public static class Replay
{
    /// <summary>Replays a log over the markets it names.</summary>
    /// <param name="log">What was written.</param>
    /// <param name="markets">The log's markets, in its order; their data must be those the log names.</param>
    /// <param name="strategy">The log's strategy with its parameters.</param>
    /// <param name="progress">Hears the share done, 0..1; null for nobody.</param>
    /// <param name="cancellation">Asks to stop.</param>
    /// <exception cref="OperationCanceledException">It was asked to stop.</exception>
    public static Result<ReplayOutcome> Run(RunLog log, IReadOnlyList<Market> markets, StrategyChoice strategy, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(log);
        ArgumentNullException.ThrowIfNull(markets);
        if (CheckData(log, markets) is { } wrong) return wrong;
        var venue = new RecordedVenue(log.Entries, log.Header.Settings.Margin is not null);
        var request = new BacktestRequest(markets, strategy, log.Header.Settings) { Log = venue };
        var run = Prepare(request, venue);
        if (!run.Ok) return run.Error!;
        StepToTheEnd(run.Value, venue, request, progress, cancellation);
        var hash = venue.Divergence is null ? EngineSnapshot.Of(run.Value.Engine).Hash : null;
        return new ReplayOutcome(hash, log.End.StateHash, venue.Met, venue.Divergence);
    }

    // Settings come from a file that anybody may have changed.
    static Result<IRun> Prepare(BacktestRequest request, RecordedVenue venue)
    {
        try
        {
            return Backtest.Prepare(request, _ => venue);
        }
        catch (ArgumentException wrong)
        {
            return Error.BadInput($"the header of the log: {wrong.Message}");
        }
    }

    static void StepToTheEnd(IRun run, RecordedVenue venue, BacktestRequest request, IProgress<double>? progress, CancellationToken cancellation)
    {
        const int TellEvery = 256;
        var first = request.Markets.Min(market => market.Bars.OpenTimes[0]);
        var span = Math.Max(1.0, (request.Settings.To ?? request.Markets.Max(market => market.Bars.CloseTime(market.Bars.Count - 1))) - first);
        try
        {
            for (var k = 1; venue.Divergence is null && run.Step(); k++)
            {
                if (k % TellEvery != 0) continue;
                cancellation.ThrowIfCancellationRequested();
                progress?.Report((run.Engine.Time - first) / span);
            }
            venue.Finish();
        }
        catch (Exception broken) when (broken is InvariantException or ArithmeticException)
        {
            // What the log makes the venue say need not be possible; then the log is not this run's.
            venue.Stop($"cannot go on: {broken.Message}");
        }
    }

    static Error? CheckData(RunLog log, IReadOnlyList<Market> markets)
    {
        var named = log.Header.Markets;
        if (named.Count != markets.Count) return Error.BadInput($"the log is of {named.Count} instruments, {markets.Count} were given");
        for (var i = 0; i < named.Count; i++)
        {
            if (named[i].Hash != markets[i].Bars.Hash) return Error.BadInput($"{markets[i].Source} does not hold the data of the log ({named[i].Source}): its hash is {Short(markets[i].Bars.Hash)}, expected {Short(named[i].Hash)}");
            if (named[i].DetailHash != markets[i].DetailHash) return Error.BadInput($"the detail data (finer bars or ticks) of {markets[i].Source} are not those of the log");
        }
        return null;
    }

    static string Short(string hash) => hash.Length > 12 ? hash[..12] : hash;
}

/// <summary>How a replay ended.</summary>
/// <param name="StateHash">State hash of the replay's end; null where it ended at a divergence.</param>
/// <param name="LoggedStateHash">State hash of the log's last line.</param>
/// <param name="Lines">Lines of the log that were met.</param>
/// <param name="Divergence">What differed first, or null.</param>
public sealed record ReplayOutcome(string? StateHash, string LoggedStateHash, int Lines, ReplayDivergence? Divergence)
{
    /// <summary>Whether the replay is the run.</summary>
    public bool IsEqual => Divergence is null && StateHash == LoggedStateHash;
}
