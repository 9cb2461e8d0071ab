using Argosy.Engine.Accounting;

namespace Argosy.Research.Perpetuals;

/// <summary>What makes a backtest one of perpetual contracts; their leverage is the settings' own.</summary>
public sealed record MarginSettings
{
    /// <summary>What stands behind a position.</summary>
    public required MarginMode Mode { get; init; }

    /// <summary>Fee of a liquidation in place of the taker fee, ratio of the notional.</summary>
    public decimal LiquidationFee { get; init; } = MarginTerms.UsualLiquidationFee;
}
