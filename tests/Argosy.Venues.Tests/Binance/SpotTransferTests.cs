using Argosy.Core.Values;
using Argosy.Hosting.Reconciling;
using Argosy.Testnet.Hosting;
using Argosy.Venues.Tests.Contract;

namespace Argosy.Venues.Tests.Binance;

/// <summary>What moves between the spot wallet and the owner's others.</summary>
public sealed class SpotTransferTests
{
    static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Transfers_AreFlows_OnceAndSigned()
    {
        await using var venue = await ContractVenue.StartAsync(TestnetProtocol.Binance, new(), BinanceSpotContract.Make);
        var before = venue.Server.Now;
        venue.Control("POST", "/control/deposit?asset=USDT&amount=70&wallet=FUNDING");
        venue.Control("POST", "/control/deposit?asset=USDT&amount=-30.25&wallet=UMFUTURE");
        venue.Control("POST", "/control/deposit?asset=BTC&amount=0.5&wallet=MARGIN");
        venue.Control("POST", "/control/deposit?asset=USDT&amount=11");
        var flows = (await venue.Account.FlowsAsync(before, None)).Value;
        Assert.Equal([(FlowKind.Deposit, "USDT", 11m), (FlowKind.Transfer, "BTC", 0.5m), (FlowKind.Transfer, "USDT", -30.25m), (FlowKind.Transfer, "USDT", 70m)], flows.Select(flow => (flow.Kind, flow.Asset, flow.Amount)).Order());
        Assert.Equal(4, flows.Select(flow => (flow.Id, flow.Kind)).Distinct().Count());
        Assert.Equal(flows, (await venue.Account.FlowsAsync(before, None)).Value);
        Assert.DoesNotContain((await venue.Account.FlowsAsync(venue.Server.Now + 1, None)).Value, flow => flow.Kind == FlowKind.Transfer);
    }

    [Fact]
    public async Task Transfers_OfMoreThanAPage_AreReadWhole()
    {
        await using var venue = await ContractVenue.StartAsync(TestnetProtocol.Binance, new(), BinanceSpotContract.Make);
        var before = venue.Server.Now;
        for (var i = 0; i < 230; i++) venue.Control("POST", "/control/deposit?asset=USDT&amount=1&wallet=FUNDING");
        Assert.Equal(230, (await venue.Account.FlowsAsync(before, None)).Value.Count(flow => flow is { Kind: FlowKind.Transfer, Amount: 1m }));
    }

    [Fact]
    public async Task Transfer_ThatTheStreamTellsOf_IsReadAtOnce()
    {
        await using var venue = await ContractVenue.StartAsync(TestnetProtocol.Binance, new(), BinanceSpotContract.Make);
        await using var ear = new AccountEar(venue.Account);
        await ContractVenue.Until(() => ear.Connected >= 1, "the log-in");
        var before = venue.Server.Now;
        Assert.Empty((await venue.Account.FlowsAsync(before, None)).Value);
        venue.Control("POST", "/control/deposit?asset=USDT&amount=5&wallet=FUNDING");
        await ContractVenue.Until(() => ear.Moved >= 1, "the transfer");
        Assert.Single((await venue.Account.FlowsAsync(before, None)).Value);
    }

    [Fact]
    public async Task PairThatFails_IsAskedAgain()
    {
        await using var venue = await ContractVenue.StartAsync(TestnetProtocol.Binance, new(), BinanceSpotContract.Make);
        var before = venue.Server.Now;
        venue.Control("POST", "/control/deposit?asset=USDT&amount=5&wallet=FUNDING");
        venue.Control("POST", "/control/fault?kind=status-before&path=/sapi/v1/asset/transfer&count=1&status=502");
        Assert.Equal(ErrorKind.Unavailable, (await venue.Account.FlowsAsync(before, None)).Error!.Kind);
        var flows = await venue.Account.FlowsAsync(before, None);
        Assert.True(flows.Ok, flows.Error?.Message);
        Assert.Single(flows.Value);
    }
}
