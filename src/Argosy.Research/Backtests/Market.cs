using Argosy.Core.Instruments;
using Argosy.Core.MarketData;

namespace Argosy.Research.Backtests;

/// <summary>An instrument with the history it is tested on.</summary>
/// <param name="Instrument">Tick, lot, limits and price scale.</param>
/// <param name="Bars">The bars strategies see.</param>
/// <param name="Detail">Finer bars that are walked inside those, or null.</param>
/// <param name="Source">What the user called these data: a catalogue name or a file's name without its folders.</param>
public sealed record Market(Instrument Instrument, BarColumns Bars, BarColumns? Detail, string Source)
{
    /// <summary>The file or catalogue name as the user wrote it, relative to the folder of the run; null where nobody did.</summary>
    public string? Path { get; init; }
}
