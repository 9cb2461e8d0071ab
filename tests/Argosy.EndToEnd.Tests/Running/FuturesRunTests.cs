using Argosy.Core.Orders;
using Argosy.Hosting.Accounts;
using Argosy.Venues.Binance.Usdm;
using Argosy.Venues.Wire;

namespace Argosy.EndToEnd.Tests.Running;

/// <summary>A live run on perpetual contracts, on an exchange of its own process: margin is set, positions are protected, books are the venue's and what ccxt sees beside it.</summary>
[Trait("Category", "Slow")]
public sealed class FuturesRunTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("argosy-futures-").FullName;

    string Log => Path.Combine(_folder, "runs", "1.log");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Run_OnPerpetuals_KeepsBooksStopsAndLeverageOfTheVenue()
    {
        using var testnet = new ArgosyProcess(new Dictionary<string, string>(), "testnet", "--protocol", "binance-futures", "--port", "0", "--history", "60", "--trade-gap", "100");
        var rest = new Uri(await testnet.LineAsync("exchange"));
        using var ccxt = new Bystander("binanceusdm", rest, Log);
        await ccxt.WatchAsync();
        var environment = new Dictionary<string, string> { ["ARGOSY_MASTER_KEY"] = KeyVault.NewMasterKey(), ["TESTNET_KEY"] = TestnetAccount.Key, ["TESTNET_SECRET"] = TestnetAccount.Secret };
        using (var run = new ArgosyProcess(environment,
            "run", "--live", "--venue", "binance-usdm", "--rest", rest.ToString().TrimEnd('/'), "--instruments", TestnetAccount.Instrument, "--candles", "1m", "--warm-up", "20", "--margin", "isolated", "--leverage", "3",
            "--strategy", "every-bar", "--param", "qty=0.01", "--exit", "stop:1%", "--exit", "target:0.03%", "--bot", "futures", "--folder", _folder, "--key", "env:TESTNET"))
        {
            // The shortest candles there are last a minute.
            await run.UntilAsync(() => ccxt.Booked().Length >= 2, "a run with two fills");
            var seen = await ccxt.SeesTheSameAsync(run);
            Assert.All(seen["fetched"]!["positions"]!.AsArray(), one => Assert.Equal((3, "isolated"), ((int)one!["leverage"]!, (string)one["margin"]!)));
            var code = await run.EndAsync();
            Assert.True(code == 0, run.Text);
        }

        using var http = VenueHttp.Create();
        var venue = new BinanceUsdm(http, new UsdmOptions { Rest = rest, Accounts = rest }, new RateBudgets(), "auditor", new VenueKey(TestnetAccount.Key, TestnetAccount.Secret), TimeProvider.System);
        Assert.True((await venue.LoadAsync(CancellationToken.None)).Ok);
        var fills = (await venue.FillsAsync([TestnetAccount.Instrument], 0, CancellationToken.None)).Value;
        var said = ccxt.Booked();
        // A stop may have filled after the run's end; nothing the run heard is unknown to the venue.
        Assert.Subset(fills.Select(fill => fill.TradeId).ToHashSet(StringComparer.Ordinal), said.Select(s => s.TradeId).ToHashSet(StringComparer.Ordinal));
        var held = fills.Sum(fill => fill.Side == Side.Buy ? fill.Quantity : -fill.Quantity);
        var position = (await venue.PositionsAsync(CancellationToken.None)).Value.Where(p => p.Instrument == TestnetAccount.Instrument).Sum(p => p.Quantity);
        Assert.Equal(held, position);
        var open = (await venue.OpenOrdersAsync(CancellationToken.None)).Value;
        if (held != 0) Assert.Contains(open, order => order.Type == OrderType.Stop && order.Side == (held > 0 ? Side.Sell : Side.Buy) && order.Quantity >= Math.Abs(held));
        // What rests protects: entries were cancelled when the run stopped.
        Assert.All(open, order => Assert.True(held == 0 || order.Side == (held > 0 ? Side.Sell : Side.Buy), $"{order}"));
    }
}
