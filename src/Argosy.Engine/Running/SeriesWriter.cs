using Argosy.Core.MarketData;
using Argosy.Core.Values;

namespace Argosy.Engine.Running;

/// <summary>The one writer of a <see cref="BarSeries"/>: it reveals rows of known columns (backtest) or appends bars as they close (live).</summary>
public sealed class SeriesWriter
{
    /// <summary>A series over columns that are there already; <see cref="Reveal"/> shows them one by one.</summary>
    public SeriesWriter(BarColumns columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        Series = new BarSeries(columns.Timeframe, columns.OpenTimes, columns.Open, columns.High, columns.Low, columns.Close, columns.Volume, []);
    }

    /// <summary>An empty series that grows.</summary>
    public SeriesWriter(Timeframe timeframe) => Series = new BarSeries(timeframe, [], [], [], [], [], [], []);

    /// <summary>What strategies read.</summary>
    public BarSeries Series { get; }

    /// <summary>Shows the next row.</summary>
    public void Reveal() => Series.Rows++;

    /// <summary>Shows exactly the rows before <paramref name="row"/>.</summary>
    public void ShowUpTo(int row) => Series.Rows = row;

    /// <summary>Goes on with columns that begin with the same rows and have room for more.</summary>
    public void Extend(BarColumns columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var s = Series;
        Invariant.Check(columns.OpenTimes.Length >= s.Rows && s.CoverageColumn.Length == 0, "a base series goes on with longer columns");
        (s.OpenTimes, s.OpenColumn, s.HighColumn) = (columns.OpenTimes, columns.Open, columns.High);
        (s.LowColumn, s.CloseColumn, s.VolumeColumn) = (columns.Low, columns.Close, columns.Volume);
    }

    /// <summary>The oldest rows are no longer in the columns; the bars in them have closed all the same.</summary>
    public void Drop(int rows)
    {
        Series.Dropped += rows;
        Series.Rows -= rows;
    }

    /// <summary>Adds a closed bar made of <paramref name="coverage"/> base bars.</summary>
    public void Append(in Bar bar, int coverage)
    {
        var s = Series;
        var row = s.Rows;
        if (row == s.OpenTimes.Length) Grow(s, Math.Max(64, row * 2));
        s.OpenTimes[row] = bar.OpenTime;
        s.OpenColumn[row] = bar.Open;
        s.HighColumn[row] = bar.High;
        s.LowColumn[row] = bar.Low;
        s.CloseColumn[row] = bar.Close;
        s.VolumeColumn[row] = bar.Volume;
        s.CoverageColumn[row] = coverage;
        s.Rows++;
    }

    static void Grow(BarSeries s, int size)
    {
        Array.Resize(ref s.OpenTimes, size);
        Array.Resize(ref s.OpenColumn, size);
        Array.Resize(ref s.HighColumn, size);
        Array.Resize(ref s.LowColumn, size);
        Array.Resize(ref s.CloseColumn, size);
        Array.Resize(ref s.VolumeColumn, size);
        Array.Resize(ref s.CoverageColumn, size);
    }
}
