using Argosy.Core.Events;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Accounting;
using Argosy.Engine.Orders;
using Argosy.Engine.Strategies;
using Argosy.Engine.Tests.Support;
using Argosy.Simulation.Runs;
using static Argosy.Engine.Tests.Support.History;

namespace Argosy.Engine.Tests.Runs;

/// <summary>Several strategies on one account: what their virtual books and the account owe one another.</summary>
public sealed class SeveralBooksTests
{
    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 24)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Books_AfterEveryFill_SumToTheAccount(int seed)
    {
        var (books, fills, flows) = (2 + (seed % 3), 0, 0);
        var sums = new VirtualBooks(books, 3);
        SimulatedRun? run = null;
        void Check(Fill fill)
        {
            // Interest and dust of the time between two fills are flows of their own.
            sums.Add(in fill);
            fills++;
            for (; flows < run!.Engine.Ledger.CashFlows.Count; flows++) sums.Add(run.Engine.Ledger.CashFlows[flows]);
            AssertSums(run.Engine.Ledger, sums);
        }
        run = Prepared(seed, books, Check, Bare with { TakerFee = 0.001m, MakerFee = -0.0002m, Participation = 0.4m, SlippageBps = 3, FeeInReceivedAsset = seed % 4 == 0 });
        run.Run();
        Assert.Equal(run.Engine.Fills.Count, fills);
        Assert.True(fills > 60, $"only {fills} fills");

        // Trade lists are of one book each, and so are their results.
        for (; flows < run.Engine.Ledger.CashFlows.Count; flows++) sums.Add(run.Engine.Ledger.CashFlows[flows]);
        AssertSums(run.Engine.Ledger, sums);
        var builder = new TradeBuilder(run.Engine.Instruments, books);
        builder.Add(run.Engine.Fills, run.Engine.Ledger.CashFlows);
        decimal[] closes = [.. Enumerable.Range(0, 3).Select(run.Engine.Ledger.Mark)];
        builder.CloseOpen(run.Engine.Time, closes, 0);
        for (var book = 0; book < books; book++)
        {
            // Without a fee for closing, a book's trades gained what the book is worth; each notional is rounded once.
            var pnl = builder.Trades.Where(trade => trade.Book == book).Sum(trade => trade.Pnl);
            Assert.InRange(pnl - sums.Value(book, closes), -0.00000003m, 0.00000003m);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void OpeningFill_LeavesTheSumOfAllBooksWithinEquityTimesLeverage(int seed)
    {
        var (leverage, opened) = (1m + (seed % 3), 0);
        SimulatedRun? run = null;
        void Check(Fill fill)
        {
            var ledger = run!.Engine.Ledger;
            var own = ledger.Position(fill.Book, fill.Instrument).Quantity;
            if (Math.Abs(own) <= Math.Abs(own - fill.SignedQuantity) || !ledger.HasBookShort) return;
            var move = run.Engine.Instruments[fill.Instrument].ToMoney(fill.PathUnits) - ledger.Mark(fill.Instrument);
            decimal exposure = 0, equity = ledger.Equity + (ledger.Net(fill.Instrument) * move);
            for (var book = 0; book < ledger.Books; book++)
            {
                for (var i = 0; i < ledger.InstrumentCount; i++) exposure += Math.Abs(ledger.Position(book, i).Quantity) * (ledger.Mark(i) + (i == fill.Instrument ? move : 0));
            }
            Assert.True(exposure <= (equity * leverage) + 0.0000001m, $"{exposure} of {equity} × {leverage}");
            opened++;
        }
        run = Prepared(seed, 3, Check, Bare with { Participation = 0.5m, SlippageBps = 7, SpreadBps = 4 }, leverage);
        run.Run();
        Assert.True(opened > 20, $"only {opened} opening fills");
    }

    [Fact]
    public void OppositePositionOfAnotherBook_MakesNoRoom()
    {
        var bars = Flat(1, (0, 100), (1, 100), (2, 100), (3, 100));
        Script At(int minute, Side side, decimal quantity) => new((bar, c) =>
        {
            if (c.Time == minute * Minute) c.Market(side, OrderSize.Quantity(quantity));
        });
        var run = Run([bars], [At(1, Side.Sell, 10), At(2, Side.Buy, 1)], cash: 1_000, allowShort: true);
        Assert.Equal((-10m, 0m), (run.Engine.Ledger.Position(0, 0).Quantity, run.Engine.Ledger.Position(1, 0).Quantity));
        Assert.Equal(1, run.Engine.Endings[OrderReason.InsufficientFunds]);
    }

    [Fact]
    public void OppositePositions_AreHeld_ThoughTheAccountHasNone()
    {
        var bars = Flat(1, (0, 100), (1, 100), (2, 110), (3, 90));
        Script Once(Side side) => new((bar, c) =>
        {
            if (c.Time == Minute) c.Market(side, OrderSize.Quantity(3));
        });
        var run = Run([bars], [Once(Side.Buy), Once(Side.Sell)], allowShort: true);
        Assert.Equal((0m, true, 1_000_000m), (run.Engine.Ledger.Net(0), run.Engine.Ledger.HasPosition, run.Engine.Ledger.Equity));
        Assert.True(run.Engine.ExposedPoints >= 2);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void All_IsSharedByTheBooks(int books)
    {
        var bars = Flat(1, (0, 100), (1, 100), (2, 100));
        var run = Run([bars], Enumerable.Range(0, books).Select(_ => new Script((bar, c) => c.Target(Direction.Long))), cash: 1_000, sizing: new AllCash());
        Assert.Equal(Enumerable.Repeat(10m / books, books), run.Fills().Select(fill => fill.Quantity));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void ExitOfOneBookInsideABar_NeverPaysForAnEarlierFillOfAnother(int boughtFirst)
    {
        // One book's sale comes on the way to the second extreme, the other's purchase on the way to the first.
        var bought = Columns(Minute, [(0, 100, 100, 100, 100), (Minute, 100, 100, 100, 100), (2 * Minute, 100, 120, 95, 100)]);
        var sold = Columns(Minute, [(0, 50, 50, 50, 50), (Minute, 50, 50, 50, 50), (2 * Minute, 50, 60, 48, 50)]);
        void Holds(Core.MarketData.Bar bar, StrategyContext c)
        {
            if (c.Time == Minute && c.InstrumentIndex != boughtFirst) c.Market(Side.Buy, OrderSize.Quantity(2), new Protection { TargetPrice = 55 });
        }
        void Buys(Core.MarketData.Bar bar, StrategyContext c)
        {
            if (c.Time == 2 * Minute && c.InstrumentIndex == boughtFirst) c.TakeProfit(Side.Buy, OrderSize.Quantity(1), 96);
        }
        var run = Run(boughtFirst == 0 ? [bought, sold] : [sold, bought], [new PortfolioScript(Holds), new PortfolioScript(Buys)], cash: 101);
        Assert.Equal(1, run.Engine.Endings[OrderReason.InsufficientFunds]);
        Assert.Equal([(Side.Buy, 50m), (Side.Sell, 55m)], run.Fills().Select(fill => (fill.Side, fill.Price)));
    }

    static void AssertSums(Ledger ledger, VirtualBooks sums)
    {
        Assert.Equal(ledger.Cash - ledger.StartingCash, Enumerable.Range(0, ledger.Books).Sum(sums.Cash));
        decimal[] marks = [.. Enumerable.Range(0, ledger.InstrumentCount).Select(ledger.Mark)];
        Assert.Equal(ledger.Equity - ledger.StartingCash, Enumerable.Range(0, ledger.Books).Sum(book => sums.Value(book, marks)));
        for (var i = 0; i < ledger.InstrumentCount; i++)
        {
            Assert.Equal(ledger.Net(i), Enumerable.Range(0, ledger.Books).Sum(book => sums.Quantity(book, i)));
            for (var book = 0; book < ledger.Books; book++) Assert.Equal(ledger.Position(book, i).Quantity, sums.Quantity(book, i));
        }
    }

    // Three instruments whose bars last 1, 3 and 5 minutes, some missing.
    static SimulatedRun Prepared(int seed, int books, Action<Fill> watch, Simulation.Fills.FillOptions fills, decimal leverage = 2)
    {
        var tracks = Tracks(Walk((ulong)seed, 500, 1, 0.05), Walk((ulong)seed + 100, 170, 3, 0.1), Walk((ulong)seed + 200, 100, 5));
        var options = new Engine.Running.EngineOptions
        {
            StartingCash = 3_000, Sizing = seed % 2 == 0 ? new AllCash() : new Units(2), AllowShort = true, Leverage = leverage, TakerFee = fills.TakerFee, BorrowApr = 0.05m,
        };
        var wild = Enumerable.Range(0, books * tracks.Length).Select(k => StrategySlot.For(new Watched(new Wild(((ulong)seed * 77) + (ulong)k), watch)));
        return new SimulatedRun(tracks, [.. wild], options, fills);
    }

    sealed class Watched(Wild inner, Action<Fill> watch) : IStrategy
    {
        public void OnStart(StrategyContext context) => inner.OnStart(context);

        public void OnBar(in Core.MarketData.Bar bar, StrategyContext context) => inner.OnBar(in bar, context);

        public void OnFill(in Fill fill, StrategyContext context)
        {
            watch(fill);
            inner.OnFill(in fill, context);
        }
    }
}
