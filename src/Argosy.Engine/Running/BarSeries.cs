using Argosy.Core.MarketData;

namespace Argosy.Engine.Running;

/// <summary>One instrument's bars in one timeframe as a strategy sees them: only what has closed.</summary>
public sealed class BarSeries
{
    internal long[] OpenTimes;
    internal double[] OpenColumn, HighColumn, LowColumn, CloseColumn, VolumeColumn;
    internal int[] CoverageColumn;

    // Closed rows that stand in the columns, and those before them that no longer do.
    internal int Rows, Dropped;

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

    /// <summary>Bars that have closed, those among them that are no longer kept.</summary>
    public int Count => Dropped + Rows;

    /// <summary>How many of the last bars can be read: all of them, or in a paper or live run of a strategy that says how far it looks back
    /// (<see cref="Strategies.StrategyAttribute.LooksBack"/>) at least so many.</summary>
    public int Kept => Rows;

    /// <summary>The bar <paramref name="ago"/> bars back; 0 is the last one that closed.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such bar yet, or it is no longer kept.</exception>
    public Bar this[int ago]
    {
        get
        {
            if ((uint)ago >= (uint)Rows) throw NotThere(ago);
            return At(Rows - 1 - ago);
        }
    }

    /// <summary>Open times of the closed bars that are kept, oldest first, Unix ms.</summary>
    public ReadOnlySpan<long> Times => OpenTimes.AsSpan(0, Rows);

    /// <summary>First prices, oldest first.</summary>
    public ReadOnlySpan<double> Opens => OpenColumn.AsSpan(0, Rows);

    /// <summary>Highest prices, oldest first.</summary>
    public ReadOnlySpan<double> Highs => HighColumn.AsSpan(0, Rows);

    /// <summary>Lowest prices, oldest first.</summary>
    public ReadOnlySpan<double> Lows => LowColumn.AsSpan(0, Rows);

    /// <summary>Last prices, oldest first.</summary>
    public ReadOnlySpan<double> Closes => CloseColumn.AsSpan(0, Rows);

    /// <summary>Volumes, oldest first.</summary>
    public ReadOnlySpan<double> Volumes => VolumeColumn.AsSpan(0, Rows);

    /// <summary>How many base bars the bar <paramref name="ago"/> bars back is made of; 1 for a base bar.</summary>
    public int Coverage(int ago)
    {
        if ((uint)ago >= (uint)Rows) throw NotThere(ago);
        return CoverageColumn.Length == 0 ? 1 : CoverageColumn[Rows - 1 - ago];
    }

    internal Bar At(int row) => new(OpenTimes[row], OpenColumn[row], HighColumn[row], LowColumn[row], CloseColumn[row], VolumeColumn[row]);

    ArgumentOutOfRangeException NotThere(int ago) => new(nameof(ago), ago, ago < Rows || ago >= Count
        ? $"there is no bar {ago} bars back: {Count} have closed"
        : $"the bar {ago} bars back is no longer kept: of {Count} the last {Rows} are, as the strategy says that it looks back less far (LooksBack)");
}
