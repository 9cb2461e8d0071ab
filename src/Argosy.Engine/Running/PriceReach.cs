namespace Argosy.Engine.Running;

/// <summary>The open range of prices within which a venue has nothing to do, whatever the bars in it look like.</summary>
/// <param name="Down">At or below this price something may happen, quote asset.</param>
/// <param name="Up">At or above this price something may happen, quote asset.</param>
public readonly record struct PriceReach(double Down, double Up)
{
    /// <summary>Something may happen at any price: every instant takes all its phases.</summary>
    public static PriceReach None => new(double.PositiveInfinity, double.NegativeInfinity);

    /// <summary>Nothing can happen: no order is there.</summary>
    public static PriceReach Everything => new(double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>Whether there is no such range.</summary>
    public bool IsEmpty => Up <= Down;
}
