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

    // Requests that are timed besides those that ask something: the venue's clock, which costs least.
    const int Looks = 5;

    readonly RateBudgets _budgets = new();

    /// <inheritdoc/>
    public IReadOnlyList<string> Venues => [Binance, Usdm];

    /// <inheritdoc/>
    public async Task<Result<AccountFindings>> CheckAsync(string venue, Uri? url, AccountSecret secret, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(secret);
        if (Open(venue, url, new VenueKey(secret.Key, secret.Secret, secret.Passphrase)) is not { } account) return Error.NotFound($"there is no venue {venue}; expected {string.Join(" or ", Venues)}");
        var times = new List<double>();
        // The first one opens the connection, which later ones do not.
        var synced = await account.SyncAsync(cancellation).ConfigureAwait(false);
        for (var look = 0; look < Looks && synced.Ok; look++) synced = await TimedAsync(account.SyncAsync, times, cancellation).ConfigureAwait(false);
        if (!synced.Ok) return synced.Error!;
        var rights = await TimedAsync(account.RightsAsync, times, cancellation).ConfigureAwait(false);
        if (!rights.Ok) return rights.Error!;
        var balances = await TimedAsync(account.BalancesAsync, times, cancellation).ConfigureAwait(false);
        if (!balances.Ok) return balances.Error!;
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var shares = _budgets.Shares().Where(share => share.Name.StartsWith(venue + " ", StringComparison.Ordinal)).Select(share => share.Used(now)).ToArray();
        return new AccountFindings(rights.Value, [.. balances.Value.Where(balance => balance.Total != 0)]) { Times = times, RateUse = shares.Length == 0 ? null : shares.Max() };
    }

    async Task<T> TimedAsync<T>(Func<CancellationToken, Task<T>> ask, List<double> times, CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        var answer = await ask(cancellation).ConfigureAwait(false);
        times.Add(time.GetElapsedTime(began).TotalMilliseconds);
        return answer;
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
