using Argosy.Core.Orders;
using Argosy.Hosting.Auditing;
using Argosy.Hosting.Orders;
using Argosy.Hosting.Ports;

namespace Argosy.Storage.Tests;

/// <summary>What every database behind the ports must do.</summary>
public abstract partial class DatabaseContract : IAsyncLifetime
{
    protected IDatabase Database { get; private set; } = null!;

    /// <summary>A database of this test's own; the same one again for the same name.</summary>
    protected abstract Task<IDatabase> Open(string name);

    /// <summary>Makes sure that there is an empty database to run SQL in.</summary>
    protected abstract Task Create(string name);

    /// <summary>The folder of its migrations.</summary>
    protected abstract string Dialect { get; }

    /// <summary>Changes rows behind the ports' back.</summary>
    protected abstract Task Execute(string name, string sql);

    public async Task InitializeAsync() => Database = await Open("one");

    public virtual async Task DisposeAsync() => await Database.DisposeAsync();

    [Fact]
    public async Task Reopened_KeepsEverythingAndItsInstallation()
    {
        await Fill(Database);
        var (installation, before) = (Database.Installation, await Text(Database));
        await Database.DisposeAsync();
        var again = await Open("one");
        Assert.InRange(installation, 1, ClientOrderId.MaxInstallation);
        Assert.Equal(installation, again.Installation);
        Assert.Equal(before, await Text(again));
        await again.DisposeAsync();
    }

    [Fact]
    public async Task Accounts_NamesAreUniqueAndKeysGoWithThem()
    {
        var account = new AccountRow { Name = "main", Venue = "binance", IsPaper = true, CreatedAt = 5 };
        Assert.True(await Database.Accounts.Add(account));
        Assert.False(await Database.Accounts.Add(account with { Venue = "kraken" }));
        Assert.Equal([account], await Database.Accounts.List());
        Assert.Null(await Database.Accounts.Key("main"));
        await Database.Accounts.PutKey("main", new byte[] { 1, 2, 0, 255 });
        await Database.Accounts.PutKey("main", new byte[] { 9, 0 });
        Assert.Equal([9, 0], await Database.Accounts.Key("main"));
        Assert.True(await Database.Accounts.Remove("main"));
        Assert.False(await Database.Accounts.Remove("main"));
        Assert.Null(await Database.Accounts.Key("main"));
    }

    [Fact]
    public async Task AccountDetails_BelongToTheirAccount()
    {
        await Database.Accounts.Add(new AccountRow { Name = "main", Venue = "binance", CreatedAt = 5 });
        foreach (var name in (string[])["anna", "ben", "cleo"]) await Database.Users.Add(User(name, "viewer"));
        var details = new AccountDetails { Account = "main", Owner = "anna", Place = "http://127.0.0.1:9100", KeyLast4 = "9f2c", LastCheck = "{}" };
        await Database.Accounts.PutDetails(details with { IsDisabled = true });
        await Database.Accounts.PutDetails(details);
        await Database.Accounts.PutShares("main", ["ben", "cleo"]);
        await Database.Accounts.PutShares("main", ["cleo", "cleo"]);
        Assert.Equal([details], await Database.Accounts.Details());
        Assert.Equal([("main", "cleo")], await Database.Accounts.Shares());
        await Database.Accounts.Remove("main");
        Assert.Empty(await Database.Accounts.Details());
        Assert.Empty(await Database.Accounts.Shares());
    }

    [Fact]
    public async Task Users_TheLastOwnerStays()
    {
        Assert.True(await Database.Users.AddFirst(User("anna", "owner")));
        Assert.False(await Database.Users.AddFirst(User("eve", "owner")));
        Assert.True(await Database.Users.Add(User("ben", "trader")));
        Assert.False(await Database.Users.Add(User("ben", "owner")));
        Assert.Equal(UserChange.LastOwner, await Database.Users.Remove("anna"));
        Assert.Equal(UserChange.LastOwner, await Database.Users.Change("anna", user => user with { Role = "viewer" }));
        Assert.Equal(UserChange.LastOwner, await Database.Users.Change("anna", user => user with { IsDisabled = true }));
        Assert.Equal(UserChange.NotFound, await Database.Users.Change("nobody", user => user));
        Assert.Equal(UserChange.Done, await Database.Users.Change("ben", user => user with { Role = "owner" }));
        var both = await Task.WhenAll(Database.Users.Remove("anna"), Database.Users.Remove("ben"));
        Assert.Equal([UserChange.Done, UserChange.LastOwner], both.Order());
        Assert.Single(await Database.Users.List());
    }

