using Argosy.Core.MarketData;
using Argosy.Data.Catalogue;

namespace Argosy.Server.MarketData;

/// <summary>A series as the API tells it.</summary>
internal sealed record SeriesAnswer
{
    /// <summary>Its name.</summary>
    public required string Id { get; init; }

    /// <summary>E.g. BTC/USD; null where the file cannot be read.</summary>
    public required string? Instrument { get; init; }

    /// <summary>Where the bars come from; null where unknown.</summary>
    public required string? Venue { get; init; }

    /// <summary>Bar length.</summary>
    public required string? Timeframe { get; init; }

    /// <summary>Open time of the first bar, Unix ms.</summary>
    public required long? First { get; init; }

    /// <summary>Open time of the last bar, Unix ms.</summary>
    public required long? Last { get; init; }

    /// <summary>Number of bars.</summary>
    public required int Bars { get; init; }

    /// <summary>What is missing.</summary>
    public required GapsAnswer Gaps { get; init; }

    /// <summary>Stretches without a gap, [from, to), Unix ms; null where gaps are not listed here: the series' own address tells them.</summary>
    public required IReadOnlyList<long[]>? Coverage { get; init; }

    /// <summary>Size of the file, bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>Files or commands it was made from.</summary>
    public required IReadOnlyList<string> Source { get; init; }

    /// <summary>Name of the data.</summary>
    public required string Hash { get; init; }

    /// <summary>Decimal places of a price.</summary>
    public required int PriceScale { get; init; }

    /// <summary>Whether volumes are in the quote asset.</summary>
    public required bool VolumeInQuote { get; init; }

    /// <summary>Whether a generator made it.</summary>
    public required bool Synthetic { get; init; }

    /// <summary>What import found and did.</summary>
    public required DataQuality Quality { get; init; }

    /// <summary>When the file changed last, Unix ms.</summary>
    public required long Changed { get; init; }

    /// <summary>Why it cannot be read; null where it can.</summary>
    public required string? Error { get; init; }

    /// <summary>From the catalogue; coverage is given where it is known without reading the bars.</summary>
    public static SeriesAnswer Of(CatalogueEntry entry, SeriesLevels? levels = null)
    {
        var file = new FileInfo(entry.Path);
        var info = entry.Info;
        IReadOnlyList<long[]>? coverage = levels is not null ? [.. levels.Coverage.Select(stretch => new[] { stretch.From, stretch.To })]
            : info is null || info.Rows == 0 ? [] : info.Quality.Gaps == 0 ? [[info.FirstTime, info.Timeframe.End(info.LastTime)]] : null;
        return new SeriesAnswer
        {
            Id = entry.Name, Instrument = info?.Instrument, Venue = info?.Venue, Timeframe = info?.Timeframe.ToString(), First = info is { Rows: > 0 } ? info.FirstTime : null, Last = info is { Rows: > 0 } ? info.LastTime : null,
            Bars = info?.Rows ?? 0, Gaps = new GapsAnswer(info?.Quality.Gaps ?? 0, info?.Quality.LongestGapMs ?? 0, info?.Quality.Missing ?? 0), Coverage = coverage, Bytes = file.Exists ? file.Length : 0,
            Source = info?.Sources ?? [], Hash = info?.Hash ?? "", PriceScale = info?.PriceScale ?? 0, VolumeInQuote = info?.VolumeInQuote ?? false, Synthetic = info?.Synthetic ?? false, Quality = info?.Quality ?? DataQuality.Clean,
            Changed = file.Exists ? new DateTimeOffset(file.LastWriteTimeUtc).ToUnixTimeMilliseconds() : 0, Error = entry.Error?.Message,
        };
    }
}

/// <summary>What a series lacks.</summary>
/// <param name="Count">Gaps.</param>
/// <param name="Longest">The longest, ms.</param>
/// <param name="Missing">Bars that fit into all of them.</param>
internal sealed record GapsAnswer(int Count, long Longest, long Missing);

/// <summary>A gap.</summary>
/// <param name="From">Where the bar before it ends, Unix ms.</param>
/// <param name="To">Where the next one opens, Unix ms.</param>
/// <param name="Missing">Bars that fit into it.</param>
internal sealed record GapAnswer(long From, long To, long Missing);

/// <summary>What an import read.</summary>
/// <param name="Series">The series as it is, or would be, stored.</param>
/// <param name="Format">The format it was recognised as.</param>
/// <param name="Notes">What was assumed or changed.</param>
/// <param name="Stored">Whether it is stored: not after a dry run.</param>
/// <param name="Replaced">Whether a series of that name was, or would be, replaced.</param>
internal sealed record ImportAnswer(SeriesAnswer Series, string Format, IReadOnlyList<string> Notes, bool Stored, bool Replaced);

/// <summary>What checking a series found.</summary>
/// <param name="Ok">Whether all is as it was written and no bar contradicts itself.</param>
/// <param name="Error">What is wrong; null where nothing is.</param>
/// <param name="Quality">What was counted.</param>
internal sealed record VerifyAnswer(bool Ok, string? Error, DataQuality? Quality);
