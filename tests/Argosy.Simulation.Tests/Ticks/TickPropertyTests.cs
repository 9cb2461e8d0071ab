using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Accounting;
using Argosy.Engine.Orders;
using Argosy.Simulation.Fills;
using Argosy.Simulation.Queues;
using Argosy.Simulation.Runs;
using static Argosy.Simulation.Tests.Ticks.TickScenario;

namespace Argosy.Simulation.Tests.Ticks;

/// <summary>Random markets of ticks, random orders: what must hold of every fill. A failure names its seed.</summary>
public class TickPropertyTests
{
    const int Seeds = 400;

    [Fact]
    public void Fills_OnRandomBooks_LieOnTheBookOrTheTradeAndTakeNoMoreThanThereWas()
    {
        var (takers, makers) = (0, 0);
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var market = new RandomMarket(seed, withBook: true);
            var run = market.Run();
            foreach (var tick in FillsOf(run).GroupBy(fill => fill.Time))
            {
                foreach (var fill in tick.Where(fill => !fill.IsMaker))
                {
                    takers++;
                    var side = market.ShownAt(fill.Time, asks: fill.Side == Side.Buy);
                    Assert.True(side.TryGetValue(fill.PathUnits, out var shown), $"seed {seed}: {fill} lies on no level");
                    Assert.True(tick.Where(f => !f.IsMaker && f.Side == fill.Side && f.PathUnits == fill.PathUnits).Sum(f => f.Quantity) <= shown / 10m, $"seed {seed}: more than {shown} taken: {fill}");
                }
                var passive = tick.Where(fill => fill.IsMaker).ToArray();
                if (passive.Length == 0) continue;
                makers += passive.Length;
                foreach (var fill in passive) Assert.Equal(Order(run, fill.OrderId).Terms!.Limit, fill.Price);
                if (market.Trades.TryGetValue(tick.Key, out var trade)) Assert.True(passive.Sum(f => f.Quantity) <= trade.Quantity / 10m, $"seed {seed}: makers got more than traded at {tick.Key}");
                else Assert.All(passive, fill => Assert.True(fill.Side == Side.Buy ? market.ShownAt(fill.Time, asks: true).Keys.First() <= fill.PathUnits : market.ShownAt(fill.Time, asks: false).Keys.Last() >= fill.PathUnits, $"seed {seed}: {fill} was not met"));
            }
        }
        Assert.True(takers > Seeds && makers > Seeds / 4, $"{takers} takers, {makers} makers");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Runs_OfASeed_AreAlikeAndConserveMoney(bool withBook)
    {
        for (var seed = 1; seed <= Seeds / 4; seed++)
        {
            var run = new RandomMarket(seed, withBook).Run();
            var again = new RandomMarket(seed, withBook).Run();
            Assert.True(run.Engine.Hash == again.Engine.Hash, $"seed {seed}");
            var cash = RandomMarket.Cash;
            var held = 0m;
            foreach (var fill in FillsOf(run))
            {
                cash -= (fill.SignedQuantity * fill.Price) + fill.Fee;
                held += fill.SignedQuantity;
            }
            Assert.True(Exact.Round(cash, Ledger.AssetScale) == run.Engine.Ledger.Cash && held == run.Engine.Ledger.Position(0, 0).Quantity, $"seed {seed}: {cash} and {held}");
        }
    }

