using Argosy.Core.Values;
using Argosy.Hosting.MarketData;
using Argosy.Hosting.Ports;

namespace Argosy.Hosting.Deploying;

/// <summary>Gives a host its venues and the accounts on them, by name; what composes a host knows the adapters.</summary>
public interface IVenueSource
{
    /// <summary>Names of the venues there are.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>Opens a venue's market and reads what it lists. Called once for each venue while it succeeds.</summary>
    Task<Result<VenueMarket>> OpenAsync(string venue, CancellationToken cancellation);

    /// <summary>Opens an account with its key, what the venue lists read; an error where there is no key or the vault is shut.</summary>
    Task<Result<ITradingVenue>> OpenAccountAsync(AccountRow account, CancellationToken cancellation);
}

/// <summary>A venue's market as deployments use it.</summary>
/// <param name="Market">Its public side, loaded.</param>
/// <param name="Feed">Waits of its streams.</param>
public sealed record VenueMarket(IMarketVenue Market, FeedOptions Feed)
{
    /// <summary>The market's time, Unix ms; null: the host's clock is its.</summary>
    public Func<long>? Now { get; init; }

    /// <summary>Whether it trades perpetual contracts: a deployment says its margin mode there, and nowhere else.</summary>
    public bool IsDerivative { get; init; }

    /// <summary>Whether it takes real orders.</summary>
    public bool HasAccounts { get; init; } = true;
}
