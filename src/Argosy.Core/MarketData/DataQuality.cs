namespace Argosy.Core.MarketData;

/// <summary>What a series lacks and what its import did to it; reported with every result, never repaired.</summary>
/// <param name="Gaps">Pairs of neighbouring bars further apart than the timeframe.</param>
/// <param name="Missing">Whole bars that fit into the gaps.</param>
/// <param name="LongestGapMs">From one open to the next across the longest gap, ms; 0 without a gap.</param>
/// <param name="Duplicates">Rows whose time was repeated (the last one won).</param>
/// <param name="Violations">Bars whose high or low does not enclose the other prices.</param>
/// <param name="ZeroVolumes">Bars without volume.</param>
/// <param name="Flat">Bars whose high equals their low.</param>
/// <param name="Rounded">Values of more than 15 significant digits that import rounded.</param>
/// <param name="OutOfOrder">Rows that stood before an earlier one in the source.</param>
public sealed record DataQuality(
    int Gaps, long Missing, long LongestGapMs, int Duplicates, int Violations, int ZeroVolumes, int Flat, int Rounded, int OutOfOrder)
{
    /// <summary>Nothing to report.</summary>
    public static DataQuality Clean { get; } = new(0, 0, 0, 0, 0, 0, 0, 0, 0);
}
