using System.Globalization;
using System.Runtime.CompilerServices;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Accounting;
using Argosy.Engine.Logs;
using Argosy.Engine.Orders;
using Argosy.Simulation.Runs;
using Argosy.TestSupport;

namespace Argosy.Simulation.Tests;

/// <summary>What holds for every market and every script of orders. ARGOSY_LONG=1 looks at fifty times as many; a failure prints its seed and script.</summary>
public sealed class FillPropertyTests
{
    [Fact]
    public void Fills_LieOnThePath() => ForAll(script =>
    {
        var run = Finished(script);
        var passed = new HashSet<int>();
        foreach (var fill in Scenario.Fills(run))
        {
            var order = Scenario.Order(run, fill.OrderId);
            var row = RowOf(script, in fill);
            var bar = script.Bars[row].Take(4).Select(Units).ToArray();
            var before = row > 0 ? Units(script.Bars[row - 1][3]) : bar[0];
            var atOpen = (fill.Traits & FillTraits.AtOpen) != 0;
            var low = atOpen ? Math.Min(before, bar[0]) : bar[2];
            var high = atOpen ? Math.Max(before, bar[0]) : bar[1];
            // What volume held back when the price passed a resting limit still has its own price.
            var heldBack = fill.IsMaker && script.Fills.Participation > 0 && (fill.Side == Side.Buy ? fill.PathUnits > before : fill.PathUnits < before);
            Require(heldBack || (fill.PathUnits >= low && fill.PathUnits <= high), $"{fill} lies on {low}..{high}");
            var path = script.Instrument.ToMoney(fill.PathUnits);
            if (fill.IsMaker) Require(fill.Price == path && order.Terms!.Limit == fill.Price, $"{fill} is at its limit");
            else Require(fill.Side == Side.Buy ? fill.Price >= path : fill.Price <= path, $"{fill} is no better than the path");
            if (order.Terms?.Limit is { } limit) Require(fill.Side == Side.Buy ? fill.Price <= limit : fill.Price >= limit, $"{fill} is not beyond {limit}");
            Require(fill.Quantity > 0 && fill.Price > 0, $"{fill} is above zero");
            Require(fill.Quantity % script.Instrument.LotSize == 0 || fill.Purpose == OrderPurpose.Bankrupt, $"{fill} is whole lots");
        }
    });

    [Fact]
    public void LinkedOrders_FillNoMoreThanTheyProtect() => ForAll(script =>
    {
        var run = Finished(script);
        foreach (var entry in run.Engine.Orders.Kept)
        {
            var children = run.Engine.Orders.Kept.Where(order => order.Parent == entry.Id).ToArray();
            Require(children.Sum(child => child.Filled) <= entry.Filled, $"children of {entry.Id} fill no more than it");
            if (entry.IsFinal) continue;
            if (entry.IsChild && entry.State == OrderState.Working && run.Engine.OpenOrders.All(order => order.Id != entry.Parent))
            {
                Require(run.Engine.Ledger.Net(0) != 0, $"child {entry.Id} protects a position");
            }
        }
    });

