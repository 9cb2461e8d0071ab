using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Strategies;
using Argosy.Research.Backtests;
using Argosy.Research.Logs;
using Argosy.Simulation.Fills;
using Argosy.Simulation.Queues;
using Argosy.Strategies.BuiltIn;

namespace Argosy.Research.Tests.Ticks;

/// <summary>The same strategies on bars, trades, quotes and books of real data.</summary>
public class TickBacktestTests
{
    const string Spot = "binance_ETH-USDT_20240808";

    public static TheoryData<string> Kinds => ["trades", "quotes", "book"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Run_Repeated_EndsInTheSameState(string kind)
    {
        var first = Run(kind, Jittered);
        var again = Run(kind, Jittered);
        Assert.True(first.Fills.Count > 0);
        Assert.Equal(first.StateHash, again.StateHash);
        Assert.Equal(first.TradeHash, again.TradeHash);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Log_Replayed_IsTheRun(string kind)
    {
        var path = Path.Combine(Path.GetTempPath(), $"argosy-ticks-{Guid.NewGuid():N}.log");
        try
        {
            var request = Request(kind, Jittered);
            using (var log = new RunLogWriter(path, RunLogHeader.Of(request)))
            {
                var result = Backtest.Run(request with { Log = log });
                Assert.True(result.Ok, result.Error?.Message);
                log.Complete(result.Value.StateHash);
            }
            var read = RunLogReader.Read(path);
            Assert.True(read.Ok, read.Error?.Message);
            Assert.Equal(Jittered, read.Value.Header.Settings.Ticks);
            var replayed = Replay.Run(read.Value, request.Markets, request.Strategy);
            Assert.True(replayed.Ok, replayed.Error?.Message);
            Assert.True(replayed.Value.IsEqual, $"{replayed.Value.Divergence}");
        }
        finally
        {
            File.Delete(path);
        }
    }

    // What acts on closes decides alike wherever its orders fill; on ticks each fill lies within the bar that follows its decision.
    [Theory]
    [MemberData(nameof(Kinds))]
    public void Decisions_OnTicks_AreThoseOnTheBarsBuiltFromThem(string kind)
    {
        var ticks = Run(kind, new TickOptions(), () => new Alternating(), participation: 0);
        var market = ticks.Markets[0] with { Ticks = null };
        var bars = Backtest.Run(new BacktestRequest([market], ticks.Strategy, ticks.Settings with { Ticks = null })).Value;
        Assert.Equal(bars.Orders.Select(o => (o.Side, o.DecisionTime)), ticks.Orders.Select(o => (o.Side, o.DecisionTime)));
        Assert.True(ticks.Orders.Count > 10);
        var columns = market.Bars;
        var spread = market.Instrument.TickSize * (kind == "trades" ? 0 : 200);
        for (var i = 0; i < ticks.Fills.Count; i++)
        {
            var fill = ticks.Fills[i];
            var order = ticks.Orders.Single(o => o.Id == fill.OrderId);
            var row = columns.IndexAtOrAfter(order.DecisionTime);
            Assert.InRange(fill.Time, order.DecisionTime, columns.CloseTime(row));
            Assert.InRange(fill.Price, (decimal)columns.Low[row] - spread, (decimal)columns.High[row] + spread);
        }
    }

    [Fact]
    public void TakerFills_OnTradesAlone_AreAShareOfOneTradeAtItsPrice()
    {
        var run = Run("trades", new TickOptions(), participation: 0.1m);
        var trades = run.Markets[0].Ticks!.Trades;
        var (price, quantity) = (run.Markets[0].Ticks!.PriceScale, run.Markets[0].Ticks!.QuantityScale);
        Assert.True(run.Fills.Count > 20);
        var last = 0;
        for (var i = 0; i < run.Fills.Count; i++)
        {
            var fill = run.Fills[i];
            while (last < trades.Count && !(trades.Times[last] == fill.Time && Exact.FromUnits(trades.Prices[last], price) == fill.Price && fill.Quantity <= Exact.FromUnits(trades.Quantities[last], quantity) * 0.1m)) last++;
            Assert.True(last < trades.Count, $"fill {i} at {fill.Time} lies on no trade");
            last++;
        }
    }

    [Fact]
    public void Makers_ByModel_AreFilledTheEarlierTheMoreIsHoped()
    {
        var filled = new[] { QueueKind.Pessimistic, QueueKind.Proportional, QueueKind.Optimistic }
            .Select(queue => Volume(Run("book", new TickOptions { Queue = queue }, () => new Joining()))).ToArray();
        Assert.True(filled[0] > 0);
        Assert.True(filled[0] <= filled[1] && filled[1] <= filled[2] && filled[0] < filled[2], string.Join(' ', filled));
    }

    [Fact]
    public void Settings_OfTicksOnBars_AreRefused()
    {
        var request = Request("trades", new TickOptions());
        var onBars = Backtest.Run(request with { Markets = [request.Markets[0] with { Ticks = null }] });
        Assert.Contains("need ticks", onBars.Error!.Message, StringComparison.Ordinal);
        var counted = Backtest.Run(request with { Settings = request.Settings with { Fills = request.Settings.Fills with { LatencyBars = 1 } } });
        Assert.Contains("--latency-ms", counted.Error!.Message, StringComparison.Ordinal);
        var blind = Backtest.Run(request with { Settings = request.Settings with { Ticks = new TickOptions { Queue = QueueKind.Proportional } } });
        Assert.Contains("--queue proportional needs sizes", blind.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void IdleRun_OverAMillionTicks_AllocatesNothingForOne()
    {
        var market = Many(1_000_000);
        var request = new BacktestRequest([market], new StrategyChoice("resting", [], () => new Resting()), Settings(new TickOptions()) with { KeepCurve = false });
        Backtest.RunForTotals(request);
        var few = Backtest.RunForTotals(request with { Settings = request.Settings with { To = market.Bars.CloseTime(9) } }).Value.AllocatedBytes;
        var many = Backtest.RunForTotals(request).Value.AllocatedBytes;
        Assert.True(many - few < 1_024, $"{many - few} bytes more for a million ticks more");
    }

    static TickOptions Jittered { get; } = new() { LatencyMs = 30, LatencyJitterMs = 20, CancelLatencyMs = 5 };

    static double Volume(BacktestResult result) => Enumerable.Range(0, result.Fills.Count).Select(i => result.Fills[i]).Where(fill => fill.IsMaker).Sum(fill => (double)fill.Quantity);

    static Market Many(int count)
    {
        var times = new long[count];
        var prices = new long[count];
        var quantities = new long[count];
        var random = new SeededGenerator(5);
        for (var i = 0; i < count; i++)
        {
            times[i] = i * 10L;
            prices[i] = 100_000 + random.NextIndex(1_000);
            quantities[i] = 1 + random.NextIndex(50);
        }
        return TickFixtures.Market(
            new TickHistory
            {
                Trades = new TradeColumns { Times = times, Prices = prices, Quantities = quantities, Takers = new TakerSide[count] },
                Clock = TickClock.Exchange, PriceScale = 2, QuantityScale = 2, Hash = "random",
            }, "1m");
    }

    static BacktestResult Run(string kind, TickOptions ticks, Func<IStrategy>? create = null, decimal participation = 0.1m)
    {
        var result = Backtest.Run(Request(kind, ticks, create, participation));
        Assert.True(result.Ok, result.Error?.Message);
        return result.Value;
    }

    static BacktestRequest Request(string kind, TickOptions ticks, Func<IStrategy>? create = null, decimal participation = 0.1m)
    {
        var history = TickFixtures.Read([TickFixtures.Trades(Spot)], kind == "quotes" ? [TickFixtures.Quotes(Spot)] : null, kind == "book" ? [TickFixtures.Book(Spot)] : null);
        var strategy = new StrategyChoice("ma-cross", [], create ?? (() => new MovingAverageCross(2, 5)));
        var settings = Settings(ticks);
        return new BacktestRequest([TickFixtures.Market(history, "5s")], strategy, settings with { Fills = settings.Fills with { Participation = participation } });
    }

    static BacktestSettings Settings(TickOptions ticks) => new() { Size = "qty:0.5", Band = false, Ticks = ticks };

    // Long, flat, long, ... at every close.
    sealed class Alternating : IStrategy
    {
        int _bars;

        public void OnBar(in Bar bar, StrategyContext context) => context.Target(_bars++ % 2 == 0 ? Direction.Long : Direction.Flat);
    }

    // A purchase at the last close, replaced at each close.
    sealed class Joining : IStrategy
    {
        int _order;

        public void OnBar(in Bar bar, StrategyContext context)
        {
            if (_order != 0) context.Cancel(_order);
            _order = context.Submit(context.Intent(
                Side.Buy, OrderType.Limit, Engine.Orders.OrderSize.Quantity(0.05m), new Engine.Orders.OrderTerms { Limit = context.Instrument.RoundToTick(bar.Close) - 0.01m }));
        }
    }

    // One purchase far away.
    sealed class Resting : IStrategy
    {
        bool _sent;

        public void OnBar(in Bar bar, StrategyContext context)
        {
            if (_sent) return;
            _sent = true;
            context.Submit(context.Intent(Side.Buy, OrderType.Limit, Engine.Orders.OrderSize.Quantity(0.05m), new Engine.Orders.OrderTerms { Limit = 500 }));
        }
    }
}
