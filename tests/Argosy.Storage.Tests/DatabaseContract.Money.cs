using Argosy.Core.Orders;
using Argosy.Hosting.Orders;
using Argosy.Hosting.Ports;

namespace Argosy.Storage.Tests;

/// <summary>What every database must do with orders, executions, trades and equity.</summary>
public abstract partial class DatabaseContract
{
    [Fact]
    public async Task Orders_AreReplacedAndReadNewestFirst()
    {
        await Database.Trading.Write(new TradingBatch { Orders = [Order("a", 1), Order("b", 2), Order("c", 3), Order("d", 4) with { Deployment = 2 }] });
        var filled = Order("b", 2) with { Phase = OrderPhase.Filled, Filled = 0.5213m, VenueOrderId = "v9", Why = "filled" };
        await Database.Trading.Write(new TradingBatch { Orders = [filled] });
        Assert.Equal([Order("c", 3), filled], await Database.Trading.Orders(1, long.MaxValue, 2));
        Assert.Equal([Order("a", 1)], await Database.Trading.Orders(1, 2, 10));
    }

    [Fact]
    public async Task Fills_OneForEachTradeIdHoweverOftenWritten()
    {
        var fill = Fill("a", "t1");
        await Database.Trading.Write(new TradingBatch { Fills = [fill, fill, Fill("a", "t2")] });
        await Database.Trading.Write(new TradingBatch { Fills = [fill with { Quantity = 99m }] });
        Assert.Equal([fill, Fill("a", "t2")], await Database.Trading.Fills("a"));
    }

    [Fact]
    public async Task Fills_BothSidesOfATradeBetweenTwoOfOurOrdersAreKept()
    {
        var (sold, bought) = (Fill("a", "t1"), Fill("b", "t1") with { Side = Side.Buy });
        await Database.Trading.Write(new TradingBatch { Fills = [sold, bought, bought] });
        Assert.Equal([sold], await Database.Trading.Fills("a"));
        Assert.Equal([bought], await Database.Trading.Fills("b"));
    }

    [Fact]
    public async Task Open_OfTheFirstSchema_KeepsItsExecutionsAndTakesTheirOtherSides()
    {
        using var script = new StreamReader(typeof(SqlDatabase).Assembly.GetManifestResourceStream($"Argosy.Storage.Migrations.{Dialect}.0001_first.sql")!);
        await Create("first");
        await Execute("first", $"CREATE TABLE schema_migrations (number BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL); INSERT INTO schema_migrations VALUES (1, '0001_first.sql'); {await script.ReadToEndAsync()}");
        var (sold, bought) = (Fill("a", "t1"), Fill("b", "t1") with { Side = Side.Buy });
        await Execute("first", $"INSERT INTO fills VALUES ('main', 'BTC/USDT', 't1', 'a', {(int)Side.Sell}, '100.1', '0.5', '-0.01', 'USDT', 1, 7)");
        var migrated = await Open("first");
        await migrated.Trading.Write(new TradingBatch { Fills = [sold with { Quantity = 99m }, bought] });
        Assert.Equal([sold], await migrated.Trading.Fills("a"));
        Assert.Equal([bought], await migrated.Trading.Fills("b"));
        await migrated.DisposeAsync();
    }

