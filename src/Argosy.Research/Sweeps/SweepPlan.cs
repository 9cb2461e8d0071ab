using Argosy.Core.Values;
using Argosy.Engine.Risk;
using Argosy.Research.Backtests;

namespace Argosy.Research.Sweeps;

/// <summary>Many parameter sets over one market, ready to run: equal averages once, tile by tile, each set's orders from signal to signal.</summary>
/// <remarks>
/// Orders, fills, money and figures are those of the plain engine, to the last unit and bit. A set whose numbers outgrow 64 bits is run
/// by the engine itself, and its outcome says so.
/// </remarks>
public sealed class SweepPlan
{
    // Sets of a group share their averages' tiles; at full depth a group also holds its sets' signals.
    const int LargestGroup = 256;

    /// <summary>Most sets that are run side by side at full depth.</summary>
    internal const int LargestFullGroup = 32;

    readonly Market _market;
    readonly BacktestSettings _settings;
    readonly IReadOnlyList<StrategyChoice> _sets;
    readonly CrossSignal[] _signals;
    readonly SweepTape _tape;
    readonly SweepTerms _terms;

    internal SweepPlan(Market market, BacktestSettings settings, ISizingRule sizing, TestRange range, IReadOnlyList<StrategyChoice> sets, CrossSignal[] signals)
    {
        (_market, _settings, _sets, _signals) = (market, settings, sets, signals);
        var isCapped = settings.Fills.Participation > 0 && market.Bars.Volume.AsSpan().ContainsAnyExcept(0.0);
        _terms = new SweepTerms(settings, market.Instrument, market.Bars.Timeframe.ApproximateMilliseconds, sizing, isCapped);
        _tape = new SweepTape(market, range, settings.Fills, _terms.QuantityScale);
    }

    SweepPlan(SweepPlan like, IReadOnlyList<StrategyChoice> sets, CrossSignal[] signals)
    {
        (_market, _settings, _tape, _terms) = (like._market, like._settings, like._tape, like._terms);
        (_sets, _signals) = (sets, signals);
    }

    /// <summary>Number of parameter sets.</summary>
    public int Sets => _sets.Count;

    /// <summary>Bars of each set's run, warm-up included.</summary>
    public int Bars => _tape.Rows;

    /// <summary>Number of different averages, each of which is made once for a group of sets.</summary>
    public int Averages => new AverageTiles(_market.Bars.Close, _signals).Count;

    /// <summary>The same with other sets; what was found out about the market is kept.</summary>
    internal SweepPlan Over(IReadOnlyList<StrategyChoice> sets, CrossSignal[] signals) => new(this, sets, signals);

    /// <summary>Runs all sets.</summary>
    /// <param name="how">Depth, threads and the like.</param>
    /// <param name="progress">Hears the share of sets done, 0..1; null for nobody.</param>
    /// <param name="cancellation">Asks to stop; looked at at every tile and before every set.</param>
    /// <returns>One outcome a set, in the order of the sets; or why the engine could not run a set that the sweep left to it.</returns>
    /// <exception cref="OperationCanceledException">It was asked to stop.</exception>
    public Result<IReadOnlyList<SweepOutcome>> Run(SweepRun how, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(how);
        ArgumentOutOfRangeException.ThrowIfLessThan(how.Jobs, 1, nameof(how));
        var groups = Groups(how);
        var outcomes = new SweepOutcome[_sets.Count];
        Error? failed = null;
        var done = 0;
        if (how.Depth > SweepDepth.Totals) _ = _tape.DayRows;
        if (how.Jobs == 1) foreach (var group in groups) Do(group);
        else Parallel.ForEach(groups, new ParallelOptions { MaxDegreeOfParallelism = how.Jobs, CancellationToken = cancellation }, Do);
        return failed is null ? Result<IReadOnlyList<SweepOutcome>>.Of(outcomes) : failed;

        void Do(int[] group)
        {
            new SweepGroup(_market.Bars.Close, _tape, _terms, [.. group.Select(set => _signals[set])], how).Run(group, Tell, cancellation);
            if (LeaveToEngine([.. group.Where(set => outcomes[set] is null)], Tell, how, cancellation) is { } error) Interlocked.CompareExchange(ref failed, error, null);
            var finished = Interlocked.Add(ref done, group.Length);
            progress?.Report((double)finished / _sets.Count);
        }

        void Tell(int set, SweepOutcome outcome)
        {
            outcomes[set] = outcome;
            how.Known?.Invoke(set, outcome);
        }
    }

    // Sets with like averages stand together, so that a group has as few different ones as can be.
    int[][] Groups(SweepRun how)
    {
        var order = Enumerable.Range(0, _sets.Count).OrderBy(i => _signals[i].Kind).ThenBy(i => _signals[i].Slow).ThenBy(i => _signals[i].Fast);
        var largest = how.Depth == SweepDepth.Full ? LargestFullGroup : LargestGroup;
        return [.. order.Chunk(Math.Clamp((_sets.Count + how.Jobs - 1) / how.Jobs, 1, largest))];
    }

    Error? LeaveToEngine(int[] sets, Action<int, SweepOutcome> known, SweepRun how, CancellationToken cancellation)
    {
        foreach (var set in sets)
        {
            var settings = _settings with { Band = false, KeepCurve = how.Depth > SweepDepth.Totals, KeepHash = false };
            var result = Backtest.Run(new BacktestRequest([_market], _sets[set], settings), null, cancellation);
            if (!result.Ok) return result.Error;
            known(set, SweepFigures.Of(result.Value, how));
        }
        return null;
    }
}
