using Argosy.Hosting.Orders;
using Argosy.Hosting.Ports;
using Argosy.Venues.Binance;
using Argosy.Venues.Wire;

namespace Argosy.EndToEnd.Tests.Running;

/// <summary>What the exchange says of the account, read by a client of its own.</summary>
internal sealed class TestnetAccount : IDisposable
{
    public const string Key = "argosy-test-key", Secret = "argosy-test-secret", Instrument = "BTC/USDT";

    readonly HttpClient _http = VenueHttp.Create();
    readonly Uri _control;
    readonly BinanceSpot _venue;

    TestnetAccount(Uri exchange, Uri control)
    {
        _control = control;
        _venue = new BinanceSpot(_http, new BinanceOptions { Rest = exchange }, new RateBudgets(), "auditor", new VenueKey(Key, Secret), TimeProvider.System);
    }

    public static async Task<TestnetAccount> OfAsync(ArgosyProcess testnet)
    {
        var account = new TestnetAccount(new Uri(await testnet.LineAsync("exchange")), new Uri(await testnet.LineAsync("control")));
        var loaded = await account._venue.LoadAsync(CancellationToken.None);
        Assert.True(loaded.Ok, loaded.Error?.Message);
        return account;
    }

    public async Task ControlAsync(string command) => (await _http.PostAsync(new Uri(_control, $"/control/{command}"), null)).EnsureSuccessStatusCode();

    public async Task<IReadOnlyDictionary<string, decimal>> BalancesAsync()
    {
        var balances = await _venue.BalancesAsync(CancellationToken.None);
        Assert.True(balances.Ok, balances.Error?.Message);
        return balances.Value.ToDictionary(balance => balance.Asset, balance => balance.Total);
    }

    public async Task<IReadOnlyList<VenueFill>> FillsAsync()
    {
        var fills = await _venue.FillsAsync([Instrument], 0, CancellationToken.None);
        Assert.True(fills.Ok, fills.Error?.Message);
        return fills.Value;
    }

    public async Task<IReadOnlyList<VenueOrder>> OpenOrdersAsync()
    {
        var open = await _venue.OpenOrdersAsync(CancellationToken.None);
        Assert.True(open.Ok, open.Error?.Message);
        return open.Value;
    }

    public void Dispose() => _http.Dispose();
}
