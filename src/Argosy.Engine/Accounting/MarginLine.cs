using Argosy.Core.Instruments;
using Argosy.Core.Values;

namespace Argosy.Engine.Accounting;

/// <summary>Margin against maintenance as one instrument's mark price moves and all else stands still.</summary>
/// <param name="Apart">Margin and results that do not move with the price, less what the position cost, quote asset.</param>
/// <param name="Quantity">Signed quantity of the position, base asset.</param>
/// <param name="OtherMaintenance">What other positions on the same margin must keep, quote asset.</param>
/// <param name="Table">Brackets of the instrument.</param>
public readonly record struct MarginLine(decimal Apart, decimal Quantity, decimal OtherMaintenance, BracketTable Table)
{
    // Prices of an instrument are exact below it.
    const long MostUnits = 1_000_000_000_000_000;

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

    /// <summary>The first mark price on the instrument's price scale, as the market moves against the position, at which it is liquidated, quote asset; null where no price is.</summary>
    /// <remarks>SEMANTICS section 4, solved for the price: a unit before it the position stands, there and beyond it does not.</remarks>
    public decimal? LiquidationPrice(Instrument instrument)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        if (Quantity == 0) return null;
        var (isLong, most) = (Quantity > 0, instrument.ToMoney(MostUnits));
        var (value, size) = (LiquidationValue(), Math.Abs(Quantity));
        if (Exact.ToStatistic(value) / Exact.ToStatistic(size) > Exact.ToStatistic(most)) return null;
        var exact = value / size;
        var price = isLong ? Exact.RoundDown(exact, instrument.PriceScale) : Exact.RoundUp(exact, instrument.PriceScale);
        // A quotient ends at its 28th digit, and a printed cum may be a cent off: the rule itself decides between neighbours.
        var against = isLong ? -instrument.ToMoney(1) : instrument.ToMoney(1);
        if (!IsLiquidated(price)) price += against;
        else if (IsLiquidated(price - against)) price -= against;
        return price > 0 && price <= most ? price : null;
    }

    // The value of the position at which margin and result are what must be kept; 0 or more. In a bracket both are straight lines:
    // apart + side · value = others + value · rate − cum.
    decimal LiquidationValue()
    {
        var (side, brackets, value) = (Math.Sign(Quantity), Table.Brackets, 0m);
        for (var i = 0; i < brackets.Count; i++)
        {
            value = Math.Max(brackets[i].Floor, side * (OtherMaintenance - brackets[i].Cum - Apart) / (1 - (side * brackets[i].Rate)));
            if (value <= brackets[i].Cap) break;
        }
        return value;
    }
}
