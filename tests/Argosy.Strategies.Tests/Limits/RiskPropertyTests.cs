using System.Runtime.CompilerServices;
using Argosy.Core.Events;
using Argosy.Core.Instruments;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Accounting;
using Argosy.Engine.Orders;
using Argosy.Simulation.Fills;
using Argosy.Simulation.Runs;
using Argosy.Simulation.Venue;
using Argosy.Strategies.Exits;
using Argosy.Strategies.Tests.Support;
using Argosy.TestSupport;

namespace Argosy.Strategies.Tests.Limits;

/// <summary>What holds for every market: limits never enlarge, stops never loosen, exits never enlarge a position.</summary>
public class RiskPropertyTests
{
    static readonly string[] Limits = ["max-position:1.3", "max-exposure:180", "max-leverage:0.7", "max-order-size:90", "order-rate(count=3, period=5m)", "price-collar:3%"];
    static readonly string[] Exits = ["stop:2%", "target:3%", "trailing:2%", "break-even:1%", "time-stop:4m", "roi:0:3%/2:1%/5:0%", "ratio-trail"];

    static void ForSeeds(Action<ulong> holds, [CallerMemberName] string test = "") => PropertyChecks.ForSeeds(150, seed => holds((ulong)seed), test: test);

    static string[] Some(SeededGenerator random, string[] all) => [.. all.Where(_ => random.NextIndex(3) == 0)];

    static RiskRun Random(ulong seed, bool withLimits)
    {
        var random = new SeededGenerator(seed);
        var isShort = random.NextIndex(2) == 0;
        var decisions = new SeededGenerator(seed + 1);
        return new RiskRun
        {
            Bars = RandomRows.Walk(random, 60),
            Short = isShort,
            Cash = 500,
            Lot = 0.01m,
            Fee = 0.001m,
            Participation = random.NextIndex(2) == 0 ? 0 : 0.1m,
            Exits = Some(random, Exits),
            Limits = withLimits ? Some(random, Limits) : [],
            Size = random.NextIndex(2) == 0 ? "qty:1" : "equity:60%",
            Script = (_, c) =>
            {
                if (decisions.NextIndex(5) == 0) c.Target((Direction)(decisions.NextIndex(3) - 1));
                if (decisions.NextIndex(12) == 0) c.Limit(Side.Buy, OrderSize.Quantity(0.5m), c.Instrument.RoundToTick(c.Bars[0].Close - 1));
            },
        };
    }

    [Fact]
    public void Limits_NeverEnlargeAnIntent() => ForSeeds(seed =>
    {
        var free = Random(seed, withLimits: true) with { Limits = [] };
        var run = Random(seed, withLimits: true).Run();
        // Every order asks for at most what the run's size or the script asks for.
        foreach (var order in run.Engine.Orders.Kept.Where(o => !o.IsReduceOnly && !o.SizeIsQuote && o.State != OrderState.Refused && o.Purpose == OrderPurpose.Signal))
        {
            Assert.True(order.Size <= (free.Size == "qty:1" ? 1m : decimal.MaxValue), $"order {order.Id} of {order.Size}");
        }
    });

    [Fact]
    public void Exits_NeverEnlargeAPosition_AndSellNoMoreThanTheirEntry() => ForSeeds(seed =>
    {
        var run = Random(seed, withLimits: false).Run();
        var held = 0m;
        foreach (var fill in RiskRun.Fills(run))
        {
            var before = held;
            held += fill.SignedQuantity;
            if (fill.Purpose == OrderPurpose.Signal) continue;
            Assert.True(Math.Abs(held) < Math.Abs(before) && (held == 0 || Math.Sign(held) == Math.Sign(before)), $"{fill} from {before}");
        }
        foreach (var entry in run.Engine.Orders.Kept.Where(order => order.FirstChild != 0))
        {
            Assert.True(run.Engine.Orders.Kept.Where(child => child.Parent == entry.Id).Sum(child => child.Filled) <= entry.Filled, $"children of {entry.Id}");
        }
        // An entry that goes on filling keeps its exits for what comes.
        var entries = run.Engine.OpenOrders.Select(order => order.Id).ToHashSet();
        if (run.Engine.Ledger.Net(0) == 0) Assert.DoesNotContain(run.Engine.OpenOrders, order => order.IsChild && order.State == OrderState.Working && !entries.Contains(order.Parent));
        Assert.Equal(0, run.Engine.Ledger.Imbalance(0));
        Assert.Equal(0, run.Engine.Ledger.Imbalance(1));
    });

