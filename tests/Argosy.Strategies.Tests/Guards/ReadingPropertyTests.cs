using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Orders;
using Argosy.Engine.Risk;
using Argosy.Strategies.Guards;
using Argosy.Strategies.Limits;
using Argosy.Strategies.Tests.Support;
using Argosy.TestSupport;

namespace Argosy.Strategies.Tests.Guards;

/// <summary>What holds for what every guard and limit says of itself, on every market.</summary>
public class ReadingPropertyTests
{
    static readonly string[] Guards = ["cooldown:3h", "max-drawdown(limit=2%, period=10h)", "daily-loss:2%", "stop-streak(k=2, period=10h, pause=3h)", "low-profit(k=2, period=1d, threshold=0, pause=3h)", "only(instrument=BTC/USD, guard=cooldown:2h)"];
    static readonly string[] Limits = ["max-position:1.5", "max-exposure:180", "max-leverage:0.4", "max-order-size:90", "order-rate(count=2, period=5h)", "price-collar:3%", "daily-loss:2%", "drawdown:3%"];

    // Each entry is judged by itself: these never say that they block.
    static readonly string[] NeverBlocking = ["max-order-size:90", "price-collar:3%"];

    // What else happens only prolongs these.
    static readonly string[] EndedByTime = ["cooldown:3h", "only(instrument=BTC/USD, guard=cooldown:2h)", "order-rate(count=2, period=5h)", "daily-loss:2%"];

    [Fact]
    public void WhatARuleSays_IsWhatItWouldDo_AndSayingItChangesNothing()
    {
        var (blocked, passed) = (new HashSet<string>(), new HashSet<string>());
        PropertyChecks.ForSeeds(150, number =>
        {
            var seed = (ulong)number;
            var rules = Some(seed);
            var run = Random(seed, rules).Prepare();
            var until = new Dictionary<object, long?>();
            while (run.StepInstant())
            {
                foreach (var rule in rules) Look(rule, run.Engine.Account, until, blocked, passed);
            }
            var unread = Random(seed, Some(seed)).Prepare();
            while (unread.StepInstant())
            {
            }
            Assert.Equal(unread.Engine.Hash, run.Engine.Hash);
            Assert.Equal(RiskRun.Told(unread), RiskRun.Told(run));
        });
        // Nothing of it held because it never came to that.
        Assert.Equal([.. Guards.Concat(Limits).Except(NeverBlocking).Distinct().Order(StringComparer.Ordinal)], blocked.Order(StringComparer.Ordinal));
        Assert.Superset(new HashSet<string>(Guards.Concat(Limits)), passed);
    }

    static void Look(object rule, AccountView account, Dictionary<object, long?> until, HashSet<string> blocked, HashSet<string> passed)
    {
        var readable = (IReadableRule)rule;
        var (whole, one) = (readable.Read(account, -1), readable.Read(account, 0));
        Assert.True(whole is null != one is null, $"{rule} speaks of the run or of its instrument");
        var read = (whole ?? one)!.Value;
        Assert.Equal(read, (readable.Read(account, -1) ?? readable.Read(account, 0))!.Value);
        var name = rule.ToString()!;
        if (until.GetValueOrDefault(rule) is { } last && EndedByTime.Contains(name)) Assert.True(read.IsBlocking || account.Time > last, $"{rule} ended at {account.Time}, before {last}");
        until[rule] = read.Until;
        Assert.True(read.Until is null || (read.IsBlocking && read.Until >= account.Time), $"{rule} says {read} at {account.Time}");
        Assert.Equal(read.IsBlocking, rule is IGuard guard ? guard.Blocks(account, 0) : IsRefused((IRiskRule)rule, account));
        (read.IsBlocking ? blocked : passed).Add(name);
    }

    // A small entry at the market that enlarges what is held.
    static bool IsRefused(IRiskRule limit, AccountView account)
    {
        var side = account.Ledger.Net(0) < 0 ? Side.Sell : Side.Buy;
        var intent = new OrderIntent { Instrument = 0, Book = 0, Side = side, Type = OrderType.Market, Size = OrderSize.Quantity(0.01m) };
        var price = account.Ledger.Mark(0);
        var request = new RiskRequest(intent, price > 0 ? price : 100, 0.01m, 0);
        return limit.Allowed(account, in request) <= 0;
    }

    static object[] Some(ulong seed)
    {
        var random = new SeededGenerator(seed + 7);
        return [.. Guards.Where(_ => random.NextIndex(4) == 0).Select(text => (object)GuardRules.Parse(text).Value), .. Limits.Where(_ => random.NextIndex(5) == 0).Select(text => (object)LimitRules.Parse(text).Value)];
    }

    static RiskRun Random(ulong seed, object[] rules)
    {
        var random = new SeededGenerator(seed);
        var decisions = new SeededGenerator(seed + 1);
        var isShort = random.NextIndex(2) == 0;
        return new RiskRun
        {
            Bars = RandomRows.Walk(random, 60),
            Timeframe = 60 * RiskRun.Minute,
            Made = rules,
            Short = isShort,
            Cash = 500,
            Lot = 0.01m,
            Fee = 0.001m,
            Exits = ["stop:1%", "target:3%"],
            Size = random.NextIndex(2) == 0 ? "qty:1" : "equity:60%",
            Script = (_, context) =>
            {
                if (decisions.NextIndex(3) == 0) context.Target((Direction)(decisions.NextIndex(3) - 1));
            },
        };
    }
}
