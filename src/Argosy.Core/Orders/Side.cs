namespace Argosy.Core.Orders;

/// <summary>Which way an order trades.</summary>
public enum Side : byte
{
    /// <summary>Receives the base asset.</summary>
    Buy,
    /// <summary>Gives the base asset.</summary>
    Sell,
}
