using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Hosting.Reconciling;
using Argosy.Venues.Tests.Contract;
using static Argosy.Venues.Tests.Contract.ContractVenue;

namespace Argosy.Venues.Tests.Usdm;

/// <summary>Money, margin, funding and the venue's own closes.</summary>
public sealed class UsdmAccountTests
{
    const long EightHours = 28_800_000;
    static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Funding_IsAFlowOfItsInstrument_AndItsRateIsRemembered()
    {
        await using var venue = await UsdmVenue.StartAsync();
        await using var ear = new AccountEar(venue.Adapter);
        await Until(() => ear.Connected == 1, "the log-in");
        venue.Testnet.Control("POST", "/control/funding?symbol=BTCUSDT&rate=0.0005");
        var before = venue.Testnet.Server.Now;
        await venue.Enter(Side.Buy, 0.2m);
        var moved = ear.Moved;
        venue.Testnet.Step(EightHours - (venue.Testnet.Server.Now % EightHours));
        // Whoever lost the connection in between reads everything anew.
        await Until(() => ear.Moved > moved || ear.Connected > 1, "the funding");
        var rate = (await venue.Adapter.FundingAsync(UsdmVenue.Instrument, before, None)).Value.Single();
        Assert.Equal((0.0005m, 0), (rate.Rate, rate.Time % EightHours));
        var flow = Assert.Single((await venue.Adapter.FlowsAsync(before, None)).Value);
        Assert.Equal((FlowKind.Funding, UsdmVenue.Instrument, "USDT", decimal.Round(-0.2m * rate.Mark * 0.0005m, 8)), (flow.Kind, flow.Instrument, flow.Asset, flow.Amount));
        Assert.Empty((await venue.Adapter.FundingAsync(UsdmVenue.Instrument, rate.Time + 1, None)).Value);
        var mark = (await venue.Adapter.MarkAsync(UsdmVenue.Instrument, None)).Value;
        Assert.Equal((venue.Testnet.Last, 0.0005m, rate.Time + EightHours), (mark.Mark, mark.FundingRate, mark.NextFunding));
    }

    [Fact]
    public async Task Liquidation_IsToldAsFlows_AndOurBooksAddUp()
    {
        await using var venue = await UsdmVenue.StartAsync();
        Assert.True((await venue.Adapter.SetMarginAsync(UsdmVenue.Instrument, 50, isolated: true, None)).Value);
        Assert.True((await venue.Adapter.SetMarginAsync(UsdmVenue.Instrument, 50, isolated: true, None)).Value);
        var before = venue.Testnet.Server.Now;
        await using var ear = new AccountEar(venue.Adapter);
        await Until(() => ear.Connected == 1, "the log-in");
        var (wallet, moved) = (await Wallet(venue), ear.Moved);
        var entry = await venue.Enter(Side.Buy, 0.5m);
        var paid = (await venue.Adapter.QueryAsync(entry, "", None)).Fills!.Sum(fill => fill.Fee);
        venue.Trade(venue.Testnet.Below(0.1m));
        venue.Trade(venue.Testnet.Below(0.001m));
        Assert.Empty((await venue.Adapter.PositionsAsync(None)).Value);
        await Until(() => ear.Moved > moved && ear.Updates.Any(update => update.Fill is not null && update.Order.ClientId.StartsWith("autoclose-", StringComparison.Ordinal)), "the liquidation");
        var flows = (await venue.Adapter.FlowsAsync(before, None)).Value;
        Assert.All(flows, flow => Assert.Equal((FlowKind.Liquidation, UsdmVenue.Instrument), (flow.Kind, flow.Instrument)));
        Assert.Equal(flows.Count, flows.Select(flow => (flow.Id, flow.Kind, flow.Asset)).Distinct().Count());
        Assert.Equal(await Wallet(venue), wallet - paid + flows.Sum(flow => flow.Amount));
    }

    [Fact]
    public async Task Deleveraging_IsToldAsSuch()
    {
        await using var venue = await UsdmVenue.StartAsync();
        var before = venue.Testnet.Server.Now;
        var wallet = await Wallet(venue);
        var entry = await venue.Enter(Side.Sell, 0.3m);
        var paid = (await venue.Adapter.QueryAsync(entry, "", None)).Fills!.Sum(fill => fill.Fee);
        venue.Trade(venue.Testnet.Below(0.01m));
        venue.Testnet.Control("POST", "/control/deleverage?symbol=BTCUSDT");
        var flows = (await venue.Adapter.FlowsAsync(before, None)).Value;
        Assert.NotEmpty(flows);
        Assert.All(flows, flow => Assert.Equal(FlowKind.AutoDeleveraging, flow.Kind));
        Assert.Equal(await Wallet(venue), wallet - paid + flows.Sum(flow => flow.Amount));
    }

