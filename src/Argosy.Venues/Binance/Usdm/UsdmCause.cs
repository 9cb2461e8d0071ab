using Argosy.Hosting.Reconciling;

namespace Argosy.Venues.Binance.Usdm;

/// <summary>Which orders the venue itself placed to close positions, by the names it gives them.</summary>
/// <remarks>Source: Binance derivatives API documentation, USD-M futures, user data stream, order update; account/trades, user's force orders.</remarks>
internal static class UsdmCause
{
    /// <summary>Why the venue placed an order; null for one that somebody else placed.</summary>
    /// <param name="clientId">The order's client id.</param>
    public static PositionEvent? Of(string? clientId) => clientId switch
    {
        null => null,
        _ when clientId.StartsWith("autoclose-", StringComparison.Ordinal) => PositionEvent.Liquidation,
        _ when clientId.StartsWith("adl_autoclose", StringComparison.Ordinal) => PositionEvent.AutoDeleveraging,
        _ when clientId.StartsWith("settlement_autoclose-", StringComparison.Ordinal) => PositionEvent.Settlement,
        _ => null,
    };
}
