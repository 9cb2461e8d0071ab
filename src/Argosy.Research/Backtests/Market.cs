using Argosy.Core.Instruments;
using Argosy.Core.MarketData;
using Argosy.Engine.Accounting;
using Argosy.Simulation.Margin;

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

    /// <summary>The ticks the bars were built from and orders fill on; null on bars.</summary>
    public TickHistory? Ticks { get; init; }

    /// <summary>Hash of what is walked inside the bars, ticks or finer bars; null without either.</summary>
    public string? DetailHash => Ticks?.Hash ?? Detail?.Hash;

    /// <summary>Mark prices of a perpetual contract, or null: the last price is the mark.</summary>
    public BarColumns? Mark { get; init; }

    /// <summary>Recorded funding of a perpetual contract, or null for none.</summary>
    public FundingRates? Funding { get; init; }

    /// <summary>Maintenance brackets of a perpetual contract, or null: the default table.</summary>
    public BracketTable? Brackets { get; init; }
}
