namespace Argosy.Venues.Binance.Usdm;

/// <summary>One step of an instrument's maintenance table for this account.</summary>
/// <param name="Floor">Position value above which it holds, quote asset, 0 or more.</param>
/// <param name="Cap">Largest position value of it, quote asset.</param>
/// <param name="MaxLeverage">Greatest leverage of a position in it, 1..125.</param>
/// <param name="Rate">Maintenance margin per position value, ratio in (0, 1).</param>
/// <param name="Cum">What value · rate − cum takes off, so that there is no step at the floor, quote asset.</param>
public sealed record UsdmBracket(decimal Floor, decimal Cap, int MaxLeverage, decimal Rate, decimal Cum);

/// <summary>A funding rate as it was applied.</summary>
/// <param name="Time">When, Unix ms, as recorded by the venue.</param>
/// <param name="Rate">Ratio of the position's value; above 0 longs pay.</param>
/// <param name="Mark">Mark price it was applied to, quote asset; 0 where the venue does not say.</param>
public readonly record struct UsdmFunding(long Time, decimal Rate, decimal Mark);

/// <summary>What an instrument is marked at.</summary>
/// <param name="Mark">Mark price, quote asset.</param>
/// <param name="Index">Index price, quote asset.</param>
/// <param name="FundingRate">The rate of the next funding as far as it is known, ratio.</param>
/// <param name="NextFunding">When it is due, Unix ms.</param>
/// <param name="Time">Of when this is, Unix ms.</param>
public readonly record struct UsdmMark(decimal Mark, decimal Index, decimal FundingRate, long NextFunding, long Time);
