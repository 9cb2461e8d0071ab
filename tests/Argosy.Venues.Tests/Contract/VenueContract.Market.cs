using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Hosting.Ports;
using Argosy.Venues.Wire;
using static Argosy.Venues.Tests.Contract.ContractVenue;

namespace Argosy.Venues.Tests.Contract;

/// <content>The market: listings, candles of the past, streams of the present.</content>
public abstract partial class VenueContract
{
    const long Minute = 60_000;

    [Fact]
    public async Task Listings_HaveSteps()
    {
        await using var venue = await StartAsync(new());
        Assert.Equal(["BTC/USDT", "ETH/USDT", "SOL/USDT"], venue.Market.Listings.Keys.Order(StringComparer.Ordinal));
        var instrument = venue.Listing.Instrument;
        Assert.Equal((0.01m, 0.00001m, 5m, true), (instrument.TickSize, instrument.LotSize, instrument.MinNotional, venue.Listing.IsOpen));
    }

    [Fact]
    public async Task Bars_AreClosedOnes_WithoutGap()
    {
        await using var venue = await StartAsync(new() { History = 3_500 });
        venue.Step(10 * Minute);
        var bars = await History(venue, venue.Server.Now - (3_400 * Minute));
        var last = Timeframe.OneMinute.Floor(venue.Server.Now) - Minute;
        Assert.Equal(last, bars[^1].OpenTime);
        Assert.All(bars, bar => Assert.True(bar.IsSound));
        Assert.Equal(Enumerable.Range(0, bars.Count).Select(i => bars[0].OpenTime + (i * Minute)), bars.Select(bar => bar.OpenTime));
        Assert.True(bars.Count is 3_399 or 3_400);
    }

    [Fact]
    public async Task Bars_OfWhatIsNotThere_SayWhy()
    {
        await using var venue = await StartAsync(new());
        var unknown = (await venue.Market.BarsAsync("BTC/USD", Timeframe.OneMinute, 0, None)).Error!;
        Assert.Equal(ErrorKind.NotFound, unknown.Kind);
        Assert.Contains("BTC/USDT", unknown.Message, StringComparison.Ordinal);
        Assert.Equal(ErrorKind.NotSupported, (await venue.Market.BarsAsync(Instrument, Timeframe.Parse("7m").Value, 0, None)).Error!.Kind);
        Assert.Empty((await venue.Market.BarsAsync(Instrument, Timeframe.OneMinute, venue.Server.Now + Minute, None)).Value);
    }

    [Fact]
    public async Task Candles_OverCutsAndLosses_ComeOnceAndInOrder()
    {
        await using var venue = await StartAsync(new());
        var from = Timeframe.OneMinute.Floor(venue.Server.Now) - (10 * Minute);
        await using var ear = new MarketEar(venue.Market, new([Instrument, "ETH/USDT"], Timeframe.OneMinute) { From = from });
        await Until(() => ear.CaughtUp >= 1 && ear.Closed().Length >= 10, "the history");
        venue.Step(3 * Minute);
        await Complete("live");
        // The socket is cut and candles close before it is back.
        venue.Control("POST", "/control/cut");
        venue.Step(4 * Minute);
        await Until(() => ear is { Lost: >= 1, CaughtUp: >= 2 }, "the stream to come back");
        await Complete("after a cut");
        // Messages are lost although the socket stands.
        venue.Control("POST", "/control/messages?stream=market&kind=drop&count=1000000");
        venue.Step(3 * Minute);
        venue.Control("POST", "/control/clear");
        venue.Step(Minute);
        await Complete("after a loss");
        venue.Control("POST", "/control/messages?stream=market&kind=duplicate&count=10000");
        venue.Step(2 * Minute);
        venue.Control("POST", "/control/clear");
        await Complete("after repetitions");

        async Task Complete(string when)
        {
            foreach (var instrument in (string[])[Instrument, "ETH/USDT"])
            {
                await Until(() => ear.Closed(instrument) is { Length: > 0 } bars && bars[^1].OpenTime >= Timeframe.OneMinute.Floor(venue.Server.Now) - (2 * Minute), $"candles {when}");
                var told = ear.Closed(instrument);
                Assert.Equal(await History(venue, from, instrument, told[^1].OpenTime + Minute), told);
            }
        }
    }

    [Fact]
    public async Task Candles_WithoutAPast_BeginWithTheOneThatRuns()
    {
        await using var venue = await StartAsync(new());
        venue.Step(20_000);
        var running = Timeframe.OneMinute.Floor(venue.Server.Now);
        await using var ear = new MarketEar(venue.Market, new([Instrument], Timeframe.OneMinute));
        await Until(() => ear.CaughtUp >= 1, "the stream");
        venue.Step(2 * Minute);
        await Until(() => ear.Closed().Length >= 2, "two candles");
        Assert.Equal([running, running + Minute], ear.Closed().Select(bar => bar.OpenTime));
    }

    [Fact]
    public async Task TradesAndQuotes_AreTold()
    {
        await using var venue = await StartAsync(new());
        await using var ear = new MarketEar(venue.Market, new([Instrument], Timeframe.OneMinute) { Trades = true, Quotes = true });
        await Until(() => ear.CaughtUp >= 1, "the stream");
        var price = venue.Below(0.01m);
        venue.Control("POST", $"/control/trade?symbol={Symbol}&price={price}&quantity=0.125&side=SELL");
        await Until(() => Array.Exists(ear.Trades, trade => trade.Price == price && trade.Quantity == 0.125m && trade.IsSellerTaker), "the trade");
        await Until(() => (ear.Quote.Bid, ear.Quote.Ask) == venue.Best(), "the quote");
        Assert.Equal(ear.Trades.Length, ear.Trades.Select(trade => trade.Id).Distinct().Count());
    }

    static async Task<List<VenueBar>> History(ContractVenue venue, long from, string instrument = Instrument, long to = long.MaxValue)
    {
        var bars = new List<VenueBar>();
        await foreach (var page in BarPages.ReadAsync((next, cancellation) => venue.Market.BarsAsync(instrument, Timeframe.OneMinute, next, cancellation), Timeframe.OneMinute, from, to, None)) bars.AddRange(page.Value);
        return bars;
    }
}
