using Argosy.Core.Values;

namespace Argosy.Engine.Accounting;

/// <summary>What makes the instruments of a run linear perpetual contracts: leverage, margin and maintenance.</summary>
public sealed record MarginTerms
{
    /// <summary>Liquidation fee where none is said: 1.25 % of the notional, that of most contracts of Binance.</summary>
    public const decimal UsualLiquidationFee = 0.0125m;

    /// <summary>What stands behind a position.</summary>
    public required MarginMode Mode { get; init; }

    /// <summary>Notional of a position per initial margin, 1..125.</summary>
    public int Leverage { get; init; } = 1;

    /// <summary>Fee of a liquidation in place of the taker fee, ratio of the notional, 0 to below 1.</summary>
    public decimal LiquidationFee { get; init; } = UsualLiquidationFee;

    /// <summary>Whether the run's own insurance pays what a balance lacks to zero. Not where a venue liquidates: what its insurance paid is told by it, and would be had twice.</summary>
    public bool IsInsured { get; init; } = true;

    /// <summary>Maintenance brackets of each instrument, in the run's order.</summary>
    public required IReadOnlyList<BracketTable> Brackets { get; init; }

    internal void Check(int instruments)
    {
        if (Leverage is < 1 or > BracketTable.MostLeverage) throw new ArgumentException($"leverage must be a whole number from 1 to {BracketTable.MostLeverage}, was {Leverage}");
        if (LiquidationFee is < 0 or >= 1) throw new ArgumentException($"the liquidation fee must be between 0 and 1, was {Exact.Text(LiquidationFee)}");
        if (Brackets.Count != instruments) throw new ArgumentException($"one bracket table for each instrument is needed, there are {Brackets.Count} for {instruments}");
        for (var i = 0; i < instruments; i++)
        {
            if (Leverage > Brackets[i].MaxLeverage) throw new ArgumentException($"leverage {Leverage} exceeds the {Brackets[i].MaxLeverage} that the first bracket of instrument {i + 1} allows");
        }
    }
}
