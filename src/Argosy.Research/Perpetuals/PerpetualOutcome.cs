namespace Argosy.Research.Perpetuals;

/// <summary>What only a run of perpetual contracts has to tell.</summary>
/// <param name="Liquidations">Positions closed by the venue.</param>
/// <param name="Insurance">What the insurance paid for balances below zero, quote asset.</param>
/// <param name="Settlements">Settlements of funding on a position.</param>
/// <param name="SettledAtLastPrice">Settlements at the last price, because no mark bar opened then.</param>
/// <param name="BarsWithoutMark">Bars with a position in which the last price stood in for a missing mark bar.</param>
public sealed record PerpetualOutcome(int Liquidations, decimal Insurance, int Settlements, int SettledAtLastPrice, int BarsWithoutMark);
