using Argosy.Core.Values;
using Argosy.Hosting.Ports;
using Argosy.Research.Metrics;
using Argosy.Research.Results;
using Argosy.Research.Validation;
using Argosy.Server.Auth;
using Argosy.Server.Http;
using Argosy.Server.Jobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Argosy.Server.Research;

/// <summary>What else a stored backtest could have lived through, of its trades and days alone. One answer is worked out at a time: the server has more to do.</summary>
internal sealed class RunMonteCarlo(RunFiles files) : IDisposable
{
    const int FewestRuns = 100, UsualRuns = 1_000, MostRuns = 10_000;

    // Trades and days drawn for one answer: a second or so.
    const long MostSteps = 50_000_000;

    readonly SemaphoreSlim _one = new(1);

    public static void Map(RouteGroupBuilder runs) => runs.MapGet("/{id:long}/monte-carlo", Find).Answering<MonteCarloAnswer>()
        .WithSummary($"A run's trades in other orders and its days drawn anew; the same seed gives the same answer. runs={FewestRuns}..{MostRuns}; without it {UsualRuns}, fewer for runs of very many trades");

    static async Task<IResult> Find(long id, Visitor visitor, IDatabase database, RunMonteCarlo chance, CancellationToken cancellation, int? runs = null, long seed = 1)
    {
        if (runs is < FewestRuns or > MostRuns) return ApiFailure.BadInput($"runs: {runs} is out of range; expected {FewestRuns} to {MostRuns}", "runs");
        if (seed < 0) return ApiFailure.BadInput($"seed: {seed} is negative; expected a whole number from 0 on", "seed");
        if (await RunEndpoints.Seen(id, visitor, database, cancellation) is not { } run) return RunEndpoints.NotFound(id);
        return await chance.DrawAsync(run, runs, (ulong)seed, cancellation);
    }

    async Task<IResult> DrawAsync(RunRow run, int? runs, ulong seed, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            var stored = files.Stored(run);
            if (!stored.Ok) return ApiFailure.Of(stored.Error!);
            if (RunFacts.StartingCash(stored.Value) is not { } cash) return ApiFailure.Of(Error.Corrupt($"the result of run {run.Id} does not say with what cash it began"));
            return Draw(stored.Value, cash, runs, seed);
        }
        finally
        {
            _one.Release();
        }
    }

    static IResult Draw(StoredResult stored, decimal cash, int? runs, ulong seed)
    {
        decimal[] pnl = [.. stored.Trades.Select(trade => trade.Pnl)];
        var days = DailyReturns.Of((stored.Daily.IsKept ? stored.Daily : stored.Equity).EndAt(stored.Metrics.FinalEquity)).Values;
        var most = (int)Math.Clamp(MostSteps / Math.Max(1, pnl.Length + days.Count), FewestRuns, MostRuns);
        if (runs > most) return ApiFailure.BadInput($"runs: {runs} are too many for one answer on {pnl.Length} trades and {days.Count} days; expected at most {most}", "runs");
        var count = runs ?? Math.Min(UsualRuns, most);
        return Answers.Ok(MonteCarloAnswer.Of(pnl.Length, days.Count, MonteCarlo.Shuffle(pnl, cash, count, seed), MonteCarlo.Bootstrap(days, count, seed)));
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();
}
