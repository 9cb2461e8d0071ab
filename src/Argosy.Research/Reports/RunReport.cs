using System.Text.Json;
using Argosy.Core.MarketData;
using Argosy.Research.Results;

namespace Argosy.Research.Reports;

/// <summary>What the report of one run is made of.</summary>
/// <param name="Name">What the report calls the result, e.g. its file's name.</param>
/// <param name="Result">The result.</param>
public sealed record RunReport(string Name, StoredResult Result)
{
    /// <summary>The bars of each instrument in the result's order, null where they were not found; empty: none.</summary>
    public IReadOnlyList<BarColumns?> Bars { get; init; } = [];

    /// <summary>Why bars are missing, or what else the reader should know of the data.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The result's own consensus section, or null.</summary>
    public JsonElement? Consensus { get; init; }
}
