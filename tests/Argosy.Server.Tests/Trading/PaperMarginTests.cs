using System.Globalization;
using System.Text.Json;
using Argosy.Cli.Running;
using Argosy.Server.Auth;
using Argosy.Testnet.Hosting;

namespace Argosy.Server.Tests.Trading;

/// <summary>A paper run on an exchange of perpetual contracts, whose minutes pass in seconds: its positions say where its own margin ends.</summary>
public sealed class PaperMarginTests
{
    [Fact]
    public async Task Positions_OfPerpetualsOnPaper_SayWhereTheyAreLiquidated()
    {
        var options = new TestnetOptions { Protocol = TestnetProtocol.BinanceFutures, Speed = 60, History = 60, TradeGapMs = 5_000 };
        await using var venue = (await TestnetServer.StartAsync(options, CancellationToken.None)).Value;
        await using var rig = await TradingRig.StartAsync(addresses: new Dictionary<string, VenueAddresses> { ["binance-usdm"] = VenueAddresses.At(venue.Address) });
        using var trader = await rig.Server.LoginAsync(Role.Trader);
        await TradingRig.MakeAsync(trader, new { name = "far", strategy = "buy-and-hold", venue = "binance-usdm", instruments = new[] { "BTC/USDT" }, timeframe = "1m", warmUp = 20, cash = "1000", size = "quote:300", margin = "isolated", leverage = "5" });
        var held = (await TradingRig.UntilAsync(trader, "/api/positions", positions => positions.GetArrayLength() == 1))[0];
        var margin = held.GetProperty("margin");
        Assert.Equal(("isolated", 5m, JsonValueKind.Null), (margin.GetProperty("mode").GetString(), Money(margin, "leverage"), margin.GetProperty("mark").ValueKind));
        // A fifth of its cost is margin, 0.4 % of its value must be kept: at p ≤ entry · 0.8 / 0.996, down to the price scale; the entry is an average.
        var liquidation = Money(margin, "liquidation");
        Assert.InRange((Money(held, "entry") * 0.8m / 0.996m) - liquidation, -0.01m, 0.11m);
        Assert.Equal((double)((liquidation / Money(held, "mark")) - 1), margin.GetProperty("distance").GetDouble(), 12);
        Assert.InRange(margin.GetProperty("time").GetInt64(), 1, venue.Now);
    }

    static decimal Money(JsonElement of, string name) => decimal.Parse(of.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);
}