    [Fact]
    public void Books_BalanceToTheLastUnit() => ForAll(script =>
    {
        var run = script.Prepare((_, context) => Require(context.FreeQuote >= 0, "free quote is not negative"));
        var ledger = run.Engine.Ledger;
        while (run.Step())
        {
            for (var asset = 0; asset < 2; asset++) Require(ledger.Imbalance(asset) == 0, "every asset sums to zero");
            Require(ledger.Reserved >= 0, $"reserved is {ledger.Reserved}");
            var rests = run.Engine.OpenOrders.Any(o => o.Side == Side.Buy && o.Type is OrderType.Limit or OrderType.StopLimit && !o.IsReduceOnly);
            Require(rests || ledger.Reserved == 0, $"nothing rests and {ledger.Reserved} is reserved");
            if (script.AllowShort) continue;
            Require(ledger.Cash >= 0 && ledger.Net(0) >= 0, $"cash {ledger.Cash}, position {ledger.Net(0)}");
        }
        var cash = (decimal)OrderScript.StartingCash;
        var quantity = 0m;
        foreach (var fill in Scenario.Fills(run))
        {
            var notional = decimal.Round(fill.Price * fill.Quantity, 8, MidpointRounding.ToEven);
            cash += fill.Side == Side.Buy ? -notional : notional;
            quantity += fill.SignedQuantity;
            if ((fill.Traits & FillTraits.FeeInBase) != 0) quantity -= fill.Fee;
            else cash -= fill.Fee;
        }
        foreach (var flow in ledger.CashFlows)
        {
            if (flow.Kind == LedgerAccount.Dust) quantity -= flow.Quantity;
            else cash += flow.Amount;
        }
        Require(cash == ledger.Cash && quantity == ledger.Net(0), $"cash {cash} is {ledger.Cash}, position {quantity} is {ledger.Net(0)}");
        Require(quantity % script.Instrument.LotSize == 0 || script.Fills.FeeInReceivedAsset, "positions are whole lots");
    });

    [Fact]
    public void Orders_FillNoMoreThanTheirSize_AndKeepTheirPromises() => ForAll(script =>
    {
        var run = Finished(script);
        var position = 0m;
        foreach (var fill in Scenario.Fills(run))
        {
            var order = Scenario.Order(run, fill.OrderId);
            var before = position;
            position += fill.SignedQuantity;
            if (order.IsReduceOnly) Require(Math.Abs(position) < Math.Abs(before) && position * before >= 0, $"{fill} only reduces {before}");
            if ((order.Flags & OrderFlags.PostOnly) != 0) Require(fill.IsMaker, $"{fill} made");
            if (order.Type is OrderType.Market or OrderType.Stop or OrderType.TakeProfit or OrderType.TrailingStop) Require(!fill.IsMaker, $"{fill} took");
            if ((fill.Traits & FillTraits.FeeInBase) != 0) position -= fill.Fee;
            foreach (var flow in run.Engine.Ledger.CashFlows)
            {
                if (flow.Kind == LedgerAccount.Dust && flow.AfterFill > 0 && run.Engine.Fills[flow.AfterFill - 1] == fill) position -= flow.Quantity;
            }
        }
        foreach (var order in run.Engine.Orders.Kept)
        {
            Require(order.SizeIsQuote || order.Filled <= order.Size, $"order {order.Id} filled {order.Filled} of {order.Size}");
            Require(order.State != OrderState.Filled || order.Filled == order.Size, $"order {order.Id} is whole");
            Require(order.Filled == Scenario.Fills(run).Where(f => f.OrderId == order.Id).Sum(f => f.Quantity), $"order {order.Id} is its fills");
            if (order.TimeInForce == TimeInForce.Fok) Require(Scenario.Fills(run).Count(f => f.OrderId == order.Id) <= 1, "killed or filled at once");
            if (order.TimeInForce is TimeInForce.Ioc && order.Filled > 0) Require(order.IsFinal, "nothing of it rests");
            if (order.TimeInForce == TimeInForce.Gtd) Require(Scenario.Fills(run).All(f => f.OrderId != order.Id || f.Time <= order.Terms!.ExpireTime), "nothing after its time");
        }
    });

    [Fact]
    public void Participation_StaysWithinItsShare() => ForAll(script =>
    {
        if (script.Fills.Participation == 0) return;
        var run = Finished(script);
        foreach (var bar in Scenario.Fills(run).Where(f => f.Purpose != OrderPurpose.Bankrupt).GroupBy(f => RowOf(script, in f)))
        {
            Require(bar.Sum(f => f.Quantity) <= (decimal)script.Bars[bar.Key][4] * script.Fills.Participation, $"bar {bar.Key} gives its share");
        }
    });

