using Argosy.Core.Values;
using Argosy.Hosting.Accounts;
using Argosy.Hosting.Ports;
using Argosy.Venues.Binance;
using Argosy.Venues.Binance.Usdm;
using Argosy.Venues.Wire;

namespace Argosy.Venues.Probing;

/// <summary>Tries keys at the venues Argosy has adapters for.</summary>
/// <param name="http">Keeps the connections.</param>
/// <param name="time">The host's clock.</param>
public sealed class VenueProbe(HttpClient http, TimeProvider time) : IAccountProbe
{
    const string Binance = "binance", Usdm = "binance-usdm";

    readonly RateBudgets _budgets = new();

    /// <inheritdoc/>
    public IReadOnlyList<string> Venues => [Binance, Usdm];

    /// <inheritdoc/>
    public async Task<Result<AccountFindings>> CheckAsync(string venue, Uri? url, AccountSecret secret, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(secret);
        if (Open(venue, url, new VenueKey(secret.Key, secret.Secret, secret.Passphrase)) is not { } account) return Error.NotFound($"there is no venue {venue}; expected {string.Join(" or ", Venues)}");
        var synced = await account.SyncAsync(cancellation).ConfigureAwait(false);
        if (!synced.Ok) return synced.Error!;
        var rights = await account.RightsAsync(cancellation).ConfigureAwait(false);
        if (!rights.Ok) return rights.Error!;
        var balances = await account.BalancesAsync(cancellation).ConfigureAwait(false);
        return balances.Ok ? new AccountFindings(rights.Value, [.. balances.Value.Where(balance => balance.Total != 0)]) : balances.Error!;
    }

    ITradingVenue? Open(string venue, Uri? url, VenueKey key)
    {
        var (spot, usdm) = (new BinanceOptions(), new UsdmOptions());
        return venue switch
        {
            Binance => new BinanceSpot(http, spot with { Rest = url ?? spot.Rest }, _budgets, "local", key, time),
            Usdm => new BinanceUsdm(http, usdm with { Rest = url ?? usdm.Rest, Accounts = url ?? usdm.Accounts }, _budgets, "local", key, time),
            _ => null,
        };
    }
}
