using Argosy.Cli.Running;
using Argosy.Core.Orders;
using Argosy.Hosting.Accounts;
using Argosy.Hosting.Deploying;
using Argosy.Hosting.Ports;
using Argosy.Testnet.Hosting;
using Argosy.Venues.Binance.Usdm;
using Argosy.Venues.Wire;

namespace Argosy.Cli.Tests.Running;

/// <summary>Deployments that share a contract of one futures account in hedge mode, on an exchange on loopback.</summary>
public sealed class HedgedDeploymentsTests : IAsyncLifetime
{
    const string Account = "futures";

    readonly HttpClient _http = VenueHttp.Create();
    FleetRig _rig = null!;
    TestnetServer _exchange = null!;

    public async Task InitializeAsync()
    {
        _exchange = (await TestnetServer.StartAsync(new TestnetOptions { Protocol = TestnetProtocol.BinanceFutures, History = 60 })).Value;
        _rig = await FleetRig.StartAsync();
        _rig.Addresses["binance-usdm"] = VenueAddresses.At(_exchange.Address);
        await _rig.Database.Accounts.Add(new AccountRow { Name = Account, Venue = "binance-usdm", CreatedAt = 1 });
        await _rig.Database.Accounts.PutKey(Account, new AccountSecret(TestnetOptions.DefaultKey, TestnetOptions.DefaultSecret, "").Seal(_rig.Vault, Account));
        var venue = new BinanceUsdm(_http, new UsdmOptions { Rest = _exchange.Address, Accounts = _exchange.Address }, new RateBudgets(), "person", new VenueKey(TestnetOptions.DefaultKey, TestnetOptions.DefaultSecret), TimeProvider.System);
        Assert.True((await venue.LoadAsync(CancellationToken.None)).Ok);
        Assert.True((await venue.SetHedgedAsync(true, CancellationToken.None)).Ok);
    }

    public async Task DisposeAsync()
    {
        await _rig.DisposeAsync();
        await _exchange.DisposeAsync();
        _http.Dispose();
    }

    [Fact]
    public async Task Deployments_OfBothSides_ShareAContract_WhoseLeverageAndMarginAreOne()
    {
        var longs = await _rig.RunAsync(Spec("longs", "long"));
        await _rig.UntilAsync(longs, view => view.State == DeploymentState.Running);
        // Leverage and margin are of the contract: a bot that reckons with others would reckon wrong.
        await RefusedAsync(Spec("steep", "short") with { Leverage = 5 }, "leverage: steep wants 5 and cross margin, longs trades BTC/USDT of this account with 3 and cross; an instrument has one of both");
        await RefusedAsync(Spec("apart", "short") with { Margin = "isolated" }, "apart wants 3 and isolated margin, longs trades BTC/USDT of this account with 3 and cross");
        var shorts = await _rig.RunAsync(Spec("shorts", "short"));
        await _rig.UntilAsync(shorts, view => view.State == DeploymentState.Running);
        // A second bot of a side has no position of its own left.
        var again = await _rig.Deployments.CreateAsync(Spec("again", "short"), "test", CancellationToken.None);
        Assert.True(again.Ok, again.Error?.Message);
        _ = await _rig.Deployments.StartAsync(again.Value.Id, "test", CancellationToken.None);
        var disabled = await _rig.UntilAsync(again.Value.Id, view => view.State == DeploymentState.Disabled);
        Assert.Contains("in hedge mode one bot is long and one is short", disabled.Error, StringComparison.Ordinal);
        Assert.Equal([DeploymentState.Running, DeploymentState.Running], new[] { longs, shorts }.Select(id => _rig.Find(id).State));
    }

    async Task RefusedAsync(DeploymentSpec spec, string why)
    {
        var made = await _rig.Deployments.CreateAsync(spec, "test", CancellationToken.None);
        Assert.True(made.Ok, made.Error?.Message);
        var started = await _rig.Deployments.StartAsync(made.Value.Id, "test", CancellationToken.None);
        Assert.False(started.Ok);
        Assert.Contains(why, started.Error!.Message, StringComparison.Ordinal);
        Assert.True((await _rig.Deployments.DeleteAsync(made.Value.Id, "test")).Ok);
    }

    static DeploymentSpec Spec(string name, string side) => new()
    {
        Name = name, Strategy = "ma-cross", Mode = DeploymentMode.Live, Account = Account, Venue = "binance-usdm", Instruments = ["BTC/USDT"], Timeframe = "1m", WarmUp = 20, Cash = 1_000m, Margin = "cross", Leverage = 3, Side = side,
    };
}
