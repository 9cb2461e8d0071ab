using System.Numerics;
using System.Runtime.CompilerServices;
using Argosy.Core.Instruments;
using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Research.Backtests;
using Argosy.Simulation.Fills;

namespace Argosy.Research.Sweeps;

/// <summary>One market within a test as all sets of a sweep read it; what is worked out for one set is kept for the others.</summary>
sealed class SweepTape
{
    const long Day = 86_400_000;

    readonly VolumeRule _volume;
    readonly decimal _participation;
    readonly decimal _quantityUnits;

    // By row: what the volume cap leaves, plus one; 0 is not known yet. Threads may find the same number twice.
    readonly long[] _caps;
    int[]? _dayRows;

    public SweepTape(Market market, TestRange range, FillOptions fills, int quantityScale)
    {
        Bars = market.Bars;
        Instrument = market.Instrument;
        Range = range;
        Rows = market.Bars.IndexAtOrAfter(range.To);
        while (Rows > 0 && Bars.CloseTime(Rows - 1) > range.To) Rows--;
        FirstRow = market.Bars.IndexAtOrAfter(range.From);
        while (FirstRow > 0 && Bars.CloseTime(FirstRow - 1) > range.From) FirstRow--;
        while (FirstRow < Rows && Bars.CloseTime(FirstRow) <= range.From) FirstRow++;
        _volume = new VolumeRule(Bars, fills.Participation);
        _participation = fills.Participation;
        _quantityUnits = (decimal)Exact.PowerOfTen(quantityScale);
        IsCapped = fills.Participation > 0 && !_volume.IsMissing;
        _caps = IsCapped ? new long[Rows] : [];
    }

    public BarColumns Bars { get; }

    public Instrument Instrument { get; }

    public TestRange Range { get; }

    /// <summary>Bars of the run, warm-up included.</summary>
    public int Rows { get; }

    /// <summary>The first bar that closes within the test: orders may be decided from there on.</summary>
    public int FirstRow { get; }

    /// <summary>Equity points, the starting cash not counted.</summary>
    public int Points => Rows - FirstRow;

    /// <summary>Whether orders are held back by the bars' volumes.</summary>
    public bool IsCapped { get; }

    /// <summary>The last bar of each day that has one, in order.</summary>
    public int[] DayRows => _dayRows ??= FindDayRows();

    /// <summary>Most that may be taken at a bar, in quantity units, whole lots.</summary>
    public long Cap(int row)
    {
        if (!IsCapped) return long.MaxValue;
        ref var known = ref _caps[row];
        var cap = Volatile.Read(ref known);
        if (cap != 0) return cap - 1;
        var volume = _volume.Of(row);
        var lots = volume < 0 ? decimal.MaxValue : Instrument.FloorToLot((decimal)volume * _participation) * _quantityUnits;
        cap = lots >= long.MaxValue - 1 ? long.MaxValue - 1 : decimal.ToInt64(lots);
        Volatile.Write(ref known, cap + 1);
        return cap;
    }

    /// <summary>Reads what orders after these signals will need: here the reads overlap, on the walk each waits for the one before (measured: an eighth of a set's time).</summary>
    /// <returns>A number of no meaning, so that nothing is left out.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public double ReadAhead(int start, int end, ReadOnlySpan<ulong> up, ReadOnlySpan<ulong> down)
    {
        var sum = 0.0;
        var (open, times) = (Bars.Open, Bars.OpenTimes);
        for (var word = 0; word < up.Length; word++)
        {
            for (var bits = up[word] | down[word]; bits != 0; bits &= bits - 1)
            {
                var row = start + (word * SignalBits.WordSize) + BitOperations.TrailingZeroCount(bits) + 1;
                if (row >= end) break;
                sum += open[row] + times[row];
            }
        }
        return sum;
    }

    // A day's last point lies in (00:00, 24:00].
    int[] FindDayRows()
    {
        var rows = new List<int>();
        for (var row = FirstRow; row < Rows; row++)
        {
            if (row + 1 == Rows || DayOf(row) != DayOf(row + 1)) rows.Add(row);
        }
        return [.. rows];
    }

    long DayOf(int row)
    {
        var time = Bars.CloseTime(row) - 1;
        return time >= 0 ? time / Day : ((time + 1) / Day) - 1;
    }
}
