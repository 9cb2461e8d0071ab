using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Engine.Orders;
using Argosy.Engine.Strategies;
using Argosy.Research.Backtests;
using Argosy.Research.Results;
using Argosy.Simulation.Fills;
using static Argosy.Research.Tests.Together.HandMade;

namespace Argosy.Research.Tests.Together;

/// <summary>Guards and exit rules of several strategies on one account, worked by hand.</summary>
public sealed class GuardsAndBooksTests
{
    [Fact]
    public void Cooldown_CountsTheInstrumentsFills_OfItAlone()
    {
        Market[] markets = [Market([.. Enumerable.Repeat(100.0, 8).Select(Flat)]), Market([.. Enumerable.Repeat(50.0, 8).Select(Flat)], "ETH")];
        // a trades BTC alone, b both: two minutes after a's fill b's order of BTC is still too early, that of ETH is not.
        StrategyChoice both = StrategyChoice.Of([new StrategyMember("a", Choice(() => new Letters("b.......", "BTC"), "letters")), new StrategyMember("b", Choice(() => new Letters("..b....."), "letters"))]);
        var result = Run(both, Settings("cooldown:2m"), markets);
        Assert.Equal("1m a buy 1; 3m b buy 1", Told(result));
        Assert.Equal([0, 1], Enumerable.Range(0, 2).Select(i => (int)result.Fills[i].Instrument));
    }

    [Fact]
    public void Cooldown_OnOneInstrument_BlocksBothBooksThere()
    {
        var result = Run(Both("b...s...", ".bbbbbbb"), Settings("cooldown:2m"), Market([.. Enumerable.Repeat(100.0, 8).Select(Flat)]));
        // a buys at 1 m; b asks at 2 to 3 m in vain (equal blocks) and gets in at 4 m; a's exit at 5 m passes.
        Assert.Equal("1m a buy 1; 4m b buy 1; 5m a sell 1", Told(result));
        Assert.Contains(result.Unfilled, pair => pair.Key == "guard" && pair.Value == 5);
    }

    [Fact]
    public void Drawdown_OfTheAccount_BlocksBooksThatLostNothing()
    {
        // a's loss of 100 of 1,000 is 10 %: the limit itself blocks. Its stop and sale pass, b's purchase does not.
        double[][] bars = [Flat(100), Flat(100), Flat(90), Flat(90), Flat(90), Flat(90)];
        var result = Run(Both("b..s..", "..b.b."), Settings("max-drawdown(limit=10%, period=1d)") with { Size = "qty:10" }, Market(bars));
        Assert.Equal("1m a buy 10; 4m a sell 10", Told(result));
        Assert.Contains(result.Unfilled, pair => pair is { Key: "guard", Value: 2 });
    }

    [Fact]
    public void StopStreak_OfOneBook_PausesTheOther_AndItsExitsPass()
    {
        double[][] bars = [Flat(100), Flat(100), Flat(97), Flat(97), Flat(94), Flat(94), Flat(94), Flat(94), Flat(94)];
        // Both books are stopped at 2 % below their entries: b at the gap of 2 m, a at that of 4 m. Then nobody buys for three minutes.
        var result = Run(Both("..b..b.b.", "b....b..."), Settings("stop-streak(k=2, period=5m, pause=3m)") with { Exits = ["stop:2%"] }, Market(bars));
        Assert.Equal("1m b buy 1; 2m b stop 1; 3m a buy 1; 4m a stop 1; 8m a buy 1", Told(result));
    }

    [Fact]
    public void Exits_OfEachBook_CloseTheirOwnEntryAlone()
    {
        double[][] bars = [Flat(100), Flat(100), Flat(104), [104, 104, 101.5, 102], [102, 102, 97, 97], Flat(97)];
        var result = Run(Both("b.....", ".b...."), Settings() with { Exits = ["stop:2%"] }, Market(bars));
        // b bought at 104: its stop is 101.92; a's is 98.
        Assert.Equal("1m a buy 1; 2m b buy 1; 4m b stop 1; 5m a stop 1", Told(result));
        Assert.Equal([-2.08m, -2m], result.Trades.Select(trade => trade.Pnl));
        Assert.Equal([1, 0], result.Trades.Select(trade => (int)trade.Book));
    }

    [Fact]
    public void TimeStops_OfTwoBooks_EachCountFromTheirOwnFill()
    {
        var result = Run(Both("b.......", "..b....."), Settings() with { Exits = ["time-stop:3m"] }, Market([.. Enumerable.Repeat(100.0, 8).Select(Flat)]));
        Assert.Equal("1m a buy 1; 3m b buy 1; 4m a time-stop 1; 6m b time-stop 1", Told(result));
    }

    [Fact]
    public void Limit_OfExposure_CountsAllBooks()
    {
        var result = Run(Both("b.....", ".b...."), Settings() with { Size = "qty:6", Limits = ["max-exposure:800"] }, Market([.. Enumerable.Repeat(100.0, 6).Select(Flat)]));
        Assert.Equal("1m a buy 6; 2m b buy 2", Told(result));
    }

    static BacktestSettings Settings(params string[] guards) => new()
    {
        Cash = 1_000, Size = "qty:1", Band = false, Guards = guards, Fills = new FillOptions { TakerFee = 0, MakerFee = 0, Participation = 0 },
    };

    // Books a and b; each letter is a bar's order on every instrument: b buys the run's size, s sells what is held.
    static StrategyChoice Both(string a, string b) => StrategyChoice.Of([new StrategyMember("a", Choice(() => new Letters(a), "letters")), new StrategyMember("b", Choice(() => new Letters(b), "letters"))]);

    static string Told(BacktestResult result) => string.Join("; ", Enumerable.Range(0, result.Fills.Count).Select(i => result.Fills[i]).Select(fill =>
        $"{fill.Time / Minute}m {"ab"[fill.Book]} {(fill.Purpose == OrderPurpose.Signal ? Spelling.Of(fill.Side) : Spelling.Of(fill.Purpose))} {Core.Values.Exact.Text(fill.Quantity)}"));

    sealed class Letters(string letters, string? only = null) : IStrategy
    {
        int _bar;

        public void OnBar(in Bar bar, StrategyContext context)
        {
            if (only is not null && context.Instrument.BaseAsset != only) return;
            switch (letters[Math.Min(_bar++, letters.Length - 1)])
            {
                case 'b': context.Enter(Side.Buy); break;
                case 's': context.Market(Side.Sell, OrderSize.Quantity(context.Position)); break;
            }
        }
    }
}