    [Fact]
    public async Task Users_AStepOfTheSecondFactorCountsOnce()
    {
        await Database.Users.Add(User("anna", "owner"));
        var used = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Database.Users.UseTotpStep("anna", 100)));
        Assert.Single(used, first => first);
        Assert.False(await Database.Users.UseTotpStep("anna", 99));
        Assert.True(await Database.Users.UseTotpStep("anna", 101));
        Assert.Equal(101, (await Database.Users.Find("anna"))!.TotpStep);
    }

    [Fact]
    public async Task SessionsAndTokens_GoWithTheirUser()
    {
        await Database.Users.Add(User("anna", "owner"));
        await Database.Users.Add(User("ben", "viewer"));
        var session = new SessionRow { Id = "s1", SecretHash = "h1", User = "ben", CreatedAt = 10, SeenAt = 10, Address = "::1", Agent = "test" };
        await Database.Users.AddSession(session);
        await Database.Users.AddSession(session with { Id = "s2", SecretHash = "h2", CreatedAt = 20 });
        await Database.Users.TouchSession("s1", 50, 60);
        Assert.Equal((session with { SeenAt = 50, ElevatedUntil = 60 }, User("ben", "viewer")), (await Database.Users.Session("h1"))!.Value);
        Assert.Null(await Database.Users.Session("h9"));
        Assert.Equal(["s2", "s1"], (await Database.Users.Sessions("ben")).Select(s => s.Id));
        Assert.Empty(await Database.Users.Sessions("anna"));
        await Database.Users.RemoveOldSessions(createdBefore: 0, seenBefore: 15);
        Assert.Equal(["s1"], (await Database.Users.Sessions(null)).Select(s => s.Id));
        await Database.Users.RemoveSessions("ben", but: "s1");
        Assert.Single(await Database.Users.Sessions("ben"));
        var token = new TokenRow { Id = "t1", SecretHash = "h3", User = "ben", Name = "robot", Scopes = 3, CreatedAt = 1, ExpiresAt = 0 };
        await Database.Users.AddToken(token);
        await Database.Users.TouchToken("t1", 7);
        Assert.Equal((token with { SeenAt = 7 }, User("ben", "viewer")), (await Database.Users.Token("h3"))!.Value);
        Assert.False(await Database.Users.RemoveToken("anna", "t1"));
        Assert.Equal([token with { SeenAt = 7 }], await Database.Users.Tokens("ben"));
        Assert.Equal(UserChange.Done, await Database.Users.Remove("ben"));
        Assert.Empty(await Database.Users.Sessions(null));
        Assert.Null(await Database.Users.Token("h3"));
    }

    [Fact]
    public async Task Documents_AreReplaced()
    {
        Assert.Null(await Database.Documents.Get("user:anna", "preferences"));
        await Database.Documents.Put("user:anna", "preferences", "{}");
        await Database.Documents.Put("user:anna", "preferences", """{"density":"compact"}""");
        await Database.Documents.Put("server", "preferences", "1");
        Assert.Equal("""{"density":"compact"}""", await Database.Documents.Get("user:anna", "preferences"));
        var drawn = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Database.Documents.GetOrAdd("server", "secret", $"{i}")));
        Assert.Single(drawn.Distinct());
        await Database.Documents.Remove("user:anna");
        Assert.Null(await Database.Documents.Get("user:anna", "preferences"));
        Assert.Equal("1", await Database.Documents.Get("server", "preferences"));
    }

    [Fact]
    public async Task Idempotency_AKeyIsClaimedOnce()
    {
        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Database.Idempotency.Begin("anna", "key-1", "hash", i)));
        Assert.Single(claims, claim => claim is null);
        Assert.All(claims, claim => Assert.Equal(0, claim?.Status ?? 0));
        await Database.Idempotency.Finish("anna", "key-1", 201, "application/json", [1, 2]);
        var stored = await Database.Idempotency.Begin("anna", "key-1", "other", 9);
        Assert.Equal(("hash", 201, "application/json"), (stored!.RequestHash, stored.Status, stored.Media));
        Assert.Equal([1, 2], stored.Body);
        Assert.Null(await Database.Idempotency.Begin("ben", "key-1", "hash", 9));
        await Database.Idempotency.Forget("anna", "key-1");
        Assert.Null(await Database.Idempotency.Begin("anna", "key-1", "hash", 100));
        await Database.Idempotency.RemoveBefore(50);
        Assert.Null(await Database.Idempotency.Begin("ben", "key-1", "hash", 100));
        Assert.NotNull(await Database.Idempotency.Begin("anna", "key-1", "hash", 100));
    }

    [Fact]
    public async Task Bots_AVersionNeverChanges()
    {
        var bot = Bot("1.0");
        Assert.True(await Database.Bots.Add(bot));
        Assert.False(await Database.Bots.Add(bot with { Source = "other" }));
        Assert.True(await Database.Bots.Add(Bot("1.1")));
        Assert.Equal([bot, Bot("1.1")], await Database.Bots.List());
    }

    [Fact]
    public async Task Deployments_NumbersAreNeverGivenTwiceAndEpochsGrow()
    {
        await Database.Bots.Add(Bot("1.0"));
        var first = await Database.Bots.Deploy(Deployment());
        var second = await Database.Bots.Deploy(Deployment());
        Assert.Equal((1, 2, -1), (first.Id, second.Id, first.Epoch));
        const long now = 1_790_000_000_000;
        var epoch = await Database.Bots.NextEpoch(1, now);
        Assert.Equal(EpochRule.Next(-1, now), epoch);
        Assert.Equal(epoch + 1, await Database.Bots.NextEpoch(1, now - 1_000_000));
        Assert.Null(await Database.Bots.NextEpoch(99, now));
        Assert.True(await Database.Bots.SetState(1, "paused"));
        Assert.False(await Database.Bots.SetState(99, "paused"));
        Assert.Equal([first with { State = "paused", Epoch = epoch!.Value + 1 }, second], await Database.Bots.Deployments());
    }

    [Fact]
    public async Task NextEpoch_AskedForByMany_IsGivenOnceEach()
    {
        await Database.Bots.Add(Bot("1.0"));
        await Database.Bots.Deploy(Deployment());
        var epochs = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Database.Bots.NextEpoch(1, 1_790_000_000_000)));
        Assert.Equal(20, epochs.Distinct().Count());
    }

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

    [Fact]
    public async Task Alerts_AreNumberedAndAcknowledged()
    {
        var alert = new AlertRow { Time = 5, Severity = "warning", Code = "feed", Text = "late", Deployment = 3 };
        var (first, second) = (await Database.Reading.AddAlert(alert), await Database.Reading.AddAlert(alert with { Text = "later" }));
        Assert.Equal([second, first], (await Database.Reading.Alerts(long.MaxValue, 10, onlyOpen: false)).Select(row => row.Id));
        Assert.True(await Database.Reading.Acknowledge(first, "anna", 9));
        Assert.False(await Database.Reading.Acknowledge(99, "anna", 9));
        Assert.Equal([second], (await Database.Reading.Alerts(long.MaxValue, 10, onlyOpen: true)).Select(row => row.Id));
        Assert.Equal(alert with { Id = first, AcknowledgedBy = "anna", AcknowledgedAt = 9 }, (await Database.Reading.Alerts(second, 10, onlyOpen: false)).Single());
    }

    [Fact]
    public async Task Crashes_AreCountedUntilForgiven()
    {
        foreach (var (bot, time) in ((string, long)[])[("a", 5), ("b", 6), ("a", 7), ("a", 7)]) await Database.Bots.AddCrash(new CrashRow { Bot = bot, Time = time });
        Assert.Equal([6L, 7L], (await Database.Bots.Crashes(6)).Select(row => row.Time));
        await Database.Bots.ForgiveCrashes("a");
        Assert.Equal(["b"], (await Database.Bots.Crashes(0)).Select(row => row.Bot));
        await Database.Bots.SetStatus(new StatusRow { Deployment = 1, Time = 3, Status = "{}" });
        await Database.Bots.SetStatus(new StatusRow { Deployment = 1, Time = 4, Status = "{1}" });
        Assert.Equal([new StatusRow { Deployment = 1, Time = 4, Status = "{1}" }], await Database.Bots.Statuses());
    }

    [Fact]
    public async Task Output_PointsCountOnceStatesAreReplacedAndTheOldestGo()
    {
        PlotRow Point(int deployment, long time, double value, string name = "sma") => new() { Deployment = deployment, Instrument = "BTC/USDT", Panel = "", Name = name, Time = time, Value = value };
        await Database.Output.Plot([Point(1, 1, 0.5), Point(1, 2, 1.0 / 3), Point(2, 2, -7), Point(1, 2, 4, "ema")]);
        await Database.Output.Plot([Point(1, 2, 9, "ema"), Point(1, 3, double.MaxValue)]);
        Assert.Equal([(1L, 0.5), (2L, 9.0), (2L, 1.0 / 3), (3L, double.MaxValue)], (await Database.Output.Plots([1], 0, 10)).OrderBy(row => row.Time).ThenBy(row => row.Name, StringComparer.Ordinal).Select(row => (row.Time, row.Value)));
        Assert.Equal([2L, 3L], (await Database.Output.Plots([1, 2], 2, 2)).Select(row => row.Time));
        Assert.Empty(await Database.Output.Plots([], 0, 10));
        StrategyStateRow State(string instrument, string json) => new() { Deployment = 1, Instrument = instrument, Time = 5, State = json };
        await Database.Output.Keep([State("BTC/USDT", "{}"), State("", "[1]")]);
        await Database.Output.Keep([State("BTC/USDT", "{\"a\":1}")]);
        Assert.Equal([State("", "[1]"), State("BTC/USDT", "{\"a\":1}")], await Database.Output.States(1));
        Assert.Empty(await Database.Output.States(2));
        await Database.Logs.Append([.. Enumerable.Range(0, 5).Select(i => Log(1, $"line {i}"))]);
        // Of the time at which the second newest point stands both stay.
        Assert.Equal(1 + 3, await Database.Output.Prune(1, points: 2, lines: 2));
        Assert.Equal([2L, 2L, 3L], (await Database.Output.Plots([1], 0, 10)).Select(row => row.Time));
        Assert.Equal(["line 4", "line 3"], (await Database.Logs.Last(1, long.MaxValue, 10)).Select(line => line.Message));
        Assert.Equal(0, await Database.Output.Prune(2, points: 100, lines: 100));
        Assert.Single(await Database.Output.Plots([2], 0, 10));
    }

    [Fact]
    public async Task Logs_ArePagedFromTheEnd()
    {
        await Database.Logs.Append([.. Enumerable.Range(0, 25).Select(i => Log(i % 2, $"line {i}"))]);
        await Database.Logs.Append([Log(1, "last")]);
        var page = await Database.Logs.Last(1, long.MaxValue, 3);
        Assert.Equal(["last", "line 23", "line 21"], page.Select(l => l.Message));
        Assert.Equal(["line 19"], (await Database.Logs.Last(1, page[^1].Sequence, 1)).Select(l => l.Message));
    }

    [Fact]
    public async Task Commands_ARepeatedIdIsRefused()
    {
        var command = new CommandRow { Id = "w1", Source = "webhook", Text = "buy btc 80", State = "received", Time = 1 };
        Assert.True(await Database.Commands.TryAdd(command));
        Assert.False(await Database.Commands.TryAdd(command with { Text = "buy btc 90" }));
        Assert.True(await Database.Commands.TryAdd(command with { Source = "console" }));
        await Database.Commands.Finish("webhook", "w1", "done", "bought");
        Assert.Contains(command with { State = "done", Answer = "bought" }, await Database.Commands.Last(10));
        Assert.Equal(command with { State = "done", Answer = "bought" }, await Database.Commands.Find("webhook", "w1"));
        Assert.Null(await Database.Commands.Find("webhook", "never"));
        var taken = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Database.Commands.TryAdd(command with { Id = "w2" })));
        Assert.Single(taken, first => first);
    }

    [Fact]
    public async Task Audit_ManyWriters_MakeOneChain()
    {
        await Task.WhenAll(Enumerable.Range(0, 30).Select(i => Database.Audit.Append(i, "host", "order", $"{{\"n\":{i}}}")));
        Assert.Equal(30, (await Database.Audit.Verify()).Value);
        Assert.Equal(Enumerable.Range(1, 30).Select(i => (long)i), (await Database.Audit.From(1, 100)).Select(e => e.Sequence));
    }

    [Theory]
    [InlineData("UPDATE audit SET data = '{\"n\":7}' WHERE sequence = 4", "line 4 ")]
    [InlineData("UPDATE audit SET time = time + 1 WHERE sequence = 1", "line 1 ")]
    [InlineData("UPDATE audit SET actor = 'hosT' WHERE sequence = 9", "line 9 ")]
    [InlineData("UPDATE audit SET hash = '0' || substr(hash, 2) WHERE sequence = 6 AND substr(hash, 1, 1) <> '0' OR sequence = 6 AND hash = ''", "line 6 ")]
    [InlineData("DELETE FROM audit WHERE sequence = 5", "line 5:")]
    public async Task Audit_OneChange_NamesTheLine(string change, string line)
    {
        for (var i = 1; i <= 10; i++) await Database.Audit.Append(i, "host", "order", $"{{\"m\":{i}}}");
        var sixth = (await Database.Audit.From(6, 1))[0];
        await Execute("one", sixth.Hash[0] == '0' ? change.Replace("'0' || substr", "'1' || substr", StringComparison.Ordinal).Replace("<> '0'", "<> '1'", StringComparison.Ordinal) : change);
        var verified = await Database.Audit.Verify();
        Assert.False(verified.Ok);
        Assert.Contains(line, verified.Error!.Message + " ", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Backup_RestoredElsewhere_IsTheSameUnderANewInstallation()
    {
        await Fill(Database);
        var backup = await Text(Database);
        await using var other = await Open("two");
        var restored = await other.Restore(new StringReader(backup));
        Assert.True(restored.Ok, restored.Error?.Message);
        Assert.NotEqual(Database.Installation, restored.Value);
        Assert.Equal(restored.Value, other.Installation);
        Assert.Equal(Rows(backup), Rows(await Text(other)));
        Assert.Equal(2, (await other.Audit.Verify()).Value);
        Assert.Equal(2, (await other.Bots.Deploy(Deployment())).Id);
    }

    [Fact]
    public async Task Restore_WhatIsCutOffOrNotEmpty_ChangesNothing()
    {
        await Fill(Database);
        var backup = await Text(Database);
        Assert.Contains("empty database", (await Database.Restore(new StringReader(backup))).Error!.Message, StringComparison.Ordinal);
        await using var other = await Open("two");
        var installation = other.Installation;
        foreach (var length in (int[])[0, 10, backup.Length / 2, backup.Length - 15]) Assert.False((await other.Restore(new StringReader(backup[..length]))).Ok);
        Assert.Equal(installation, other.Installation);
        Assert.Empty(await other.Accounts.List());
    }

    [Fact]
    public async Task Open_ByAnOlderArgosy_IsRefused()
    {
        await Execute("one", "INSERT INTO schema_migrations (number, name) VALUES (9999, 'later')");
        var refused = await Assert.ThrowsAnyAsync<InvalidOperationException>(() => Open("one"));
        Assert.Contains("newer Argosy", refused.Message, StringComparison.Ordinal);
    }

    async Task Fill(IDatabase database)
    {
        await database.Accounts.Add(new AccountRow { Name = "main", Venue = "binance", CreatedAt = 1 });
        await database.Accounts.PutKey("main", new byte[] { 0, 1, 2 });
        await database.Bots.Add(Bot("1.0"));
        await database.Bots.Deploy(Deployment());
        await database.Trading.Write(new TradingBatch { Orders = [Order("a", 1)], Fills = [Fill("a", "t1")], Trades = [Trade(1)], Equity = [new EquityRow { Deployment = 1, Time = 1, Equity = 1.10m }] });
        await database.Logs.Append([Log(1, "a 'quoted' line\nwith ünïcode")]);
        await database.Output.Plot([new PlotRow { Deployment = 1, Instrument = "", Panel = "below", Name = "ünï", Time = 7, Value = 2 }, new PlotRow { Deployment = 1, Instrument = "", Panel = "below", Name = "ünï", Time = 8, Value = 0.1 }]);
        await database.Output.Keep([new StrategyStateRow { Deployment = 1, Instrument = "", Time = 7, State = "{\"n\":1}" }]);
        await database.Commands.TryAdd(new CommandRow { Id = "1", Source = "console", Text = "status", State = "received", Time = 1 });
        var study = await database.Research.AddStudy(Study());
        await database.Jobs.Add(Job() with { Progress = 0.25, EtaMs = 7, Study = study.Id });
        await database.Research.AddRun(Run("ma-cross"), new Dictionary<string, double> { ["sharpe"] = 1.25, ["trades"] = 12 });
        await database.Users.Add(User("anna", "owner"));
        await database.Documents.Put("server", "settings", "{}");
        var written = (await database.Library.Add(Written()))!.Id;
        await database.Library.AddVersion(Version(written, 0, 0, "h"), "class A\n{}", major: false);
        await database.Library.SaveDraft(new DraftRow { Bot = written, User = "anna", Source = "class B {}", Base = "1.0", Edited = 5 }, 0);
        await database.Accounts.PutDetails(new AccountDetails { Account = "main", Owner = "anna", KeyLast4 = "9f2c" });
        await database.Accounts.PutShares("main", ["anna"]);
        await database.Bots.SetStatus(new StatusRow { Deployment = 1, Time = 3, Status = "{}" });
        await database.Bots.AddCrash(new CrashRow { Bot = "a", Time = 5 });
        await database.Reading.SetNote(1, 1, "late", "came late");
        await database.Reading.AddAlert(new AlertRow { Time = 5, Severity = "warning", Code = "feed", Text = "late" });
        await database.Audit.Append(1, "host", "start", "{}");
        await database.Audit.Append(2, "host", "stop", "{}");
    }

    static async Task<string> Text(IDatabase database)
    {
        using var text = new StringWriter();
        await database.Backup(text);
        return text.ToString();
    }

    static IEnumerable<string> Rows(string backup) => backup.Split('\n').Skip(1).Where(line => !line.StartsWith("[\"counters\",\"installation\"", StringComparison.Ordinal));

    static UserRow User(string name, string role) => new() { Name = name, Role = role, Password = "hash", CreatedAt = 3 };

    static BotRow Bot(string version) => new() { Name = "cross", Version = version, Language = "csharp", Source = "class X {}", CreatedAt = 1 };

    static DeploymentRow Deployment() => new() { Bot = "cross", Version = "1.0", Account = "main", State = "running", Configuration = "{}", CreatedAt = 1 };

    static OrderRow Order(string id, long time) => new() { ClientId = id, Deployment = 1, Account = "main", Instrument = "BTC/USDT", Side = Side.Sell, Type = OrderType.StopLimit, Quantity = 0.5213m, Price = 100.1m, Trigger = 100.2m, Phase = OrderPhase.Working, Time = time };

    static FillRow Fill(string order, string trade) => new() { Account = "main", Instrument = "BTC/USDT", TradeId = trade, ClientId = order, Side = Side.Sell, Price = 100.1m, Quantity = 0.5m, Fee = -0.01m, FeeAsset = "USDT", IsMaker = true, Time = 7 };

    static TradeRow Trade(long number) => new() { Deployment = 1, Number = number, Instrument = "BTC/USDT", Side = Side.Buy, EntryTime = number, ExitTime = number + 1, Quantity = 1.5m, Pnl = -0.25m, ExitReason = "stop" };

    static LogRow Log(int deployment, string message) => new() { Deployment = deployment, Time = 1, Level = "info", Message = message };
}
