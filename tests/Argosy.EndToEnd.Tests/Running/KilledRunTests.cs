using Argosy.Core.Events;
using Argosy.Core.Links;
using Argosy.Core.Orders;
using Argosy.Data.Links;
using Argosy.Hosting.Accounts;
using Argosy.Hosting.Journal;
using Argosy.Hosting.Orders;
using Argosy.Hosting.Ports;
using Argosy.Storage.Postgres;
using Argosy.Storage.Sqlite;
using Argosy.Storage.Tests;

namespace Argosy.EndToEnd.Tests.Running;

/// <summary>A live run on an exchange of its own process, killed at any moment under load: nothing is lost, nothing doubled. ARGOSY_LONG=1 kills it fifty times.</summary>
[Trait("Category", "Slow")]
public sealed class KilledRunTests(PostgresServer postgres) : IClassFixture<PostgresServer>, IDisposable
{
    const int Deployment = 1, Attempts = 5;

    static readonly int Kills = Environment.GetEnvironmentVariable("ARGOSY_LONG") is null ? 5 : 50;

    // What a request meets now and then: it is carried out and its answer is lost, it is lost itself, it hangs.
    static readonly string[] Faults = ["fault?kind=cut-after&path=/api/v3/order&count=1", "fault?kind=cut-before&path=/api/v3/order&count=1", "fault?kind=delay-after&path=/api/v3/order&count=1&ms=1500", "cut"];

    readonly string _folder = Directory.CreateTempSubdirectory("argosy-killed-").FullName;

    string Log => Path.Combine(_folder, "runs", $"{Deployment}.log");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public Task Run_KilledAgainAndAgain_OnSqlite_EndsLikeTheVenue() => KilledAsync(Path.Combine(_folder, "argosy.db"));

    [Fact]
    public async Task Run_KilledAgainAndAgain_OnPostgres_EndsLikeTheVenue()
    {
        await postgres.Create("killed");
        await KilledAsync(postgres.ConnectionString("killed"));
    }