    [Fact]
    public async Task Executions_OfOrders_AreNoFlows()
    {
        await using var venue = await UsdmVenue.StartAsync();
        var before = venue.Testnet.Server.Now;
        await venue.Enter(Side.Buy, 0.3m);
        venue.Trade(venue.Testnet.Below(0.01m));
        await venue.Placed(venue.Order(Side.Sell, OrderType.Market, 0.3m, reduceOnly: true));
        Assert.Empty((await venue.Adapter.FlowsAsync(before, None)).Value);
    }

    [Fact]
    public async Task Brackets_AreReadWhole()
    {
        await using var venue = await UsdmVenue.StartAsync();
        var brackets = (await venue.Adapter.BracketsAsync(UsdmVenue.Instrument, None)).Value;
        Assert.Equal((0m, 125, 1), (brackets[0].Floor, brackets[0].MaxLeverage, brackets[^1].MaxLeverage));
        Assert.All(brackets.Zip(brackets.Skip(1)), pair => Assert.Equal((pair.First.Cap, (pair.Second.Floor * pair.First.Rate) - pair.First.Cum), (pair.Second.Floor, (pair.Second.Floor * pair.Second.Rate) - pair.Second.Cum)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(126)]
    public async Task Leverage_OutsideItsRange_IsBadInput(int leverage)
    {
        await using var venue = await UsdmVenue.StartAsync();
        Assert.Equal(ErrorKind.BadInput, (await venue.Adapter.SetMarginAsync(UsdmVenue.Instrument, leverage, isolated: false, None)).Error!.Kind);
    }

    [Fact]
    public async Task MarkBars_AreClosedOnes()
    {
        await using var venue = await UsdmVenue.StartAsync();
        venue.Testnet.Step(180_000);
        var (last, mark) = ((await venue.Adapter.BarsAsync(UsdmVenue.Instrument, Timeframe.OneMinute, 0, None)).Value, (await venue.Adapter.MarkBarsAsync(UsdmVenue.Instrument, Timeframe.OneMinute, 0, None)).Value);
        Assert.Equal(last.Select(bar => (bar.OpenTime, bar.Close)), mark.Select(bar => (bar.OpenTime, bar.Close)));
        Assert.All(mark, bar => Assert.Equal(0, bar.Volume));
    }

    [Fact]
    public async Task StreamKey_IsRenewed_AndReplacedWhenItEnds()
    {
        await using var venue = await UsdmVenue.StartAsync();
        using var inner = new HttpClientHandler();
        using var renewals = new Counter("/fapi/v1/listenKey", inner);
        using var http = new HttpClient(renewals);
        var (market, account) = BinanceUsdmContract.Make(venue.Testnet.Server, http, venue.Testnet.Time, null);
        await market.LoadAsync(None);
        await using var ear = new AccountEar(account);
        await Until(() => ear.Connected == 1, "the log-in");
        var first = await KeyAsync();
        // Longer than its life, with renewals in between.
        for (var i = 1; i <= 4; i++)
        {
            venue.Testnet.Step(20 * 60_000);
            await Until(() => renewals.Count == i, "the renewal");
        }
        Assert.Equal(first, await KeyAsync());
        // Longer than it lives at once.
        venue.Testnet.Step(3_600_001);
        await Until(() => ear is { Connected: >= 2, Lost: >= 1 }, "a new key");
        Assert.NotEqual(first, await KeyAsync());
        var order = await venue.Placed(venue.Testnet.Resting());
        await Until(() => ear.Has(order.Id.ToString(), OrderState.Working), "the order");

        // The exchange gives the key there is, or a new one.
        async Task<string> KeyAsync()
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(venue.Testnet.Server.Address, "/fapi/v1/listenKey"));
            request.Headers.Add("X-MBX-APIKEY", Testnet.Hosting.TestnetOptions.DefaultKey);
            using var answer = await http.SendAsync(request);
            return await answer.Content.ReadAsStringAsync();
        }
    }

    /// <summary>Counts answers to PUT requests of one path.</summary>
    sealed class Counter(string path, HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        int _count;

        public int Count => Volatile.Read(ref _count);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = await base.SendAsync(request, cancellationToken);
            if (request.Method == HttpMethod.Put && request.RequestUri!.AbsolutePath == path) Interlocked.Increment(ref _count);
            return answer;
        }
    }

    static async Task<decimal> Wallet(UsdmVenue venue) => (await venue.Adapter.BalancesAsync(None)).Value.Single().Total;
}
