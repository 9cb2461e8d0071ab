namespace Argosy.Engine.Accounting;

/// <summary>Margin against maintenance as one instrument's mark price moves and all else stands still.</summary>
/// <param name="Apart">Margin and results that do not move with the price, less what the position cost, quote asset.</param>
/// <param name="Quantity">Signed quantity of the position, base asset.</param>
/// <param name="OtherMaintenance">What other positions on the same margin must keep, quote asset.</param>
/// <param name="Table">Brackets of the instrument.</param>
public readonly record struct MarginLine(decimal Apart, decimal Quantity, decimal OtherMaintenance, BracketTable Table)
{
    /// <summary>Margin and unrealised result at a mark price, quote asset.</summary>
    public decimal Equity(decimal mark) => Apart + (Quantity * mark);

    /// <summary>What must be kept at a mark price, quote asset.</summary>
    public decimal Maintenance(decimal mark) => OtherMaintenance + Table.Maintenance(Math.Abs(Quantity) * mark);

    /// <summary>Whether the position is liquidated at a mark price: maintenance ≥ margin + unrealised result.</summary>
    public bool IsLiquidated(decimal mark) => Maintenance(mark) >= Equity(mark);

    /// <summary>Maintenance / (margin + unrealised result), 1 at the liquidation; <see cref="decimal.MaxValue"/> where nothing is left.</summary>
    public decimal Ratio(decimal mark)
    {
        var equity = Equity(mark);
        return equity <= 0 ? decimal.MaxValue : Math.Min(Maintenance(mark) / equity, decimal.MaxValue);
    }
}
