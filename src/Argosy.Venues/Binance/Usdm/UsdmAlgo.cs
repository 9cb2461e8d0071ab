using Argosy.Hosting.Orders;

namespace Argosy.Venues.Binance.Usdm;

/// <summary>A conditional order as the venue's list of them tells it: it waits under a number of its own and, when its price comes, sends another order.</summary>
/// <param name="Order">As we know it: our id, the shape that was asked for, how it stands.</param>
/// <param name="Child">The venue's number of the order it sent; empty before.</param>
/// <param name="HasEnded">Whether that order has ended: how, only that order tells.</param>
internal sealed record UsdmAlgo(VenueOrder Order, string Child, bool HasEnded)
{
    /// <summary>Set before numbers of this list: they are counted apart from those of orders.</summary>
    public const string Mark = "algo-";
}
