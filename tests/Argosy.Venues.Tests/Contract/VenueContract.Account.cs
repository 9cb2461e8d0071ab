using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Hosting.Gateways;
using Argosy.Hosting.Reconciling;
using Argosy.Testnet.Hosting;
using static Argosy.Venues.Tests.Contract.ContractVenue;

namespace Argosy.Venues.Tests.Contract;

/// <content>The account: balances, flows, rights, its stream, figures and limits.</content>
public abstract partial class VenueContract
{
    [Fact]
    public async Task Clock_IsTheVenues()
    {
        await using var venue = await StartAsync(new());
        Assert.Equal((BehindMs, BehindMs), ((await venue.Account.SyncAsync(None)).Value, venue.Account.ClockOffset));
    }

    [Fact]
    public async Task Balances_AreTheVenues_AfterOrdersToo()
    {
        await using var venue = await StartAsync(new());
        await BalancesEqualTheLedger(venue);
        await venue.Account.PlaceAsync(venue.Resting(0.1m), None);
        await venue.Account.PlaceAsync(venue.Order(Side.Buy, OrderType.Market, 0.2m), None);
        await BalancesEqualTheLedger(venue);
    }

    [Fact]
    public async Task Flows_TellWhatCameAndWent()
    {
        await using var venue = await StartAsync(new());
        var before = venue.Server.Now;
        Assert.Empty((await venue.Account.FlowsAsync(before, None)).Value);
        venue.Control("POST", "/control/deposit?asset=USDT&amount=250.5");
        venue.Step(2_000);
        venue.Control("POST", "/control/deposit?asset=USDT&amount=-100");
        var flows = (await venue.Account.FlowsAsync(before, None)).Value;
        // What comes to a derivatives wallet comes from another wallet of the same owner.
        var (came, went) = venue.Account.Traits.IsDerivative ? (FlowKind.Transfer, FlowKind.Transfer) : (FlowKind.Deposit, FlowKind.Withdrawal);
        Assert.Equal([(came, 250.5m), (went, -100m)], flows.Select(flow => (flow.Kind, flow.Amount)));
        Assert.All(flows, flow => Assert.True(flow is { Asset: "USDT", Id.Length: > 0 } && flow.Time >= before));
        Assert.Single((await venue.Account.FlowsAsync(before + 1_000, None)).Value);
    }

    [Fact]
    public async Task Rights_TellWhetherTheKeyMayWithdraw()
    {
        await using var venue = await StartAsync(new());
        Assert.Equal((true, false), (await venue.Account.RightsAsync(None)).Value is var rights ? (rights.Trades, rights.Withdraws) : default);
        venue.Control("POST", "/control/withdrawals?on=true");
        Assert.True((await venue.Account.RightsAsync(None)).Value.Withdraws);
    }

    [Fact]
    public async Task Positions_AreThoseOfDerivatives()
    {
        await using var venue = await StartAsync(new());
        Assert.True((await venue.Account.SetMarginAsync(Instrument, 1, isolated: false, None)).Value);
        Assert.Empty((await venue.Account.PositionsAsync(None)).Value);
        await venue.Account.PlaceAsync(venue.Order(Side.Buy, OrderType.Market, 0.2m), None);
        var positions = (await venue.Account.PositionsAsync(None)).Value;
        Assert.Equal(venue.Account.Traits.IsDerivative ? [(Instrument, 0.2m)] : [], positions.Select(position => (position.Instrument, position.Quantity)));
    }

    [Fact]
    public async Task Stream_TellsOrdersAndExecutions_AndThatItWasAway()
    {
        await using var venue = await StartAsync(new());
        await using var ear = new AccountEar(venue.Account);
        await Until(() => ear.Connected >= 1, "the log-in");
        var (resting, market) = (venue.Resting(), venue.Order(Side.Buy, OrderType.Market, 0.3m));
        var answer = await venue.Account.PlaceAsync(resting, None);
        await Until(() => ear.Has(resting.Id.ToString(), OrderState.Working), "the order");
        await venue.Account.PlaceAsync(market, None);
        await Until(() => ear.Has(market.Id.ToString(), OrderState.Filled), "the fill");
        var fills = ear.Updates.Where(update => update.Fill is not null).Select(update => update.Fill!).ToArray();
        Assert.Equal(0.3m, fills.Sum(fill => fill.Quantity));
        var listed = (await venue.Account.FillsAsync([Instrument], 0, None)).Value;
        Assert.Equal(listed.Select(fill => (fill.TradeId, fill.Quantity, fill.Price, fill.Fee, fill.FeeAsset)), fills.Select(fill => (fill.TradeId, fill.Quantity, fill.Price, fill.Fee, fill.FeeAsset)));
        venue.Control("POST", "/control/cut");
        await Until(() => ear is { Lost: >= 1, Connected: >= 2 }, "the stream to come back");
        await venue.Account.CancelAsync(resting, answer.VenueOrderId, None);
        await Until(() => ear.Has(resting.Id.ToString(), OrderState.Cancelled), "the cancellation");
        venue.Control("POST", "/control/deposit?asset=USDT&amount=5");
        await Until(() => ear.Moved >= 1, "the deposit");
    }

