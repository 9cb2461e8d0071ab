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
    public async Task Liquidation_IsAnExecutionWithItsCause_AndWhatTheInsurancePaidAFlow()
    {
        await using var venue = await UsdmVenue.StartAsync();
        Assert.True((await venue.Adapter.SetMarginAsync(UsdmVenue.Instrument, 50, isolated: true, None)).Value);
        Assert.True((await venue.Adapter.SetMarginAsync(UsdmVenue.Instrument, 50, isolated: true, None)).Value);
        var before = venue.Testnet.Server.Now;
        await using var ear = new AccountEar(venue.Adapter);
        await Until(() => ear.Connected == 1, "the log-in");
        var (wallet, moved) = (await Wallet(venue), ear.Moved);
        await venue.Enter(Side.Buy, 0.5m);
        venue.Trade(venue.Testnet.Below(0.1m));
        venue.Trade(venue.Testnet.Below(0.001m));
        Assert.Empty((await venue.Adapter.PositionsAsync(None)).Value);
        await Until(() => ear.Moved > moved && ear.Updates.Any(update => update.Fill is { Cause: PositionEvent.Liquidation }), "the liquidation");
        var fills = (await venue.Adapter.FillsAsync([UsdmVenue.Instrument], before, None)).Value;
        Assert.All(fills, fill => Assert.Equal(fill.Side == Side.Sell ? PositionEvent.Liquidation : (PositionEvent?)null, fill.Cause));
        Assert.Equal(0.5m, fills.Where(fill => fill.Cause is not null).Sum(fill => fill.Quantity));
        var flow = Assert.Single((await venue.Adapter.FlowsAsync(before, None)).Value);
        Assert.Equal((FlowKind.Liquidation, UsdmVenue.Instrument), (flow.Kind, flow.Instrument));
        Assert.Equal(await Wallet(venue), wallet + Gained(fills) + flow.Amount);
    }

    [Fact]
    public async Task Deleveraging_IsAnExecutionWithItsCause_AndNoFlow()
    {
        await using var venue = await UsdmVenue.StartAsync();
        var before = venue.Testnet.Server.Now;
        var wallet = await Wallet(venue);
        await venue.Enter(Side.Sell, 0.3m);
        venue.Trade(venue.Testnet.Below(0.01m));
        venue.Testnet.Control("POST", "/control/deleverage?symbol=BTCUSDT");
        Assert.Empty((await venue.Adapter.FlowsAsync(before, None)).Value);
        var fills = (await venue.Adapter.FillsAsync([UsdmVenue.Instrument], before, None)).Value;
        Assert.All(fills, fill => Assert.Equal(fill.Side == Side.Buy ? PositionEvent.AutoDeleveraging : (PositionEvent?)null, fill.Cause));
        Assert.Equal(0.3m, fills.Where(fill => fill.Cause is not null).Sum(fill => fill.Quantity));
        Assert.Equal(await Wallet(venue), wallet + Gained(fills));
    }

    [Theory]
    [InlineData("autoclose-1596107620040000020", PositionEvent.Liquidation)]
    [InlineData("adl_autoclose", PositionEvent.AutoDeleveraging)]
    [InlineData("settlement_autoclose-1", PositionEvent.Settlement)]
    [InlineData("web_autoclose-1", null)]
    [InlineData("", null)]
    public async Task NamesOfTheVenuesOwnOrders_SayWhyItClosed(string name, PositionEvent? cause)
    {
        // A venue whose list of orders leaves its own closes out: the list of forced orders names them.
        await using var server = await UsdmServer.StartAsync();
        var time = server.Time.Now - 60_000;
        server.Answers["GET /fapi/v1/allOrders"] = server.Answers["GET /fapi/v1/allAlgoOrders"] = "[]";
        server.Answers["GET /fapi/v1/userTrades"] = $$"""[{"id":5,"orderId":77,"side":"SELL","price":"100","qty":"1","commission":"0","commissionAsset":"USDT","maker":false,"time":{{time}}}]""";
        if (name.Length > 0) server.Answers["GET /fapi/v1/forceOrders"] = $$"""[{"orderId":77,"symbol":"BTCUSDT","clientOrderId":"{{name}}","time":{{time}},"updateTime":{{time}}}]""";
        var fills = await server.Adapter.FillsAsync([UsdmVenue.Instrument], time - 1_000, None);
        Assert.Equal(cause, Assert.Single(fills.Value).Cause);
    }

    [Fact]
    public async Task Executions_OfOneInstant_AreAll_HoweverMany()
    {
        await using var venue = await UsdmVenue.StartAsync();
        var before = venue.Testnet.Server.Now;
        const int count = 2_100;
        var price = venue.Testnet.Below(0.01m);
        var order = await venue.Placed(venue.Order(Side.Buy, OrderType.Limit, count * 0.001m, price));
        for (var i = 0; i < count; i++) venue.Testnet.Control("POST", $"/control/trade?symbol={UsdmVenue.Symbol}&price={price}&quantity=0.001&side=SELL");
        var fills = (await venue.Adapter.FillsAsync([UsdmVenue.Instrument], before, None)).Value;
        // The exchange's clock stood still: no page of a thousand can be told from the next by time.
        Assert.Single(fills.Select(fill => fill.Time).Distinct());
        Assert.Equal((count, count, count * 0.001m), (fills.Count, fills.Select(fill => fill.TradeId).Distinct().Count(), fills.Sum(fill => fill.Quantity)));
        Assert.All(fills, fill => Assert.Equal($"{order.Id}", fill.ClientId));
        var asked = await venue.Adapter.QueryAsync(order, fills[0].VenueOrderId, None);
        Assert.Equal(count, asked.Fills!.Count);
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

    // Of executions that end flat.
    static decimal Gained(IEnumerable<Hosting.Orders.VenueFill> fills) => fills.Sum(fill => (fill.Quantity * fill.Price * (fill.Side == Side.Buy ? -1 : 1)) - fill.Fee);

    static async Task<decimal> Wallet(UsdmVenue venue) => (await venue.Adapter.BalancesAsync(None)).Value.Single().Total;
}
