using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Accounting;
using Argosy.Engine.Logs;
using Argosy.Engine.Orders;
using Argosy.Engine.Running;
using Argosy.Engine.Strategies;
using Argosy.Engine.Tests.Support;
using Argosy.Simulation.Feeds;
using Argosy.Simulation.Fills;
using Argosy.Simulation.Runs;

namespace Argosy.Engine.Tests.Runs;

/// <summary>What must hold in every run, whatever its strategies do.</summary>
public sealed class WildRunTests
{
    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 24)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void AnyRun_KeepsItsBooksAndItsLimits(int seed)
    {
        var leverage = seed % 4 == 3 ? 3m : 1m;
        var run = Prepare(seed, History.Bare, Columns(seed), leverage);
        var (engine, ledger) = (run.Engine, run.Engine.Ledger);
        var seen = 0;
        while (run.Step())
        {
            for (var asset = 0; asset <= ledger.InstrumentCount; asset++) Assert.Equal(0, ledger.Imbalance(asset));
            for (var i = 0; i < ledger.InstrumentCount; i++)
            {
                Assert.Equal(ledger.Net(i), Enumerable.Range(0, ledger.Books).Sum(book => ledger.Position(book, i).Quantity));
                Assert.Equal(ledger.Net(i), ledger.Account(LedgerAccount.Balance, 1 + i));
            }
            Assert.Equal(engine.OpenOrders.Sum(engine.Reservation), ledger.Reserved);
            Assert.InRange(ledger.EquityStatistic - (double)ledger.Equity, -1e-6, 1e-6);
            if (!engine.Power.AllowShort) Assert.True(ledger.Cash >= 0, $"cash {ledger.Cash}");
            seen = engine.Fills.Count;
        }
        Assert.True(seen > 100, $"only {seen} fills");
        CheckBooksAgainstFills(run);
        if (!engine.Ended) CheckOrders(engine);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void OpeningFill_LeavesExposureWithinEquityTimesLeverage(int seed)
    {
        var leverage = 1m + (seed % 4);
        SimulatedRun? run = null;
        var opened = 0;
        void Check(Fill fill)
        {
            var ledger = run!.Engine.Ledger;
            // Only a fill that made its book's position larger: exits pass. An opposite position of another book makes no room.
            var own = ledger.Position(fill.Book, fill.Instrument).Quantity;
            if (Math.Abs(own) <= Math.Abs(own - fill.SignedQuantity)) return;
            var net = ledger.Net(fill.Instrument);
            var price = run.Engine.Instruments[fill.Instrument].ToMoney(fill.PathUnits);
            var equity = ledger.Equity + (net * (price - ledger.Mark(fill.Instrument)));
            var exposure = ledger.GrossExposure + (ledger.BookGross(fill.Instrument) * (price - ledger.Mark(fill.Instrument)));
            if (ledger.HasBookShort) Assert.True(exposure <= (equity * leverage) + 0.0000001m, $"{exposure} of {equity} × {leverage}");
            opened++;
        }
        run = Prepare(seed, new FillOptions { Participation = 0.5m, SlippageBps = 7, SpreadBps = 4 }, Columns(seed), leverage, allowShort: true, watch: Check);
        run.Run();
        Assert.True(opened > 40, $"only {opened} opening fills");
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void SameRun_IsTheSameAtEveryStep(int seed)
    {
        var fills = Options(seed);
        var (first, second) = (Prepare(seed, fills, Columns(seed)), Prepare(seed, fills, Columns(seed)));
        while (first.Step())
        {
            Assert.True(second.Step());
            Assert.Equal(EngineSnapshot.Of(first.Engine).Hash, EngineSnapshot.Of(second.Engine).Hash);
        }
        Assert.Equal(first.Engine.Curve!.Values, second.Engine.Curve!.Values);
        Assert.Equal(first.Fills(), second.Fills());
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void LaterData_ChangeNothingBefore(int seed)
    {
        var fills = Options(seed);
        var columns = Columns(seed);
        var whole = Lines(seed, fills, columns);
        var random = new SeededGenerator((ulong)seed);
        for (var k = 0; k < 4; k++)
        {
            // At a quarter of an hour no bar is running; elsewhere its open is known and its rest is not.
            var end = (60 + random.NextIndex(260)) * History.Minute;
            var quarter = end - (end % (15 * History.Minute));
            var cut = Lines(seed, fills, [.. columns.Select(c => Until(c, quarter))]);
            Assert.True(cut.Count > 20, $"only {cut.Count} lines");
            Assert.Equal(cut, whole.Take(cut.Count));
            var before = whole.TakeWhile(line => TimeOf(line) < end).ToArray();
            var scrambled = Lines(seed, fills, [.. columns.Select(c => Scrambled(c, end, random))]);
            Assert.Equal(before, scrambled.Take(before.Length));
        }
    }

    [Fact]
    public void LaterData_OnceScrambled_DoChangeWhatComesAfter()
    {
        var columns = Columns(3);
        var random = new SeededGenerator(9);
        Assert.NotEqual(Lines(3, History.Bare, columns), Lines(3, History.Bare, [.. columns.Select(c => Scrambled(c, 100 * History.Minute, random))]));
    }

    static FillOptions Options(int seed) => (seed % 4) switch
    {
        0 => new FillOptions { Participation = 0.01m, SlippageBps = 3 },
        1 => History.Bare with { FillAt = FillAt.Close },
        2 => new FillOptions { TouchProbability = 0.5, FeeInReceivedAsset = true, Path = PathMode.AdverseFirst },
        _ => new FillOptions { LatencyBars = 1, Path = PathMode.Ohlc },
    };

    static BarColumns[] Columns(int seed) =>
        [History.Walk((ulong)seed, 400, 1, 0.15), History.Walk((ulong)seed + 100, 130, 3, 0.2), History.Walk((ulong)seed + 200, 80, 5, 0.1)];

    static SimulatedRun Prepare(int seed, FillOptions fills, BarColumns[] columns, decimal leverage = 1, bool? allowShort = null, Action<Fill>? watch = null, IRunLog? log = null)
    {
        var tracks = History.Tracks(columns);
        var options = new EngineOptions
        {
            StartingCash = 2_000,
            Sizing = seed % 2 == 0 ? new AllCash() : new Units(2),
            AllowShort = allowShort ?? seed % 2 == 1,
            Leverage = leverage,
            TakerFee = fills.TakerFee,
            BorrowApr = 0.05m,
            CurveCapacity = tracks.Sum(track => track.BarCount),
        };
        // Two strategies, each with an instance for each instrument.
        var slots = Enumerable.Range(0, 2 * columns.Length).Select(k => new Wild(((ulong)seed * 31) + (ulong)k));
        return new SimulatedRun(tracks, [.. slots.Select(wild => StrategySlot.For(watch is null ? wild : new Watched(wild, watch)))], options, fills, log);
    }

    static List<string> Lines(int seed, FillOptions fills, BarColumns[] columns)
    {
        var transcript = new Transcript();
        Prepare(seed, fills, columns, log: transcript).Run();
        return transcript.Lines;
    }

    static long TimeOf(string line) => long.Parse(line.AsSpan(0, line.IndexOf(' ', StringComparison.Ordinal)), System.Globalization.CultureInfo.InvariantCulture);

    static void CheckBooksAgainstFills(SimulatedRun run)
    {
        var ledger = run.Engine.Ledger;
        var held = new decimal[ledger.Books * ledger.InstrumentCount];
        foreach (var fill in run.Fills()) held[(fill.Book * ledger.InstrumentCount) + fill.Instrument] += fill.SignedQuantity;
        foreach (var flow in ledger.CashFlows) held[(flow.Book * ledger.InstrumentCount) + flow.Instrument] -= flow.Quantity;
        for (var book = 0; book < ledger.Books; book++)
        {
            for (var i = 0; i < ledger.InstrumentCount; i++) Assert.Equal(held[(book * ledger.InstrumentCount) + i], ledger.Position(book, i).Quantity);
        }
    }

    // Orders and fills tell the same; children never fill more than their entry.
    static void CheckOrders(TradingEngine engine)
    {
        var filled = new Dictionary<int, decimal>();
        for (var i = 0; i < engine.Fills.Count; i++) filled[engine.Fills[i].OrderId] = filled.GetValueOrDefault(engine.Fills[i].OrderId) + engine.Fills[i].Quantity;
        var byId = engine.Orders.Kept.ToDictionary(order => order.Id);
        foreach (var order in engine.Orders.Kept)
        {
            Assert.Equal(filled.GetValueOrDefault(order.Id), order.Filled);
            if (order.State == OrderState.Filled) Assert.True(order.Filled > 0);
            if (order.FirstChild == 0) continue;
            var children = engine.Orders.Kept.Where(child => child.Parent == order.Id).Sum(child => child.Filled);
            Assert.True(children <= order.Filled, $"children {children} of {order.Filled}");
            if (order.IsFinal && order.Filled == 0) Assert.All(engine.Orders.Kept.Where(child => child.Parent == order.Id), child => Assert.True(child.IsFinal));
        }
        var open = engine.OpenOrders.Select(order => order.Id).ToHashSet();
        foreach (var order in byId.Values) Assert.Equal(!order.IsFinal, open.Contains(order.Id));
    }

    static BarColumns Until(BarColumns columns, long end) => Pick(columns, row => columns.CloseTime(row) <= end, (_, bar) => bar);

    static BarColumns Scrambled(BarColumns columns, long end, SeededGenerator random) => Pick(
        columns,
        row => columns.OpenTimes[row] < end || random.NextIndex(4) > 0,
        (row, bar) =>
        {
            if (columns.CloseTime(row) < end) return bar;
            double Price() => (5_000 + random.NextIndex(9_000)) / 100.0;
            // Of a bar that is running the open is known, and its volume caps what fills there (fill contract, size).
            var isRunning = columns.OpenTimes[row] < end;
            var open = isRunning ? bar.Open : Price();
            var close = Price();
            return bar with
            {
                Open = open, Close = close, High = Math.Max(open, close) + 1, Low = Math.Min(open, close) - 1, Volume = isRunning ? bar.Volume : random.NextIndex(50),
            };
        });

    static BarColumns Pick(BarColumns columns, Func<int, bool> keep, Func<int, Bar, Bar> change)
    {
        var bars = Enumerable.Range(0, columns.Count).Where(keep).Select(row => change(row, columns[row])).ToArray();
        return new BarColumns
        {
            Timeframe = columns.Timeframe,
            OpenTimes = [.. bars.Select(bar => bar.OpenTime)],
            Open = [.. bars.Select(bar => bar.Open)],
            High = [.. bars.Select(bar => bar.High)],
            Low = [.. bars.Select(bar => bar.Low)],
            Close = [.. bars.Select(bar => bar.Close)],
            Volume = [.. bars.Select(bar => bar.Volume)],
            PriceScale = 2,
            Hash = "picked",
        };
    }

    sealed class Watched(Wild inner, Action<Fill> watch) : IStrategy
    {
        public void OnStart(StrategyContext context) => inner.OnStart(context);

        public void OnBar(in Bar bar, StrategyContext context) => inner.OnBar(in bar, context);

        public void OnFill(in Fill fill, StrategyContext context)
        {
            watch(fill);
            inner.OnFill(in fill, context);
        }
    }
}
