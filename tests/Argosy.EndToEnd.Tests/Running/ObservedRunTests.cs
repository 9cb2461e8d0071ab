using Argosy.Core.Orders;
using Argosy.Hosting.Accounts;
using Argosy.Hosting.Orders;
using Argosy.Storage.Sqlite;

namespace Argosy.EndToEnd.Tests.Running;

/// <summary>While a live run trades, a client nobody here wrote stands beside it: it sees the same orders, trades and balances.</summary>
[Trait("Category", "Slow")]
public sealed class ObservedRunTests : IDisposable
{
    const int Deployment = 1;

    readonly string _folder = Directory.CreateTempSubdirectory("argosy-observed-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Ccxt_BesideALiveRun_SeesWhatTheRunHasBooked()
    {
        using var testnet = new ArgosyProcess(new Dictionary<string, string>(), "testnet", "--port", "0", "--history", "60", "--trade-gap", "100");
        var rest = new Uri(await testnet.LineAsync("exchange"));
        using var ccxt = new Bystander("binance", rest, Path.Combine(_folder, "runs", $"{Deployment}.log"));
        await ccxt.WatchAsync();
        var environment = new Dictionary<string, string> { ["ARGOSY_MASTER_KEY"] = KeyVault.NewMasterKey(), ["TESTNET_KEY"] = TestnetAccount.Key, ["TESTNET_SECRET"] = TestnetAccount.Secret };
        using (var run = new ArgosyProcess(environment,
            "run", "--live", "--venue", "binance", "--rest", rest.ToString().TrimEnd('/'), "--instruments", TestnetAccount.Instrument, "--candles", "1s", "--warm-up", "20",
            "--strategy", "every-bar", "--param", "qty=0.002", "--exit", "stop:0.5%", "--exit", "target:0.05%", "--bot", "observed", "--folder", _folder, "--key", "env:TESTNET"))
        {
            await run.UntilAsync(() => ccxt.Booked().Length >= 4, "a run with 4 fills");
            await ccxt.SeesTheSameAsync(run);
            var more = ccxt.Booked().Length + 3;
            await run.UntilAsync(() => ccxt.Booked().Length >= more, $"a run with {more} fills");
            await ccxt.SeesTheSameAsync(run);
            var code = await run.EndAsync();
            Assert.True(code == 0, run.Text);
        }

        // Every order of the run is one of ccxt's, under its own name, and the other way round.
        var seen = (await ccxt.LookAsync())["fetched"]!;
        var orders = seen["orders"]!.AsArray().ToDictionary(order => (string)order!["client"]!, order => order!, StringComparer.Ordinal);
        var database = (await SqliteDatabase.Open(Path.Combine(_folder, "argosy.db"))).Value;
        await using (database)
        {
            var stored = await database.Trading.Orders(Deployment, long.MaxValue, 100_000);
            Assert.Equal(stored.Where(row => row.Phase is OrderPhase.Working or OrderPhase.Filled or OrderPhase.Cancelled or OrderPhase.Expired).Select(row => row.ClientId).Order(StringComparer.Ordinal), orders.Keys.Order(StringComparer.Ordinal));
            foreach (var row in stored.Where(row => orders.ContainsKey(row.ClientId)))
            {
                var order = orders[row.ClientId];
                Assert.Equal((row.Side == Side.Buy ? "buy" : "sell", row.Quantity), ((string)order["side"]!, (decimal)order["amount"]!));
                // A stop that rests may fill after the run has ended.
                if (row.Phase == OrderPhase.Working) Assert.Contains((string)order["status"]!, (string[])["open", "closed"]);
                else Assert.Equal((row.Phase == OrderPhase.Filled ? "closed" : row.Phase == OrderPhase.Expired ? "expired" : "canceled", row.Filled), ((string)order["status"]!, (decimal)order["filled"]!));
            }
        }
    }
}
