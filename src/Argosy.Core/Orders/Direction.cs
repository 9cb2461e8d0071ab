namespace Argosy.Core.Orders;

/// <summary>Where a strategy wants to stand, or where a position stands.</summary>
public enum Direction : sbyte
{
    /// <summary>Sold: gains when the price falls.</summary>
    Short = -1,
    /// <summary>No position.</summary>
    Flat = 0,
    /// <summary>Bought: gains when the price rises.</summary>
    Long = 1,
}
