using Argosy.Core.Orders;

namespace Argosy.Engine.Accounting;

/// <summary>One round trip of one book in one instrument, from flat to flat.</summary>
public sealed record Trade
{
    /// <summary>Number in the run, from 1, in the order of their ends.</summary>
    public required int Id { get; init; }

    /// <summary>Index of the instrument in the run's order.</summary>
    public required short Instrument { get; init; }

    /// <summary>Index of the strategy book.</summary>
    public required short Book { get; init; }

    /// <summary>Long or short.</summary>
    public required Direction Side { get; init; }

    /// <summary>Time of the first opening fill, Unix ms.</summary>
    public required long EntryTime { get; init; }

    /// <summary>Mean price of the opening fills weighted by quantity, quote asset; exactly the fills' price where they have one.</summary>
    public required decimal EntryPrice { get; init; }

    /// <summary>When it was flat again: the last closing fill or the dust booking, or the run's end, Unix ms.</summary>
    public required long ExitTime { get; init; }

    /// <summary>Mean price of the closing fills weighted by quantity, quote asset; the mark where all of it was booked away as dust.</summary>
    public required decimal ExitPrice { get; init; }

    /// <summary>Quantity opened in all, base asset.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>Σ of the opening fills' price × quantity, each rounded once, quote asset.</summary>
    public required decimal OpeningNotional { get; init; }

    /// <summary>Fees paid, in the quote asset (fees in the base asset valued at their fill's price).</summary>
    public required decimal Fees { get; init; }

    /// <summary>What the trade added to equity, fees, funding and interest included, quote asset.</summary>
    public required decimal Pnl { get; init; }

    /// <summary>Purpose of the fill that ended it; a remainder booked away as dust leaves it as it is.</summary>
    public required OrderPurpose ExitReason { get; init; }

    /// <summary>Whether one of its fills lies in a path-dependent bar.</summary>
    public required bool PathDependent { get; init; }

    /// <summary>Whether entry and an exit lie in one bar.</summary>
    public required bool SameBar { get; init; }

    /// <summary>Whether it was valued at the last close because the run ended.</summary>
    public bool OpenAtEnd { get; init; }

    /// <summary>Pnl / opening notional, a ratio.</summary>
    public decimal ReturnRatio => OpeningNotional == 0 ? 0 : Pnl / OpeningNotional;
}
