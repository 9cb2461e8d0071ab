using Argosy.Data.Series;

namespace Argosy.Data.Catalogue;

/// <summary>A series ready for use.</summary>
/// <param name="Bars">The bars.</param>
/// <param name="Origin">Instrument, venue and sources.</param>
/// <param name="Format">The format they were read from; <c>bars</c> for a bar file.</param>
/// <param name="Notes">Sentences for the user about what was assumed or changed.</param>
public sealed record LoadedSeries<T>(T Bars, SeriesOrigin Origin, string Format, IReadOnlyList<string> Notes);