    [Theory]
    [InlineData("0.00000001")]
    [InlineData("79228162514264337593543950335")]
    [InlineData("-0.0000000000000000000000000001")]
    [InlineData("123456789012345.12345678")]
    public async Task Money_IsExact(string amount)
    {
        var money = decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture);
        await Database.Trading.Write(new TradingBatch { Equity = [new EquityRow { Deployment = 1, Time = 5, Equity = money }] });
        Assert.Equal(money, (await Database.Trading.Equity(1, 0)).Single().Equity);
    }

    [Fact]
    public async Task Batch_ThatFails_LeavesNothing()
    {
        await Assert.ThrowsAnyAsync<Exception>(() => Database.Trading.Write(new TradingBatch { Orders = [Order("a", 1)], Fills = [Fill("a", "t1") with { FeeAsset = null! }] }));
        Assert.Empty(await Database.Trading.Orders(1, long.MaxValue, 10));
    }

    [Fact]
    public async Task TradesAndEquity_ComeBackInOrder()
    {
        var trades = new[] { Trade(1), Trade(2) };
        EquityRow[] equity = [new() { Deployment = 1, Time = 1, Equity = 100.5m }, new() { Deployment = 1, Time = 2, Equity = 99m }];
        await Database.Trading.Write(new TradingBatch { Trades = [.. trades.Reverse()], Equity = [.. equity.Reverse()] });
        await Database.Trading.Write(new TradingBatch { Trades = trades, Equity = equity });
        Assert.Equal(trades, await Database.Trading.Trades(1));
        Assert.Equal(equity, await Database.Trading.Equity(1, 0));
        Assert.Equal([equity[1]], await Database.Trading.Equity(1, 2));
    }

    [Fact]
    public async Task Reading_FiltersAndPagesOverDeployments()
    {
        await Database.Bots.Add(Bot("1.0"));
        await Database.Bots.Deploy(Deployment());
        await Database.Bots.Deploy(Deployment() with { Account = "other" });
        var (a, b, c, d) = (Order("a", 1), Order("b", 2) with { Phase = OrderPhase.Filled, VenueOrderId = "v9" }, Order("c", 2) with { Deployment = 2, Account = "other" }, Order("d", 4) with { Instrument = "ETH/USDT" });
        await Database.Trading.Write(new TradingBatch { Orders = [a, b, c, d], Fills = [Fill("b", "t1"), Fill("c", "t2") with { Account = "other" }], Trades = [Trade(1), Trade(2) with { Pnl = 3.5m }, Trade(2) with { Deployment = 2, Pnl = 0m }] });
        Assert.Equal([d, c, b, a], await Database.Reading.Orders(new TradingFilter()));
        Assert.Equal([d, c], await Database.Reading.Orders(new TradingFilter { Limit = 2 }));
        Assert.Equal([b, a], await Database.Reading.Orders(new TradingFilter { Limit = 2, BeforeTime = 2, BeforeKey = "c" }));
        Assert.Equal([d, c, a], await Database.Reading.Orders(new TradingFilter { IsOpen = true }));
        Assert.Equal([b], await Database.Reading.Orders(new TradingFilter { IsOpen = false }));
        Assert.Equal([c], await Database.Reading.Orders(new TradingFilter { Account = "other" }));
        Assert.Equal([c], await Database.Reading.Orders(new TradingFilter { Deployments = [2], From = 2, To = 3 }));
        Assert.Empty(await Database.Reading.Orders(new TradingFilter { Deployments = [] }));
        Assert.Equal([d], await Database.Reading.Orders(new TradingFilter { Instrument = "ETH/USDT" }));
        Assert.Equal(b, await Database.Reading.Order("v9"));
        Assert.Null(await Database.Reading.Order(""));
        Assert.Equal([2, 1], (await Database.Reading.Fills(new TradingFilter())).Select(fill => fill.Deployment));
        Assert.Equal(Fill("b", "t1"), (await Database.Reading.Fills(new TradingFilter { Deployments = [1] })).Single().Fill);
        Assert.Equal([(2, 2L), (1, 2L), (1, 1L)], (await Database.Reading.Trades(new TradingFilter())).Select(row => (row.Trade.Deployment, row.Trade.Number)));
        Assert.Equal([(1, 1L)], (await Database.Reading.Trades(new TradingFilter { BeforeTime = 3, BeforeKey = "1/2" })).Select(row => (row.Trade.Deployment, row.Trade.Number)));
        Assert.Equal([2], (await Database.Reading.Trades(new TradingFilter { Account = "other" })).Select(row => row.Trade.Deployment));
        Assert.True(await Database.Reading.SetNote(1, 2, "late", "came late"));
        Assert.False(await Database.Reading.SetNote(1, 9, "late", "came late"));
        Assert.Equal(new NotedTrade(Trade(2) with { Pnl = 3.5m }, "late", "came late"), (await Database.Reading.Trades(new TradingFilter { Deployments = [1] }))[0]);
        Assert.Equal(
            [new DeploymentCounts { Deployment = 1, Trades = 2, Won = 1, LastOrder = 4 }, new DeploymentCounts { Deployment = 2, Trades = 1, Won = 0, LastOrder = 2 }], await Database.Reading.Counts());
    }

    [Fact]
    public async Task Reading_OfEquity_TakesTheLastPointOfEachBucket()
    {
        await Database.Trading.Write(new TradingBatch { Equity = [.. Enumerable.Range(0, 10).Select(i => new EquityRow { Deployment = 1 + (i % 2), Time = i * 10, Equity = i })] });
        Assert.Equal([(1, 40L), (2, 30L), (1, 80L), (2, 90L)], (await Database.Reading.Equity([1, 2], 20, 50)).OrderBy(row => row.Time / 50).ThenBy(row => row.Deployment).Select(row => (row.Deployment, row.Time)));
        Assert.Empty(await Database.Reading.Equity([], 0, 50));
    }
}