    [Fact]
    public void Fills_OnTradesAlone_AreNeverBetterThanTheTradeNorLarger()
    {
        var fills = 0;
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var market = new RandomMarket(seed, withBook: false);
            var run = market.Run();
            foreach (var tick in FillsOf(run).GroupBy(fill => fill.Time))
            {
                var trade = market.Trades[tick.Key];
                Assert.True(tick.Sum(fill => fill.Quantity) <= trade.Quantity / 10m, $"seed {seed}: more than traded at {tick.Key}");
                foreach (var fill in tick)
                {
                    fills++;
                    if (fill.IsMaker) Assert.True(fill.Side == Side.Buy ? fill.PathUnits >= trade.Price : fill.PathUnits <= trade.Price, $"seed {seed}: {fill}");
                    else Assert.True(fill.PathUnits == trade.Price, $"seed {seed}: {fill}");
                }
            }
        }
        Assert.True(fills > Seeds, $"{fills} fills");
    }

    // Every tick has a millisecond of its own, so that a fill's time names its tick.
    sealed class RandomMarket
    {
        public const decimal Cash = 100_000m;

        readonly SeededGenerator _random;
        readonly TickScenario _scenario = new();
        readonly SortedDictionary<long, long>[] _sides = [[], []];
        readonly List<(long Time, SortedDictionary<long, long>[] Sides)> _history = [];
        readonly bool _withBook;
        long _time;

        public RandomMarket(int seed, bool withBook)
        {
            _random = new SeededGenerator((ulong)seed);
            _withBook = withBook;
            if (withBook) Begin();
            var ticks = 150 + _random.NextIndex(250);
            for (var k = 0; k < ticks; k++) Tick();
            for (var bar = 0; bar < 40; bar++)
            {
                var orders = _random.NextIndex(4);
                var wishes = Enumerable.Range(0, orders).Select(_ => Wish()).ToArray();
                _scenario.At(bar, context => Array.ForEach(wishes, wish => wish(context)));
            }
        }

        public Dictionary<long, (long Price, long Quantity)> Trades { get; } = [];

        public TickRun Run() => _scenario.Run(
            new FillOptions { MakerFee = 0.0002m, TakerFee = 0.001m, Participation = _withBook ? 0 : 0.5m },
            new TickOptions { LatencyMs = 3, LatencyJitterMs = 20, Queue = _withBook ? (QueueKind)_random.NextIndex(3) : _random.NextIndex(2) == 0 ? QueueKind.Pessimistic : QueueKind.Optimistic }, Cash);

        public SortedDictionary<long, long> ShownAt(long time, bool asks) => _history.FindLast(state => state.Time <= time).Sides[asks ? 1 : 0];

        void Begin()
        {
            var rows = new List<(bool, decimal, decimal)>();
            for (var level = 0; level < 6; level++)
            {
                Set(rows, asks: false, 9_990 - (level * 2), 1 + _random.NextIndex(40));
                Set(rows, asks: true, 10_010 + (level * 2), 1 + _random.NextIndex(40));
            }
            _scenario.Snapshot(_time, [.. rows]);
            Remember();
        }

        void Tick()
        {
            _time += 1 + _random.NextIndex(60);
            if (!_withBook || _random.NextIndex(3) == 0)
            {
                var buys = _random.NextIndex(2) == 0;
                var price = _withBook ? (buys ? _sides[1].Keys.First() + _random.NextIndex(3) : _sides[0].Keys.Last() - _random.NextIndex(3)) : 9_950 + _random.NextIndex(100);
                var quantity = 1 + _random.NextIndex(60);
                Trades.Add(_time, (price, quantity));
                _scenario.Trade(_time, price / 100m, quantity / 10m, _random.NextIndex(4) == 0 ? TakerSide.Unknown : buys ? TakerSide.Buy : TakerSide.Sell);
                return;
            }
            var rows = new List<(bool, decimal, decimal)>();
            for (var k = 1 + _random.NextIndex(3); k > 0; k--)
            {
                var asks = _random.NextIndex(2) == 0;
                // Never across the other side, never to the last level.
                var (from, to) = asks ? (_sides[0].Keys.Last() + 1, Math.Max(_sides[0].Keys.Last() + 2, 10_030)) : (Math.Min(_sides[1].Keys.First() - 2, 9_970), _sides[1].Keys.First() - 1);
                var price = _random.NextIndex(2) == 0 ? from + _random.NextIndex((int)(to - from + 1)) : _sides[asks ? 1 : 0].Keys.ElementAt(_random.NextIndex(_sides[asks ? 1 : 0].Count));
                Set(rows, asks, price, _sides[asks ? 1 : 0].Count > 2 ? _random.NextIndex(40) : 5);
            }
            _scenario.Change(_time, [.. rows]);
            Remember();
        }

        void Set(List<(bool, decimal, decimal)> rows, bool asks, long price, long quantity)
        {
            rows.Add((asks, price / 100m, quantity / 10m));
            if (quantity == 0) _sides[asks ? 1 : 0].Remove(price);
            else _sides[asks ? 1 : 0][price] = quantity;
        }

        void Remember() => _history.Add((_time, [new(_sides[0]), new(_sides[1])]));

        Action<Engine.Strategies.StrategyContext> Wish()
        {
            var side = _random.NextIndex(5) < 3 ? Side.Buy : Side.Sell;
            var quantity = (1 + _random.NextIndex(50)) / 10m;
            var price = (9_980 + _random.NextIndex(40)) / 100m;
            var time = new[] { TimeInForce.Gtc, TimeInForce.Gtc, TimeInForce.Gtc, TimeInForce.Gtc, TimeInForce.Ioc, TimeInForce.Fok }[_random.NextIndex(6)];
            var flags = time == TimeInForce.Gtc && _random.NextIndex(4) == 0 ? OrderFlags.PostOnly : OrderFlags.None;
            var id = 1 + _random.NextIndex(30);
            return _random.NextIndex(9) switch
            {
                0 => context => Market(context, side, quantity),
                1 => context => Market(context, Side.Buy, quantity, new Protection { StopRatio = 0.001m, TargetRatio = 0.001m }),
                2 => context => Market(context, Side.Buy, quantity, new Protection { TrailRatio = 0.002m }),
                3 => context => context.Cancel(id),
                _ => context => Limit(context, side, quantity, price, time, flags),
            };
        }
    }
}