    [Fact]
    public void TrailingStops_NeverLoosen() => ForAll(script =>
    {
        // Bare trailing sales: no fill lies below the best price since arrival by more than the ratio and a tick, unless a bar opened there.
        var run = Finished(script);
        foreach (var order in run.Engine.Orders.Kept.Where(o => o.Type == OrderType.TrailingStop && !o.IsChild && o.Filled > 0))
        {
            var fill = Scenario.Fills(run).First(f => f.OrderId == order.Id);
            if ((fill.Traits & FillTraits.AtOpen) != 0) continue;
            var last = RowOf(script, in fill);
            var arrived = Enumerable.Range(0, last + 1).First(row => (long)script.Bars[row][5] * Scenario.Minute >= order.DecisionTime);
            arrived = Math.Min(last, arrived + script.Fills.LatencyBars);
            var closes = Enumerable.Range(arrived, last - arrived).SelectMany(row => script.Bars[row].Take(4)).Append(script.Bars[last][0]).Append(script.Bars[arrived][0]).Select(p => (decimal)p).ToArray();
            var path = script.Instrument.ToMoney(fill.PathUnits);
            var ratio = order.Terms!.TrailRatio!.Value;
            if (order.Side == Side.Sell) Require(path >= script.Instrument.FloorToTick(closes.Max() * (1 - ratio)), $"{fill} trails {closes.Max()}");
            else Require(path <= script.Instrument.CeilingToTick(closes.Min() * (1 + ratio)), $"{fill} trails {closes.Min()}");
        }
    });

    [Fact]
    public void SameRunTwice_GivesTheSameState() => ForAll(script =>
        Require(EngineSnapshot.Of(Finished(script).Engine).Hash == EngineSnapshot.Of(Finished(new OrderScript(script.Seed)).Engine).Hash, "equal hashes"));

    [Fact]
    public void PathDependence_IsFlaggedExactlyWhereTheOtherWalkDiffers() => ForAll(script =>
    {
        // A bar without the flag may be walked either way: with no flag in the whole run all modes agree.
        var run = Finished(script);
        if (Scenario.PathDependentBars(run) > 0) return;
        foreach (var mode in Enum.GetValues<Fills.PathMode>())
        {
            var other = Finished(new OrderScript(script.Seed) { Fills = script.Fills with { Path = mode } });
            Require(Key(run).SequenceEqual(Key(other)), $"{mode} gives other fills: {string.Join(' ', Key(run))} and {string.Join(' ', Key(other))}");
            Require(Traded(script, run).SequenceEqual(Traded(script, other)), $"{mode} gives other trades: {string.Join(' ', Traded(script, run))} and {string.Join(' ', Traded(script, other))}");
        }

        static IEnumerable<(int, decimal, decimal)> Key(SimulatedRun run) =>
            Scenario.Fills(run).Select(f => (f.OrderId, f.Price, f.Quantity)).Order();
    });

    static List<Trade> Traded(OrderScript script, SimulatedRun run)
    {
        var builder = new TradeBuilder([script.Instrument], 1);
        builder.Add(run.Engine.Fills, run.Engine.Ledger.CashFlows);
        return [.. builder.Trades];
    }

    static SimulatedRun Finished(OrderScript script)
    {
        var run = script.Prepare();
        run.Run();
        return run;
    }

    static void ForAll(Action<OrderScript> property, [CallerMemberName] string test = "") =>
        PropertyChecks.ForSeeds(200, seed =>
        {
            var script = new OrderScript(seed);
            try
            {
                property(script);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"{e.Message}\n{script}", e);
            }
        }, test: test);

    static void Require(bool holds, FormattableString what)
    {
        if (!holds) throw new InvalidOperationException(what.ToString(CultureInfo.InvariantCulture));
    }

    static void Require(bool holds, string what)
    {
        if (!holds) throw new InvalidOperationException(what);
    }

    static long Units(double price) => (long)Math.Round(price * 10);

    // An open's fill carries the open time, one inside the bar or at its close the close time.
    static int RowOf(OrderScript script, in Fill fill)
    {
        var open = (fill.Traits & FillTraits.AtOpen) != 0 ? fill.Time : fill.Time - Scenario.Minute;
        return Array.FindIndex(script.Bars, bar => (long)bar[5] * Scenario.Minute == open);
    }
}
