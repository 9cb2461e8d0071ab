using Argosy.Core.MarketData;
using Argosy.Data.Series;

namespace Argosy.Data.Import;

/// <summary>What one or several files turned into: bars in time order and what was found on the way.</summary>
public sealed class ImportedSeries
{
    BarColumns? _columns;

    /// <summary>The bars in whole units, exact; what a bar file stores.</summary>
    public required ScaledBars Bars { get; init; }

    /// <summary>The bars in doubles, made on first use.</summary>
    public BarColumns Columns => _columns ??= Bars.ToColumns();

    /// <summary>Base asset, e.g. BTC; <c>BASE</c> where neither options, content nor name tell.</summary>
    public required string BaseAsset { get; init; }

    /// <summary>Quote asset, e.g. USD; <c>QUOTE</c> where neither options, content nor name tell.</summary>
    public required string QuoteAsset { get; init; }

    /// <summary>Venue, lower case, where the format or the name tells it.</summary>
    public string? Venue { get; init; }

    /// <summary>Instrument, venue and sources, as a bar file keeps them.</summary>
    public SeriesOrigin Origin => new(BaseAsset, QuoteAsset, Venue, Sources);

    /// <summary>Name of the format that was recognised.</summary>
    public required string Format { get; init; }

    /// <summary>File names the bars came from, without folders.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>Sentences for the user about what import assumed or changed.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}
