using Argosy.Core.MarketData;

namespace Argosy.Data.Synthesis;

/// <summary>What a synthetic series shall look like.</summary>
public sealed record SynthesisOptions
{
    /// <summary>Number of bars before gaps are cut out, above 0.</summary>
    public required int Bars { get; init; }

    /// <summary>Bar length, a fixed one.</summary>
    public Timeframe Timeframe { get; init; } = Timeframe.OneMinute;

    /// <summary>Seed: the same seed and options give the same bars on every machine.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>First open time, Unix ms; rounded down to the timeframe.</summary>
    public long Start { get; init; } = 1_577_836_800_000; // 2020-01-01

    /// <summary>First price, quote asset.</summary>
    public decimal Price { get; init; } = 20_000m;

    /// <summary>Decimal places of a price, 0..8; the tick is 10^−this.</summary>
    public int PriceScale { get; init; } = 2;

    /// <summary>Mean volatility a year, ratio (0.8 = 80 %).</summary>
    public double AnnualVolatility { get; init; } = 0.8;

    /// <summary>Drift a year, ratio.</summary>
    public double AnnualDrift { get; init; }

    /// <summary>Chance that a gap begins after a bar, ratio 0..1; gaps last 1 to 60 bars.</summary>
    public double GapRatio { get; init; }
}
