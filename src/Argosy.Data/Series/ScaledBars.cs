using Argosy.Core.MarketData;
using Argosy.Core.Values;

namespace Argosy.Data.Series;

/// <summary>One instrument's bars as whole units: what files hold and what import makes; exact, unlike a view in doubles.</summary>
/// <remarks>price = units · 10^−<see cref="PriceScale"/>, volume = units · 10^−<see cref="VolumeScale"/>. Immutable once made.</remarks>
public sealed class ScaledBars
{
    string? _hash;

    /// <summary>Bar length.</summary>
    public required Timeframe Timeframe { get; init; }

    /// <summary>Decimal places of a price unit, 0..18.</summary>
    public required int PriceScale { get; init; }

    /// <summary>Decimal places of a volume unit, 0..18.</summary>
    public required int VolumeScale { get; init; }

    /// <summary>Open times, Unix ms, strictly rising by at least one timeframe.</summary>
    public required long[] OpenTimes { get; init; }

    /// <summary>First prices, price units, below 10^15.</summary>
    public required long[] Open { get; init; }

    /// <summary>Highest prices, price units.</summary>
    public required long[] High { get; init; }

    /// <summary>Lowest prices, price units.</summary>
    public required long[] Low { get; init; }

    /// <summary>Last prices, price units.</summary>
    public required long[] Close { get; init; }

    /// <summary>Volumes, volume units, in the base asset unless <see cref="VolumeInQuote"/>.</summary>
    public required long[] Volume { get; init; }

    /// <summary>Whether volumes are in the quote asset.</summary>
    public bool VolumeInQuote { get; init; }

    /// <summary>Whether a generator made these bars.</summary>
    public bool Synthetic { get; init; }

    /// <summary>What the import found and did.</summary>
    public DataQuality Quality { get; init; } = DataQuality.Clean;

    /// <summary>Number of bars.</summary>
    public int Count => OpenTimes.Length;

    /// <summary>The smallest price step the data show: 10^−<see cref="PriceScale"/>, quote asset.</summary>
    public decimal TickSize => Exact.FromUnits(1, PriceScale);

    /// <summary>The name of these data, see <see cref="SeriesHash"/>.</summary>
    public string Hash => _hash ??= SeriesHash.Of(this);

    /// <summary>The six columns in the order of the file: times, open, high, low, close, volume.</summary>
    public long[] Column(int index) => index switch
    {
        0 => OpenTimes,
        1 => Open,
        2 => High,
        3 => Low,
        4 => Close,
        5 => Volume,
        _ => throw new ArgumentOutOfRangeException(nameof(index)),
    };

    /// <summary>The same bars in doubles: prices exactly, volumes to the nearest double where they have more than 15 digits.</summary>
    public BarColumns ToColumns() => new()
    {
        Timeframe = Timeframe,
        OpenTimes = OpenTimes,
        Open = ToDoubles(Open, PriceScale),
        High = ToDoubles(High, PriceScale),
        Low = ToDoubles(Low, PriceScale),
        Close = ToDoubles(Close, PriceScale),
        Volume = ToDoubles(Volume, VolumeScale),
        PriceScale = PriceScale,
        VolumeInQuote = VolumeInQuote,
        Synthetic = Synthetic,
        Hash = Hash,
        Quality = Quality,
    };

    /// <summary>The same bars with other counts.</summary>
    public ScaledBars With(DataQuality quality) => new()
    {
        Timeframe = Timeframe,
        PriceScale = PriceScale,
        VolumeScale = VolumeScale,
        OpenTimes = OpenTimes,
        Open = Open,
        High = High,
        Low = Low,
        Close = Close,
        Volume = Volume,
        VolumeInQuote = VolumeInQuote,
        Synthetic = Synthetic,
        Quality = quality,
        _hash = _hash,
    };

    /// <summary>Units as doubles: one correctly rounded division each, exact for units below 2^53.</summary>
    public static void ToDoubles(ReadOnlySpan<long> units, int scale, Span<double> values)
    {
        var power = Exact.PowerOfTen(scale);
        for (var i = 0; i < units.Length; i++) values[i] = units[i] / power;
    }

    static double[] ToDoubles(long[] units, int scale)
    {
        var values = GC.AllocateUninitializedArray<double>(units.Length);
        ToDoubles(units, scale, values);
        return values;
    }
}
