namespace Argosy.Core.Events;

/// <summary>A settlement of funding: positions in the instrument pay or receive −signed quantity · price · rate.</summary>
/// <param name="Instrument">Index of the instrument in the run's order.</param>
/// <param name="Time">When, Unix ms, whole seconds.</param>
/// <param name="Price">Mark price, quote asset.</param>
/// <param name="Rate">Share of the notional that longs pay to shorts, ratio; negative: shorts pay.</param>
/// <param name="Late">What it moved, quote asset, signed, where a venue tells it of a position that was closed since: then price and rate move nothing. 0 otherwise.</param>
public readonly record struct FundingSettlement(short Instrument, long Time, decimal Price, decimal Rate, decimal Late = 0);
