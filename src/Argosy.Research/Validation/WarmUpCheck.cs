using Argosy.Core.Values;
using Argosy.Research.Backtests;

namespace Argosy.Research.Validation;

/// <summary>How many bars a strategy must see before its orders no longer depend on where the data begin.</summary>
/// <remarks>
/// From a few starting instants on, the test is run with all the bars before them and again with few: the fewest after which every order and
/// fill is the same are its warm-up. Averages that never forget (EMA, Wilder) come close enough when no order differs any more.
/// </remarks>
public static class WarmUpCheck
{
    /// <summary>Most bars of an instrument that are looked at: the last ones of the test.</summary>
    public const int MostBars = 100_000;

    const int Starts = 12, BarsTraded = 5_000;
    // Starts lie between these shares of the data: what lies before them is what can be seen.
    const double FirstStart = 0.4, LastStart = 0.9;

    /// <summary>Checks a strategy.</summary>
    /// <param name="request">The backtest; its detail bars are left out.</param>
    /// <param name="progress">Hears the share done; null for nobody.</param>
    /// <param name="cancellation">Asks to stop.</param>
    public static Result<WarmUpFinding> Run(BacktestRequest request, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var stretch = CheckedStretch.Of(request, MostBars);
        if (!stretch.Ok) return stretch.Error!;
        var (markets, _, to) = stretch.Value;
        var bars = markets.MaxBy(m => m.Bars.Timeframe.ApproximateMilliseconds)!.Bars;
        var probes = new SortedDictionary<int, Probe>();
        var (needed, enough) = (0, true);
        for (var k = 0; k < Starts; k++)
        {
            cancellation.ThrowIfCancellationRequested();
            var row = (int)(bars.Count * (FirstStart + ((LastStart - FirstStart) * k / (Starts - 1))));
            if (row == 0) continue;
            var end = row + BarsTraded < bars.Count ? bars.OpenTimes[row + BarsTraded] : to;
            var start = new Start(request, markets, end, bars.OpenTimes, row, cancellation);
            var found = start.Search(probes);
            if (!found.Ok) return found.Error!;
            if (found.Value is { } fewest) needed = Math.Max(needed, fewest);
            else enough = false;
            progress?.Report((k + 1.0) / Starts);
        }
        return new WarmUpFinding(enough ? needed : null, [.. probes.Select(p => new WarmUpProbe(p.Key, p.Value.Differing, p.Value.First))]);
    }

    // One starting instant: row is the first bar that is traded.
    sealed class Start(BacktestRequest request, IReadOnlyList<Market> markets, long to, long[] times, int row, CancellationToken cancellation)
    {
        RunTape? _whole;

        /// <summary>The fewest bars before the start that change nothing any more; null where even half of those there are do.</summary>
        public Result<int?> Search(SortedDictionary<int, Probe> probes)
        {
            var whole = Tape(row);
            if (!whole.Ok) return whole.Error!;
            _whole = whole.Value;
            // The last probe leaves as much unseen as it sees: less would compare the run with itself.
            var most = row / 2;
            var (bad, good) = (-1, -1);
            foreach (var bars in Lengths(most))
            {
                var differing = Differs(bars, probes);
                if (!differing.Ok) return differing.Error!;
                if (differing.Value) (bad, good) = (bars, -1);
                else if (good < 0) good = bars;
            }
            if (good < 0) return Result<int?>.Of(null);
            while (good - bad > 1)
            {
                var middle = (good + bad) / 2;
                var differing = Differs(middle, probes);
                if (!differing.Ok) return differing.Error!;
                if (differing.Value) bad = middle;
                else good = middle;
            }
            return Result<int?>.Of(good);
        }

        Result<bool> Differs(int bars, SortedDictionary<int, Probe> probes)
        {
            var tape = Tape(bars);
            if (!tape.Ok) return tape.Error!;
            string[] names = [.. markets.Select(m => m.Instrument.Name)];
            var first = TapeDifference.First(_whole!, _whole!.Entries.Count, tape.Value, tape.Value.Entries.Count, names);
            var differing = Differing(_whole, tape.Value);
            if (!probes.TryGetValue(bars, out var known) || differing > known.Differing) probes[bars] = new Probe(differing, first);
            return first is not null;
        }

        Result<RunTape> Tape(int bars)
        {
            var from = times[row - bars];
            var shorter = markets.Select(m => m with { Bars = AlteredBars.Slice(m.Bars, m.Bars.IndexAtOrAfter(from), m.Bars.Count) }).ToArray();
            return TapedRun.Of(request, shorter, times[row], to, cancellation);
        }

        static IEnumerable<int> Lengths(int most)
        {
            yield return 0;
            for (var n = 1; n < most; n *= 2) yield return n;
            if (most > 0) yield return most;
        }

        // Orders that only one of two runs sent, by instant, side and size.
        static int Differing(RunTape one, RunTape other)
        {
            var left = new Dictionary<(long, short, Core.Orders.Side), int>();
            foreach (var e in one.Entries)
            {
                if (e.IsOrder) left[(e.Instant, e.Instrument, e.Side)] = left.GetValueOrDefault((e.Instant, e.Instrument, e.Side)) + 1;
            }
            foreach (var e in other.Entries)
            {
                if (e.IsOrder) left[(e.Instant, e.Instrument, e.Side)] = left.GetValueOrDefault((e.Instant, e.Instrument, e.Side)) - 1;
            }
            return left.Values.Sum(Math.Abs);
        }
    }

    sealed record Probe(int Differing, TapeDifference? First);
}

/// <summary>What the warm-up check found.</summary>
/// <param name="BarsNeeded">Fewest bars before the test after which no order depends on where the data begin; null where all there are do not suffice.</param>
/// <param name="Probes">What was tried, by number of bars.</param>
public sealed record WarmUpFinding(int? BarsNeeded, IReadOnlyList<WarmUpProbe> Probes);

/// <summary>A test begun after so many bars.</summary>
/// <param name="Bars">Bars seen before the test.</param>
/// <param name="OrdersDiffering">Orders that only it or only the run that saw all bars sent.</param>
/// <param name="First">The first difference; null where there is none.</param>
public sealed record WarmUpProbe(int Bars, int OrdersDiffering, TapeDifference? First);