    [Fact]
    public void Stops_NeverLoosen_TargetsOnlyComeNearer() => ForSeeds(seed =>
    {
        var run = Random(seed, withLimits: false).Prepare();
        var last = new Dictionary<int, (decimal? Trigger, decimal? Limit)>();
        while (run.Step())
        {
            foreach (var order in run.Engine.OpenOrders.Where(order => order.IsChild && order.Terms is not null))
            {
                var now = (order.Terms!.Trigger, order.Terms.Limit);
                if (last.TryGetValue(order.Id, out var was))
                {
                    var sells = order.Side == Side.Sell;
                    if (was.Trigger is { } stop) Assert.True(sells ? now.Trigger >= stop : now.Trigger <= stop, $"stop {order.Id}: {stop} to {now.Trigger}");
                    if (was.Limit is { } target) Assert.True(sells ? now.Limit <= target : now.Limit >= target, $"target {order.Id}: {target} to {now.Limit}");
                }
                last[order.Id] = now;
            }
        }
    });

    [Fact]
    public void Runs_WithoutAPathDependentBar_AreTheSameOnEveryPath()
    {
        var compared = 0;
        // Buys at two limits below and sells at a target above in one bar, in whatever order.
        Assert.False(IsTheSameOnEveryPath(879_866_597));
        ForSeeds(seed => compared += IsTheSameOnEveryPath(seed) ? 1 : 0);
        Assert.True(compared > 20, $"only {compared} runs met no path-dependent bar");
    }

    // A few bars, so that many runs meet no such bar; false where one does.
    static bool IsTheSameOnEveryPath(ulong seed)
    {
        var some = Random(seed, withLimits: false) with { Participation = 0 };
        some = some with { Bars = [.. some.Bars.Take(8)] };
        var near = some.Run();
        if (((SimulatedVenue)near.Venue).PathDependentBars > 0 || near.Engine.Fills.Count < 2) return false;
        foreach (var path in new[] { PathMode.AdverseFirst, PathMode.FavourableFirst, PathMode.Ohlc })
        {
            var other = (Random(seed, withLimits: false) with { Participation = 0, Path = path, Bars = some.Bars }).Run();
            // Purchases that only enlarge may come in either order; what a fill closes may not.
            Assert.Equal(Filled(near), Filled(other));
            Assert.Equal(Traded(near), Traded(other));
        }
        return true;
    }

    static string[] Filled(SimulatedRun run) => [.. RiskRun.Fills(run).Select(f => $"{f.Time} {f.OrderId} {f.Quantity} at {f.Price}").Order(StringComparer.Ordinal)];

    static Trade[] Traded(SimulatedRun run)
    {
        var builder = new TradeBuilder([new Instrument("BTC", "USD", 0.01m, 0.01m, 0, 2)], 1);
        builder.Add(run.Engine.Fills, run.Engine.Ledger.CashFlows);
        return [.. builder.Trades];
    }

    [Fact]
    public void QuietBars_ChangeNothing_WithExitRulesThatWait() => ForSeeds(seed =>
    {
        var quick = Random(seed, withLimits: true).Run();
        var slow = Random(seed, withLimits: true).Prepare();
        while (slow.StepInstant())
        {
        }
        Assert.Equal(slow.Engine.Hash, quick.Engine.Hash);
        Assert.Equal(RiskRun.Told(slow), RiskRun.Told(quick));
    });
}
