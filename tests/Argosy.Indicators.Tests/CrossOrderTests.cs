using System.Globalization;
using System.IO.Compression;
using Argosy.Indicators.Averages;
using Argosy.TestSupport;

namespace Argosy.Indicators.Tests;

/// <summary>The order counts of record of SMA crossings, long only, filled at the next open; exact arithmetic gives the same.</summary>
public class CrossOrderTests
{
    static readonly double[] Year = Closes("bench", "bars_525600.csv.gz");

    [Fact]
    public void Sma10And30_OnAYearOfMinutes_Gives20442Orders() => Assert.Equal(20_442, Orders(Year, 10, 30));

    [Fact]
    public void Sma10And30_OnItsFirst100000_Gives3890Orders() => Assert.Equal(3_890, Orders(Year.AsSpan(0, 100_000), 10, 30));

    [Fact]
    public void Sma10And30_OnCoarseTicks_Gives9709Orders() => Assert.Equal(9_709, Orders(Closes("candles", "bittrex_DOGE-BTC_1m.csv.gz"), 10, 30));

    [Fact]
    public void Sma_On100Pairs_Gives767178Orders()
    {
        var averages = new Dictionary<int, double[]>();
        foreach (var period in Enumerable.Range(1, 10).SelectMany(i => new[] { 5 * i, 50 + 10 * i }).Distinct())
        {
            var values = new double[Year.Length];
            Batch.Run(new Sma(period), Year, values);
            averages[period] = values;
        }
        var pairs = from fast in Enumerable.Range(1, 10) from slow in Enumerable.Range(1, 10) select (Fast: 5 * fast, Slow: 50 + 10 * slow);
        Assert.Equal(767_178, pairs.Sum(pair => Orders(averages[pair.Fast], averages[pair.Slow])));
    }

    static int Orders(ReadOnlySpan<double> closes, int fast, int slow)
    {
        var (first, second) = (new double[closes.Length], new double[closes.Length]);
        Batch.Run(new Sma(fast), closes, first);
        Batch.Run(new Sma(slow), closes, second);
        return Orders(first, second);
    }

    /// <summary>A crossing at the last bar has no next open to be filled at and is no order.</summary>
    static int Orders(double[] fast, double[] slow)
    {
        var cross = new Cross();
        var orders = 0;
        var isLong = false;
        for (var i = 0; i < fast.Length - 1; i++)
        {
            var crossing = cross.Push(fast[i], slow[i]);
            if (crossing == Crossing.None || crossing == Crossing.Up == isLong) continue;
            isLong = !isLong;
            orders++;
        }
        return orders;
    }

    static double[] Closes(params string[] file)
    {
        using var text = new StreamReader(new GZipStream(File.OpenRead(SharedData.Path(["data", .. file])), CompressionMode.Decompress));
        text.ReadLine();
        var closes = new List<double>();
        while (text.ReadLine() is { } line) closes.Add(double.Parse(line.Split(',')[4], CultureInfo.InvariantCulture));
        return [.. closes];
    }
}
