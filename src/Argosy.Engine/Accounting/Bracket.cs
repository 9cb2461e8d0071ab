namespace Argosy.Engine.Accounting;

/// <summary>One step of a maintenance table: how much leverage positions of that size may have and what they must keep.</summary>
/// <param name="Floor">Position value above which the bracket holds, quote asset, 0 or more.</param>
/// <param name="Cap">Largest position value of the bracket, itself included, quote asset.</param>
/// <param name="MaxLeverage">Greatest leverage of a position in the bracket, 1..125.</param>
/// <param name="Rate">Maintenance margin per position value, ratio in (0, 1).</param>
/// <param name="Cum">What the formula value · rate − cum takes off, so that it has no step at the floor, quote asset.</param>
public sealed record Bracket(decimal Floor, decimal Cap, int MaxLeverage, decimal Rate, decimal Cum);
