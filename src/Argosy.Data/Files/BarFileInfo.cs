using Argosy.Core.MarketData;
using Argosy.Core.Values;

namespace Argosy.Data.Files;

/// <summary>What a bar file says about itself.</summary>
public sealed record BarFileInfo
{
    /// <summary>Base asset, e.g. BTC.</summary>
    public required string BaseAsset { get; init; }

    /// <summary>Quote asset, e.g. USD.</summary>
    public required string QuoteAsset { get; init; }

    /// <summary>Venue the bars come from; null where unknown.</summary>
    public string? Venue { get; init; }

    /// <summary>Names of the files they were imported from, without folders; as many as the header holds.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>Bar length.</summary>
    public required Timeframe Timeframe { get; init; }

    /// <summary>Decimal places of a price unit, 0..18.</summary>
    public required int PriceScale { get; init; }

    /// <summary>Decimal places of a volume unit, 0..18.</summary>
    public required int VolumeScale { get; init; }

    /// <summary>Whether volumes are in the quote asset.</summary>
    public bool VolumeInQuote { get; init; }

    /// <summary>Whether a generator made these bars.</summary>
    public bool Synthetic { get; init; }

    /// <summary>Number of bars.</summary>
    public int Rows { get; init; }

    /// <summary>Open time of the first bar, Unix ms; 0 without bars.</summary>
    public long FirstTime { get; init; }

    /// <summary>Open time of the last bar, Unix ms; 0 without bars.</summary>
    public long LastTime { get; init; }

    /// <summary>The name of the data, see <see cref="Series.SeriesHash"/>.</summary>
    public string Hash { get; init; } = "";

    /// <summary>What import found and did.</summary>
    public DataQuality Quality { get; init; } = DataQuality.Clean;

    /// <summary>Bytes after the last committed bar: an append that was cut off. They are never served.</summary>
    public long TornBytes { get; init; }

    /// <summary>The smallest price step the data show, quote asset.</summary>
    public decimal TickSize => Exact.FromUnits(1, PriceScale);

    /// <summary>The instrument, e.g. BTC/USD.</summary>
    public string Instrument => $"{BaseAsset}/{QuoteAsset}";
}
