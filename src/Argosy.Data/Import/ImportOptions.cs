using Argosy.Core.MarketData;

namespace Argosy.Data.Import;

/// <summary>What the user says about files; whatever is left null is found in the files and their names.</summary>
public sealed record ImportOptions
{
    /// <summary>Nothing said.</summary>
    public static ImportOptions Default { get; } = new();

    /// <summary>Name of a format (<see cref="Importer.Formats"/>), or null to recognise it by content.</summary>
    public string? Format { get; init; }

    /// <summary>Base and quote asset as BASE/QUOTE, e.g. BTC/USD.</summary>
    public string? Instrument { get; init; }

    /// <summary>Bar length; for trades the length of the candles to make.</summary>
    public Timeframe? Timeframe { get; init; }

    /// <summary>Meaning of the columns of a headerless CSV, e.g. t,o,h,l,c,v; an underscore skips a column.</summary>
    public string? Columns { get; init; }

    /// <summary>Whether bars whose high or low does not enclose the other prices are taken as they are.</summary>
    public bool Force { get; init; }
}
