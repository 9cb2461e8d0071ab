namespace Argosy.Venues.Wire;

/// <summary>A limit of a venue: at most so much of a unit in any stretch of time.</summary>
/// <param name="Unit">What is counted.</param>
/// <param name="Capacity">How much; above 0.</param>
/// <param name="Length">In how long.</param>
public sealed record RateWindow(RateUnit Unit, int Capacity, TimeSpan Length);

/// <summary>What a venue counts.</summary>
public enum RateUnit : byte
{
    /// <summary>Weight of requests.</summary>
    Weight,
    /// <summary>Orders placed.</summary>
    Orders,
    /// <summary>Requests, whatever their weight.</summary>
    Requests,
}

/// <summary>What one request uses.</summary>
/// <param name="Weight">Its weight by the venue's table.</param>
/// <param name="Orders">Orders it places.</param>
public readonly record struct RateCost(int Weight, int Orders = 0)
{
    internal int Of(RateUnit unit) => unit switch
    {
        RateUnit.Weight => Weight,
        RateUnit.Orders => Orders,
        RateUnit.Requests => 1,
    };
}
