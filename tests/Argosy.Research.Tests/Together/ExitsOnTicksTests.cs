using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Research.Backtests;
using Argosy.Research.Results;
using Argosy.Research.Tests.Ticks;
using Argosy.Simulation.Fills;
using Argosy.Strategies.Consensus.Counting;

namespace Argosy.Research.Tests.Together;

/// <summary>Exit rules of voted entries where the market is trades: by hand, bought at 100 half a second after the first minute.</summary>
public sealed class ExitsOnTicksTests
{
    // 100 · 1.001 · 1.04 / 0.999 = 104.2082…; with 1 % 101.2023…, each rounded away from the market.
    const string Roi = "roi:0:4%/2:1%";

    [Fact]
    public void Roi_BeforeItsTime_AsksForTheFirstTarget() =>
        Assert.Equal("60.5 buy 100 taker; 180.4 target 104.21 maker", Told([Roi], (90, 104.21), (100, 104.2), (180.4, 104.22), (250, 100)));

    [Fact]
    public void Roi_AtItsTime_TakesWhatIsBeyondTheNewLimit()
    {
        // 101.5 came a tenth of a second too early.
        Assert.Equal("60.5 buy 100 taker; 180.6 target 101.3 taker", Told([Roi], (180.4, 101.5), (180.6, 101.3), (250, 100)));
        // The tick of the step's own instant meets the new limit.
        Assert.Equal("60.5 buy 100 taker; 180.5 target 101.4 taker", Told([Roi], (180.4, 101.5), (180.5, 101.4), (250, 100)));
    }

    [Fact]
    public void Roi_AtItsTime_RestsNearerAndWaitsToBeTradedThrough() =>
        Assert.Equal("60.5 buy 100 taker; 200 target 101.21 maker", Told([Roi], (180.6, 101), (190, 101.21), (200, 101.22), (250, 100)));

    [Fact]
    public void Roi_AcrossAMinuteWithoutTrades_IsRePricedAllTheSame() =>
        Assert.Equal("60.5 buy 100 taker; 305 target 101.21 maker", Told([Roi], (170, 100.5), (300, 101), (305, 101.3), (310, 100)));

    [Fact]
    public void TimeStop_FillsAtTheFirstTradeAfterItsTimeAndTheLatency()
    {
        Assert.Equal("60.5 buy 100 taker; 180.6 time-stop 101 taker", Told(["time-stop:2m"], (180.4, 102), (180.6, 101), (180.9, 100.7), (250, 100)));
        Assert.Equal("60.5 buy 100 taker; 180.9 time-stop 100.7 taker", Told(["time-stop:2m"], 300, (180.7, 101), (180.9, 100.7), (250, 100)));
    }

    [Fact]
    public void TimeStop_AndStop_WhicheverComesFirst()
    {
        Assert.Equal("60.5 buy 100 taker; 180.6 time-stop 99 taker", Told(["time-stop:2m", "stop:2%"], (180.6, 99), (181, 97), (250, 100)));
        Assert.Equal("60.5 buy 100 taker; 180.4 stop 97.9 taker", Told(["time-stop:2m", "stop:2%"], (100, 98.01), (180.4, 97.9), (181, 97), (250, 100)));
    }

    [Fact]
    public void BreakEven_StandsFromTheTradeThatGainedEnough() =>
        // 100 · 1.001 / 0.999 = 100.2002…, towards the market.
        Assert.Equal("60.5 buy 100 taker; 91 break-even 100.2 taker", Told(["break-even:1%"], (70, 100.1), (80, 101), (90, 100.22), (91, 100.2), (250, 100)));

    [Fact]
    public void Trailing_FollowsEveryTrade() =>
        Assert.Equal("60.5 buy 100 taker; 82 trailing 101.9 taker", Told(["trailing:2%"], (70, 103), (75, 104), (80, 102), (82, 101.9), (250, 100)));

    [Fact]
    public void RoiAndTimeStop_OverALittleVolume_SellInPartsAndNoMoreThanWasBought()
    {
        // A tenth of each trade of 5: two parts in, and out by the limit until the time stop takes the rest.
        var result = Run(["time-stop:3m", "roi:0:4%/2:1%"], 0, 0.1m, 5, (61, 100), (190, 101.3), (241, 100.5), (242, 100.4), (300, 100));
        Assert.Equal("60.5 buy 0.5 at 100; 61 buy 0.5 at 100; 190 target 0.5 at 101.3; 241 time-stop 0.5 at 100.5", Parts(result));
        Assert.False(result.Trades[^1].OpenAtEnd);
    }

    static string Told(string[] exits, params (double Seconds, double Price)[] trades) => Told(exits, 0, trades);

    static string Told(string[] exits, int latencyMs, params (double Seconds, double Price)[] trades) => string.Join("; ", Fills(Run(exits, latencyMs, 0, 10, trades)).Select(fill =>
        $"{Seconds(fill)} {Word(fill)} {Exact.Text(fill.Price)} {(fill.IsMaker ? "maker" : "taker")}"));

    static string Parts(BacktestResult result) => string.Join("; ", Fills(result).Select(fill => $"{Seconds(fill)} {Word(fill)} {Exact.Text(fill.Quantity)} at {Exact.Text(fill.Price)}"));

    static string Seconds(Fill fill) => (fill.Time / 1000m).ToString("0.#", System.Globalization.CultureInfo.InvariantCulture);

    static string Word(Fill fill) => fill.Purpose == OrderPurpose.Signal ? Spelling.Of(fill.Side) : Spelling.Of(fill.Purpose);

    static Fill[] Fills(BacktestResult result) => [.. Enumerable.Range(0, result.Fills.Count).Select(i => result.Fills[i])];

    // One voter says long at the first close and nothing afterwards: only an exit rule can end it.
    static BacktestResult Run(string[] exits, int latencyMs, decimal participation, int quantity, params (double Seconds, double Price)[] trades)
    {
        (double Seconds, double Price)[] all = [(10, 100), (50, 100), (60.5, 100), .. trades, (359, 100), (361, 100), (480, 100)];
        var history = new TickHistory
        {
            Trades = new TradeColumns
            {
                Times = [.. all.Select(trade => (long)Math.Round(trade.Seconds * 1000))],
                Prices = [.. all.Select(trade => (long)Math.Round(trade.Price * 100))],
                Quantities = [.. all.Select(_ => (long)quantity * 100)],
                Takers = new TakerSide[all.Length],
            },
            Clock = TickClock.Exchange, PriceScale = 2, QuantityScale = 2, Hash = "hand-made",
        };
        var settings = new BacktestSettings
        {
            Size = "qty:1", Band = false, Exits = exits, Ticks = new TickOptions { LatencyMs = latencyMs },
            Fills = new FillOptions { TakerFee = 0.001m, MakerFee = 0.001m, Participation = participation },
        };
        return HandMade.Run(HandMade.Voting(ConsensusMode.Bft, "+."), settings, TickFixtures.Market(history, "1m"));
    }
}
