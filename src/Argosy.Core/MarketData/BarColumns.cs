using Argosy.Core.Values;

namespace Argosy.Core.MarketData;

/// <summary>One instrument's bars in time order as columns; immutable once made, shared by every run that reads it.</summary>
/// <remarks>The doubles come back exactly from the scaled integers of the file: price = units · 10^−<see cref="PriceScale"/>.</remarks>
public sealed class BarColumns
{
    /// <summary>Bar length; every row spans it, gaps lie between rows.</summary>
    public required Timeframe Timeframe { get; init; }

    /// <summary>Open times, Unix ms, strictly rising by at least one timeframe.</summary>
    public required long[] OpenTimes { get; init; }

    /// <summary>Close times where rows differ in length (detail bars with a base bar in a hole), Unix ms; null: one timeframe after the open.</summary>
    public long[]? CloseTimes { get; init; }

    /// <summary>First prices, quote asset.</summary>
    public required double[] Open { get; init; }

    /// <summary>Highest prices, quote asset.</summary>
    public required double[] High { get; init; }

    /// <summary>Lowest prices, quote asset.</summary>
    public required double[] Low { get; init; }

    /// <summary>Last prices, quote asset.</summary>
    public required double[] Close { get; init; }

    /// <summary>Volumes, in the base asset unless <see cref="VolumeInQuote"/>.</summary>
    public required double[] Volume { get; init; }

    /// <summary>Decimal places of a price unit, 0..18: the scale found at import.</summary>
    public required int PriceScale { get; init; }

    /// <summary>Whether volumes are in the quote asset (index data such as CoinMarketCap's).</summary>
    public bool VolumeInQuote { get; init; }

    /// <summary>Whether a generator made these bars; said wherever they are shown.</summary>
    public bool Synthetic { get; init; }

    /// <summary>SHA-256 over times, scaled prices and volumes, lower-case hex: the name of these data in results and logs.</summary>
    public required string Hash { get; init; }

    /// <summary>What the import found and did.</summary>
    public DataQuality Quality { get; init; } = DataQuality.Clean;

    /// <summary>Number of bars.</summary>
    public int Count => OpenTimes.Length;

    /// <summary>Row <paramref name="index"/> as a bar.</summary>
    public Bar this[int index] => new(OpenTimes[index], Open[index], High[index], Low[index], Close[index], Volume[index]);

    /// <summary>When row <paramref name="index"/> closes, Unix ms.</summary>
    public long CloseTime(int index) => CloseTimes is null ? Timeframe.End(OpenTimes[index]) : CloseTimes[index];

    /// <summary>The first row that opens at or after <paramref name="time"/>; <see cref="Count"/> where there is none.</summary>
    public int IndexAtOrAfter(long time)
    {
        var found = Array.BinarySearch(OpenTimes, time);
        return found >= 0 ? found : ~found;
    }

    /// <summary>Throws when the columns break the promises of this type.</summary>
    public void Check()
    {
        var n = OpenTimes.Length;
        Invariant.Check(Open.Length == n && High.Length == n && Low.Length == n && Close.Length == n && Volume.Length == n, "columns have one length");
        for (var i = 1; i < n; i++) Invariant.Check(OpenTimes[i] >= CloseTime(i - 1), "bars do not overlap");
    }
}
