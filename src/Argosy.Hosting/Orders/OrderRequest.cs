namespace Argosy.Hosting.Orders;

/// <summary>An order as it is recorded before it is sent.</summary>
/// <param name="Id">Its client order id.</param>
/// <param name="Intent">Id of the first attempt of the same intent; its own where it is the first.</param>
/// <param name="Wish">What shall be traded.</param>
/// <param name="Twin">The same order's number for venues that want one: grows, below 2^45.</param>
/// <param name="Time">When it was recorded, Unix ms by the host's clock.</param>
/// <param name="SignBy">Latest timestamp its request may carry, Unix ms as the venue counts them; signed later it is not sent.</param>
/// <param name="ReceiveWindow">How long after its timestamp the venue accepts the request, ms.</param>
/// <param name="Replaces">The order whose place it takes in one request of the venue; null where it stands for itself.</param>
public sealed record OrderRequest(ClientOrderId Id, ClientOrderId Intent, OrderWish Wish, long Twin, long Time, long SignBy, int ReceiveWindow, ClientOrderId? Replaces = null)
{
    /// <summary>By the venue's clock: after this instant the request can no longer be accepted, however long it was under way.</summary>
    /// <remarks>It compares numbers the venue itself compares, so the error of our clock has no part in it.</remarks>
    public long LatestAcceptance => SignBy + ReceiveWindow;
}
