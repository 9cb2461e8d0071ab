namespace Argosy.Data.Series;

/// <summary>What a series is of and where it came from.</summary>
/// <param name="BaseAsset">Base asset, e.g. BTC.</param>
/// <param name="QuoteAsset">Quote asset, e.g. USD.</param>
/// <param name="Venue">Venue, lower case; null where unknown.</param>
/// <param name="Sources">Names of the files or commands it was made from.</param>
public sealed record SeriesOrigin(string BaseAsset, string QuoteAsset, string? Venue, IReadOnlyList<string> Sources);
