using Argosy.Core.Values;
using Argosy.Hosting.Gateways;
using Argosy.Hosting.Orders;
using Argosy.Hosting.Reconciling;

namespace Argosy.Hosting.Ports;

/// <summary>One account at a venue. Nothing here repeats a request that changes something: an outcome that is not known is told as such.</summary>
public interface ITradingVenue
{
    /// <summary>What the venue can do.</summary>
    VenueTraits Traits { get; }

    /// <summary>The venue's clock less ours, ms, as last compared.</summary>
    long ClockOffset { get; }

    /// <summary>Compares the clocks.</summary>
    Task<Result<long>> SyncAsync(CancellationToken cancellation);

    /// <summary>Encodes an order that is about to be recorded, so that nothing but sending is left once it is durable. It sends nothing; one that is not sent after all is forgotten.</summary>
    void Prepare(OrderRequest order)
    {
        // An adapter that encodes when it sends has nothing to prepare.
    }

    /// <summary>Encodes and signs an order that is never sent, and keeps nothing of it.</summary>
    void Rehearse(OrderRequest order)
    {
        // An adapter that does not prepare has nothing to rehearse.
    }

    /// <summary>Places an order once; not when it would be signed after its <see cref="OrderRequest.SignBy"/>.</summary>
    Task<SendAnswer> PlaceAsync(OrderRequest order, CancellationToken cancellation);

    /// <summary>Cancels one order and places another in one request of the venue (<see cref="VenueTraits.ReplacesAtOnce"/>); where the old one cannot be cancelled the new one is not placed.</summary>
    /// <returns>The answer to the new order: rejected where the old one had ended already.</returns>
    Task<SendAnswer> ReplaceAsync(OrderRequest old, string oldVenueOrderId, OrderRequest order, CancellationToken cancellation);

    /// <summary>Asks for a cancellation; the order itself tells what came of it.</summary>
    Task<Result<bool>> CancelAsync(OrderRequest order, string venueOrderId, CancellationToken cancellation);

    /// <summary>Asks for an order by our id, finished ones included, with its executions.</summary>
    Task<QueryAnswer> QueryAsync(OrderRequest order, string venueOrderId, CancellationToken cancellation);

    /// <summary>Working orders, foreign ones too.</summary>
    Task<Result<IReadOnlyList<VenueOrder>>> OpenOrdersAsync(CancellationToken cancellation);

    /// <summary>All executions of these instruments from an instant on, foreign ones too, oldest first.</summary>
    /// <param name="instruments">Names like BTC/USDT.</param>
    /// <param name="from">Unix ms by the venue's clock.</param>
    /// <param name="cancellation">Ends the wait.</param>
    Task<Result<IReadOnlyList<VenueFill>>> FillsAsync(IReadOnlyCollection<string> instruments, long from, CancellationToken cancellation);

    /// <summary>What the account holds.</summary>
    Task<Result<IReadOnlyList<AssetBalance>>> BalancesAsync(CancellationToken cancellation);

    /// <summary>Its derivatives positions; none on spot.</summary>
    Task<Result<IReadOnlyList<VenuePosition>>> PositionsAsync(CancellationToken cancellation);

    /// <summary>What came to the account and left it otherwise than by executions, from an instant on: deposits, withdrawals, funding, liquidations.</summary>
    Task<Result<IReadOnlyList<VenueFlow>>> FlowsAsync(long from, CancellationToken cancellation);

    /// <summary>What the key may do.</summary>
    Task<Result<KeyRights>> RightsAsync(CancellationToken cancellation);

    /// <summary>Leverage of an instrument and margin mode, set before the first order; nothing to do on spot.</summary>
    Task<Result<bool>> SetMarginAsync(string instrument, int leverage, bool isolated, CancellationToken cancellation);

    /// <summary>Follows the account until cancelled, over all interruptions.</summary>
    /// <param name="listener">Hears it, one call at a time, on the thread that read the frame.</param>
    /// <param name="cancellation">Ends it.</param>
    Task FollowAsync(IAccountListener listener, CancellationToken cancellation);
}

/// <summary>Hears an account, one call at a time.</summary>
public interface IAccountListener
{
    /// <summary>An order stands elsewhere, with the execution that brought it there.</summary>
    void OnOrder(OrderUpdate update);

    /// <summary>Something that is no order moved the account: balances, positions and flows should be read.</summary>
    void OnAccountMoved();

    /// <summary>The connection is there again after a gap, and at the first time: what happened in between was not told.</summary>
    void OnConnected();

    /// <summary>The connection was lost.</summary>
    /// <param name="reason">Why.</param>
    void OnLost(string reason);
}

/// <summary>What a venue can do.</summary>
public sealed record VenueTraits
{
    /// <summary>Whether positions are contracts, with margin.</summary>
    public bool IsDerivative { get; init; }

    /// <summary>Whether the account has a long and a short position of each instrument (hedge mode), as far as is known.</summary>
    public bool HasLegs { get; init; }

    /// <summary>Whether stop orders rest at the venue.</summary>
    public bool HasStops { get; init; }

    /// <summary>Whether an order can take another's place in one request.</summary>
    public bool ReplacesAtOnce { get; init; }

    /// <summary>Whether a position may have several exits resting at once (reduce-only orders lock nothing).</summary>
    public bool ExitsLockNothing { get; init; }

    /// <summary>How long after its timestamp a request is accepted, ms.</summary>
    public int ReceiveWindowMs { get; init; } = 5_000;

    /// <summary>The account's asset that gains, fees and margin are counted in.</summary>
    public string QuoteAsset { get; init; } = "USDT";
}

/// <summary>What an API key may do.</summary>
/// <param name="Trades">Place orders.</param>
/// <param name="Withdraws">Take money out: refused.</param>
/// <param name="Expires">When it ends, Unix ms; null for never or where the venue does not say.</param>
/// <param name="IsIpRestricted">Whether it works from stated addresses alone; null where the venue does not say.</param>
public sealed record KeyRights(bool Trades, bool Withdraws, long? Expires, bool? IsIpRestricted = null);