    async Task KilledAsync(string database)
    {
        var random = new Random(5);
        using var testnet = new ArgosyProcess(new Dictionary<string, string>(), "testnet", "--port", "0", "--history", "60", "--trade-gap", "100");
        using var venue = await TestnetAccount.OfAsync(testnet);
        var before = await venue.BalancesAsync();
        var environment = new Dictionary<string, string> { ["ARGOSY_MASTER_KEY"] = KeyVault.NewMasterKey(), ["TESTNET_KEY"] = TestnetAccount.Key, ["TESTNET_SECRET"] = TestnetAccount.Secret };
        string[] words =
        [
            "run", "--live", "--venue", "binance", "--rest", (await testnet.LineAsync("exchange")).TrimEnd('/'), "--instruments", TestnetAccount.Instrument, "--candles", "1s", "--warm-up", "20",
            "--strategy", "every-bar", "--param", "qty=0.002", "--exit", "stop:0.5%", "--bot", "killed", "--folder", _folder, "--database", database,
        ];
        for (var kill = 0; kill < Kills; kill++)
        {
            // The key comes from the environment once; from then on the vault has it.
            using var run = new ArgosyProcess(environment, kill == 0 ? [.. words, "--key", "env:TESTNET"] : words);
            var wanted = Said() + random.Next(1, 6);
            await run.UntilAsync(() => Said() >= wanted, $"a run with {wanted} fills");
            await venue.ControlAsync(Faults[random.Next(Faults.Length)]);
            await Task.Delay(random.Next(0, 1_500));
            run.Kill();
        }
        // A stop that rests may fill after the run has ended; the next one must know of it.
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            await TradeOnAsync(environment, words);
            if ((await venue.FillsAsync()).Count == Said()) break;
        }
        await AssertEqualAsync(venue, before, database);
    }

    async Task TradeOnAsync(Dictionary<string, string> environment, string[] words)
    {
        using var run = new ArgosyProcess(environment, words);
        var wanted = Said() + 4;
        await run.UntilAsync(() => Said() >= wanted, $"a run with {wanted} fills");
        var code = await run.EndAsync();
        Assert.True(code == 0, run.Text);
    }

    // Fills the log holds; what a kill left half written is no line.
    int Said() => File.Exists(Log) && RunLogLines.Read(Log) is { Ok: true } read ? read.Value.Messages.Count(message => message.Host is OrderSaid { Event.Kind: OrderEventKind.Filled }) : 0;

    async Task AssertEqualAsync(TestnetAccount venue, IReadOnlyDictionary<string, decimal> before, string database)
    {
        var messages = RunLogLines.Read(Log).Value.Messages;
        var booked = messages.Select(message => message.Host).OfType<OrderSaid>().Where(said => said.Event.Kind == OrderEventKind.Filled).ToArray();
        var fills = await venue.FillsAsync();

        // Every execution of the venue is booked once, as it was.
        Assert.Equal(fills.Select(fill => fill.TradeId).Order(StringComparer.Ordinal), booked.Select(said => said.TradeId).Order(StringComparer.Ordinal));
        foreach (var (fill, said) in fills.Join(booked, fill => fill.TradeId, said => said.TradeId, (fill, said) => (fill, said)))
        {
            Assert.Equal((fill.Side, fill.Price, fill.Quantity, fill.Fee), (said.Event.Fill.Side, said.Event.Fill.Price, said.Event.Fill.Quantity, said.Event.Fill.Fee));
        }

        AssertNoneDoubled(messages, await AssertStoredAsync(database, fills));

        // The account moved by what was executed, and by nothing else.
        var after = await venue.BalancesAsync();
        foreach (var asset in new[] { "BTC", "USDT" }) Assert.Equal(before.GetValueOrDefault(asset) + fills.Sum(fill => MovedBy(fill, asset)), after.GetValueOrDefault(asset));

        // Entries are gone; what rests protects what is held.
        Assert.All(await venue.OpenOrdersAsync(), order => Assert.Equal(Side.Sell, order.Side));
    }

    // What the run wanted of one order was executed once, whatever it took to bring it to the venue.
    void AssertNoneDoubled(IReadOnlyList<LinkMessage> messages, IReadOnlyList<FillRow> fills)
    {
        var wanted = messages.Select(message => message.Worker).OfType<OrderWanted>().Select(order => (order.Id, order.Quantity))
            .Concat(messages.Select(message => message.Worker).OfType<OrderChangeWanted>().Select(change => (change.Id, change.Quantity))).ToLookup(pair => pair.Id, pair => pair.Quantity);
        using var journal = OrderJournal.Open(Path.Combine(_folder, "accounts", "main")).Value;
        var requests = journal.Recovered.OfType<IntentRecorded>().ToDictionary(record => record.Request.Id.ToString(), record => record.Request);
        Assert.Equal(requests.Count, requests.Keys.Distinct().Count());
        foreach (var order in fills.GroupBy(fill => requests[fill.ClientId].Wish.RunOrder))
        {
            Assert.True(wanted.Contains(order.Key), $"order {order.Key} was executed and the run did not want it");
            Assert.InRange(order.Sum(fill => fill.Quantity), 0, wanted[order.Key].Max());
        }
    }

    static async Task<IReadOnlyList<FillRow>> AssertStoredAsync(string path, IReadOnlyList<VenueFill> fills)
    {
        var opened = path.Contains("Host=", StringComparison.Ordinal) ? await PostgresDatabase.Open(path) : await SqliteDatabase.Open(path);
        await using var database = opened.Value;
        Assert.Equal("running", Assert.Single(await database.Bots.Deployments()).State);
        var orders = await database.Trading.Orders(Deployment, long.MaxValue, 100_000);
        var stored = new List<FillRow>();
        foreach (var order in orders) stored.AddRange(await database.Trading.Fills(order.ClientId));
        Assert.Equal(fills.Select(fill => (fill.TradeId, fill.Quantity, fill.Price)).Order(), stored.Select(row => (row.TradeId, row.Quantity, row.Price)).Order());
        Assert.Equal(fills.Sum(fill => fill.Quantity), orders.Sum(order => order.Filled));
        Assert.All(orders, order => Assert.True(order.Phase >= OrderPhase.Working, $"{order.ClientId} is {order.Phase}"));
        return stored;
    }

    static decimal MovedBy(VenueFill fill, string asset)
    {
        var sign = fill.Side == Side.Buy ? 1 : -1;
        var moved = asset == "BTC" ? sign * fill.Quantity : -sign * fill.Quantity * fill.Price;
        return moved - (fill.FeeAsset == asset ? fill.Fee : 0);
    }
}
