using Argosy.Engine.Orders;

namespace Argosy.Engine.Risk;

/// <summary>A limit of the risk gate: approves, shrinks or refuses one entry. It never enlarges one, and exits pass it untouched.</summary>
public interface IRiskRule
{
    /// <summary>The most that may be opened, base asset: as much as asked for or more approves, less shrinks, 0 refuses.</summary>
    decimal Allowed(AccountView account, in RiskRequest request);

    /// <summary>The entry has passed every rule and is an order now.</summary>
    void OnApproved(AccountView account, in RiskRequest request)
    {
    }
}

/// <summary>An entry on its way through the gate.</summary>
/// <param name="Intent">The intent as it stands, shrunk by rules before.</param>
/// <param name="Price">Its limit or trigger, else the last price, quote asset: what its size is judged at.</param>
/// <param name="Opening">Quantity that would open or enlarge a position, base asset, above 0.</param>
/// <param name="Closing">Quantity of the same intent that closes an opposite position first, base asset, 0 or more.</param>
public readonly record struct RiskRequest(OrderIntent Intent, decimal Price, decimal Opening, decimal Closing);