    [Fact]
    public async Task Stream_RepeatedAndOutOfOrder_TellsTheSameExecutions()
    {
        await using var venue = await StartAsync(new());
        await using var ear = new AccountEar(venue.Account);
        await Until(() => ear.Connected >= 1, "the log-in");
        venue.Control("POST", "/control/messages?stream=user&kind=duplicate&count=5");
        venue.Control("POST", "/control/messages?stream=user&kind=reorder&count=2");
        var order = venue.Order(Side.Buy, OrderType.Market, 0.3m);
        await venue.Account.PlaceAsync(order, None);
        await Until(() => ear.Has(order.Id.ToString(), OrderState.Filled), "the fill");
        venue.Control("POST", "/control/clear");
        var listed = (await venue.Account.FillsAsync([Instrument], 0, None)).Value;
        await Until(() => Told().Length == listed.Count, "every execution");
        Assert.Equal(listed.Select(fill => (fill.TradeId, fill.Quantity)).Order(), Told().Order());

        (string, decimal)[] Told() => [.. ear.Updates.Where(update => update.Fill is not null).Select(update => (update.Fill!.TradeId, update.Fill.Quantity)).Distinct()];
    }

    [Fact]
    public async Task Figures_ArriveAsTheyWere()
    {
        await using var venue = await StartAsync(new());
        var (chance, instrument) = (new SeededGenerator(11), venue.Listing.Instrument);
        for (var i = 0; i < 30; i++)
        {
            var price = Math.Floor(venue.Last * (decimal)(0.5 + (0.4 * chance.NextUnit())) / instrument.TickSize) * instrument.TickSize;
            var quantity = Math.Ceiling((instrument.MinNotional + (decimal)(chance.NextUnit() * 500)) / price / instrument.LotSize) * instrument.LotSize;
            var order = venue.Order(Side.Buy, OrderType.Limit, quantity, price);
            var answer = await venue.Account.PlaceAsync(order, None);
            Assert.True(answer.Kind == SendAnswerKind.Accepted, $"{quantity} at {price}: {answer.Reason}");
            var found = (await venue.Account.QueryAsync(order, answer.VenueOrderId, None)).Order!;
            Assert.Equal((quantity, price), (found.Quantity, found.Price));
            Assert.True((await venue.Account.CancelAsync(order, answer.VenueOrderId, None)).Ok);
        }
        await BalancesEqualTheLedger(venue);
    }

    [Fact]
    public async Task Limits_OfTheVenue_AreNeverReached()
    {
        await using var venue = await StartAsync(new() { Weight = 400 });
        var before = venue.Server.Now;
        for (var i = 0; i < 1_000 && venue.Server.Now < before + 180_000; i++) Assert.Null((await venue.Account.BalancesAsync(None)).Error);
        // It waited rather than be refused.
        Assert.True(venue.Server.Now >= before + 180_000);
        Assert.Equal(SendAnswerKind.Accepted, (await venue.Account.PlaceAsync(venue.Resting(), None)).Kind);
    }

    static async Task BalancesEqualTheLedger(ContractVenue venue)
    {
        var ledger = venue.Control("GET", "/control/ledger")["accounts"]!.AsArray().Single(row => (string)row!["key"]! == TestnetOptions.DefaultKey)!["balances"]!.AsObject();
        var expected = ledger.Select(row => (row.Key, Total: Figure(row.Value!["free"]!) + Figure(row.Value["locked"]!))).Where(row => row.Total != 0).OrderBy(row => row.Key, StringComparer.Ordinal);
        var told = (await venue.Account.BalancesAsync(None)).Value;
        Assert.Equal(expected, told.Select(balance => (Key: balance.Asset, balance.Total)).OrderBy(row => row.Key, StringComparer.Ordinal));
    }
}
