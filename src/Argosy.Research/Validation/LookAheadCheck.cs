using Argosy.Core.Values;
using Argosy.Research.Backtests;

namespace Argosy.Research.Validation;

/// <summary>Looks for a strategy that knows the future: whatever it does up to an instant must stay the same when the data after it are taken away or scrambled.</summary>
/// <remarks>
/// Three things are tried. The same run twice must do the same, or nothing can be compared. Runs over data that end at several instants,
/// and runs whose data are scrambled after them, must repeat the whole run's orders and fills up to there. And a strategy that decides the
/// same on wholly other prices must not foretell these: one that reads the future from a file is found by that alone.
/// </remarks>
public static class LookAheadCheck
{
    /// <summary>Most bars of an instrument that are looked at: the last ones of the test.</summary>
    public const int MostBars = 200_000;

    const ulong Seed = 20_260_101;

    /// <summary>Checks a strategy.</summary>
    /// <param name="request">The backtest; its detail bars are left out, no strategy sees them.</param>
    /// <param name="cuts">Instants at which data are cut.</param>
    /// <param name="progress">Hears the share done; null for nobody.</param>
    /// <param name="cancellation">Asks to stop.</param>
    public static Result<LookAheadFinding> Run(BacktestRequest request, int cuts = 5, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(cuts);
        var stretch = CheckedStretch.Of(request, MostBars);
        if (!stretch.Ok) return stretch.Error!;
        var (markets, from, to) = stretch.Value;
        string[] names = [.. markets.Select(m => m.Instrument.Name)];
        Result<RunTape> Tape(IReadOnlyList<Market> over, long until) => TapedRun.Of(request, over, from, until, cancellation);

        // Bar by bar first, then as backtests are: a bot that reads bars it was only to be shown later does something else.
        var whole = TapedRun.Of(request with { LooksAhead = false }, markets, from, to, cancellation);
        if (!whole.Ok) return whole.Error!;
        var again = Tape(markets, to);
        if (!again.Ok) return again.Error!;
        var orders = whole.Value.Entries.Count(e => e.IsOrder);
        if (TapeDifference.First(whole.Value, whole.Value.Entries.Count, again.Value, again.Value.Entries.Count, names) is { } unsteady)
        {
            return new LookAheadFinding(orders, 0, LookAheadKind.NotRepeatable, null, unsteady, null);
        }
        var times = CutTimes.Of(markets, from, to, cuts);
        var done = 0;
        foreach (var time in times)
        {
            foreach (var kind in new[] { LookAheadKind.Removed, LookAheadKind.Scrambled })
            {
                var altered = kind == LookAheadKind.Removed ? markets.Select(m => Before(m, time)).ToArray() : [.. markets.Select((m, i) => Scrambled(m, time, i))];
                if (Array.Exists(altered, m => m.Bars.Count == 0)) continue;
                var tape = Tape(altered, kind == LookAheadKind.Removed ? time : to);
                if (!tape.Ok) return tape.Error!;
                if (TapeDifference.First(whole.Value, whole.Value.KnownAt(time), tape.Value, tape.Value.KnownAt(time), names) is { } difference)
                {
                    return new LookAheadFinding(orders, times.Count, kind, time, difference, null);
                }
                progress?.Report(++done / ((2.0 * times.Count) + 1));
            }
        }
        // Marks of the real prices would contradict the others.
        var other = Tape([.. markets.Select((m, i) => Scrambled(m, long.MinValue, i) with { Mark = null })], to);
        if (!other.Ok) return other.Error!;
        var foresight = Foresight.Of(whole.Value, other.Value, markets);
        return new LookAheadFinding(orders, times.Count, foresight.IsFound ? LookAheadKind.Foreknowledge : LookAheadKind.None, null, null, foresight);
    }

    static Market Before(Market market, long time)
    {
        var end = market.Bars.IndexAtOrAfter(time);
        return market with { Bars = AlteredBars.Slice(market.Bars, 0, end) };
    }

    static Market Scrambled(Market market, long time, int index) =>
        market with { Bars = AlteredBars.Scramble(market.Bars, market.Bars.IndexAtOrAfter(time), Seed + (ulong)index) };
}

/// <summary>What the look-ahead check found.</summary>
/// <param name="Orders">Orders of the whole run.</param>
/// <param name="Cuts">Instants at which the data were cut.</param>
/// <param name="Kind">What gave it away.</param>
/// <param name="Cut">The instant after which data were taken away or scrambled, Unix ms; null otherwise.</param>
/// <param name="First">The first order or fill that differs; null otherwise.</param>
/// <param name="Foresight">How well decisions agree with other prices and with what came; null where an earlier test ended the check.</param>
public sealed record LookAheadFinding(int Orders, int Cuts, LookAheadKind Kind, long? Cut, TapeDifference? First, Foresight? Foresight)
{
    /// <summary>Whether the strategy knows what it cannot know, or cannot be repeated.</summary>
    public bool IsFound => Kind != LookAheadKind.None;
}

/// <summary>What gave a look-ahead away.</summary>
public enum LookAheadKind
{
    /// <summary>Nothing.</summary>
    None,
    /// <summary>The same run did something else the second time: state is kept between runs, or there is chance beside the run's own.</summary>
    NotRepeatable,
    /// <summary>It did something else when later data were taken away.</summary>
    Removed,
    /// <summary>It did something else when later data were scrambled.</summary>
    Scrambled,
    /// <summary>It decided the same on other prices and yet foretold the real ones.</summary>
    Foreknowledge,
}
