using Argosy.Core.MarketData;

namespace Argosy.Engine.Running;

/// <summary>One instrument's bars in one timeframe as a strategy sees them: only what has closed.</summary>
public sealed class BarSeries
{
    internal long[] OpenTimes;
    internal double[] OpenColumn, HighColumn, LowColumn, CloseColumn, VolumeColumn;
    internal int[] CoverageColumn;

    internal BarSeries(Timeframe timeframe, long[] times, double[] open, double[] high, double[] low, double[] close, double[] volume, int[] coverage)
    {
        Timeframe = timeframe;
        OpenTimes = times;
        OpenColumn = open;
        HighColumn = high;
        LowColumn = low;
        CloseColumn = close;
        VolumeColumn = volume;
        CoverageColumn = coverage;
    }

    /// <summary>Bar length.</summary>
    public Timeframe Timeframe { get; }

    /// <summary>Bars that have closed.</summary>
    public int Count { get; internal set; }

    /// <summary>The bar <paramref name="ago"/> bars back; 0 is the last one that closed.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such bar yet.</exception>
    public Bar this[int ago]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)ago, (uint)Count, nameof(ago));
            return At(Count - 1 - ago);
        }
    }

    /// <summary>Open times of the closed bars, oldest first, Unix ms.</summary>
    public ReadOnlySpan<long> Times => OpenTimes.AsSpan(0, Count);

    /// <summary>First prices, oldest first.</summary>
    public ReadOnlySpan<double> Opens => OpenColumn.AsSpan(0, Count);

    /// <summary>Highest prices, oldest first.</summary>
    public ReadOnlySpan<double> Highs => HighColumn.AsSpan(0, Count);

    /// <summary>Lowest prices, oldest first.</summary>
    public ReadOnlySpan<double> Lows => LowColumn.AsSpan(0, Count);

    /// <summary>Last prices, oldest first.</summary>
    public ReadOnlySpan<double> Closes => CloseColumn.AsSpan(0, Count);

    /// <summary>Volumes, oldest first.</summary>
    public ReadOnlySpan<double> Volumes => VolumeColumn.AsSpan(0, Count);

    /// <summary>How many base bars the bar <paramref name="ago"/> bars back is made of; 1 for a base bar.</summary>
    public int Coverage(int ago)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)ago, (uint)Count, nameof(ago));
        return CoverageColumn.Length == 0 ? 1 : CoverageColumn[Count - 1 - ago];
    }

    internal Bar At(int row) => new(OpenTimes[row], OpenColumn[row], HighColumn[row], LowColumn[row], CloseColumn[row], VolumeColumn[row]);
}
