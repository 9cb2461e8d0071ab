using Argosy.Core.MarketData;

namespace Argosy.Simulation.Feeds;

/// <summary>Columns with room behind their last row: rows that are not there yet open never.</summary>
static class GrowingColumns
{
    const int FirstRoom = 256;

    public static BarColumns Empty(Timeframe timeframe, int priceScale) => Of(timeframe, priceScale, FirstRoom, null);

    /// <summary>The same rows with a quarter more room: thousands of bots stand in one process, and half of what doubling makes is never used.</summary>
    public static BarColumns Longer(BarColumns columns) => Of(columns.Timeframe, columns.PriceScale, columns.OpenTimes.Length + Math.Max(FirstRoom, columns.OpenTimes.Length / 4), columns);

    /// <summary>The oldest rows make room: those after them move to the front.</summary>
    public static void Drop(BarColumns columns, int rows)
    {
        var times = columns.OpenTimes;
        var left = times.Length - rows;
        Array.Copy(times, rows, times, 0, left);
        Array.Fill(times, long.MaxValue, left, rows);
        foreach (var column in (double[][])[columns.Open, columns.High, columns.Low, columns.Close, columns.Volume]) Array.Copy(column, rows, column, 0, left);
    }

    public static void Set(BarColumns columns, int row, in Bar bar)
    {
        columns.OpenTimes[row] = bar.OpenTime;
        columns.Open[row] = bar.Open;
        columns.High[row] = bar.High;
        columns.Low[row] = bar.Low;
        columns.Close[row] = bar.Close;
        columns.Volume[row] = bar.Volume;
    }

    static BarColumns Of(Timeframe timeframe, int priceScale, int room, BarColumns? before)
    {
        var times = new long[room];
        Array.Fill(times, long.MaxValue);
        before?.OpenTimes.CopyTo(times, 0);
        return new BarColumns
        {
            Timeframe = timeframe,
            OpenTimes = times,
            Open = Column(before?.Open, room),
            High = Column(before?.High, room),
            Low = Column(before?.Low, room),
            Close = Column(before?.Close, room),
            Volume = Column(before?.Volume, room),
            PriceScale = priceScale,
            Hash = "live",
        };
    }

    static double[] Column(double[]? before, int room)
    {
        var column = new double[room];
        before?.CopyTo(column, 0);
        return column;
    }
}
