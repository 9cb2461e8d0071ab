using Argosy.Core.Instruments;
using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Orders;
using Argosy.Engine.Risk;
using Argosy.Engine.Running;
using Argosy.Engine.Strategies;
using Argosy.Simulation.Fills;
using Argosy.Simulation.Runs;
using Argosy.Simulation.Venue;

namespace Argosy.Simulation.Tests.Ticks;

/// <summary>Hand-written ticks, bars of one second around them, a script that orders at the closes of bars, and what came of it.</summary>
/// <remarks>Prices in cents, quantities in tenths. The first bar ends at 1,000 ms; trades fall where they are added.</remarks>
internal sealed class TickScenario : IStrategy
{
    readonly List<(long Time, long Price, long Quantity, TakerSide Taker)> _trades = [];
    readonly List<(long Time, bool Snapshot, long First, long Last, long Previous, (bool Ask, long Price, long Quantity)[] Rows)> _messages = [];
    readonly List<(long Time, long Bid, long BidQuantity, long Ask, long AskQuantity)> _quotes = [];
    readonly Dictionary<int, Action<StrategyContext>> _script = [];
    int _bar;
    long _id;

    public static Instrument Cents { get; } = new("BTC", "USD", 0.01m, 0.1m, 0, 2);

    public static FillOptions Bare { get; } = new() { MakerFee = 0, TakerFee = 0, Participation = 0 };

    public Action<Fill, StrategyContext>? Filled { get; set; }

    public TickScenario Trade(long time, decimal price, decimal quantity, TakerSide taker = TakerSide.Unknown)
    {
        _trades.Add((time, (long)(price * 100), (long)(quantity * 10), taker));
        return this;
    }

    public TickScenario Quote(long time, decimal bid, decimal bidQuantity, decimal ask, decimal askQuantity)
    {
        _quotes.Add((time, (long)(bid * 100), (long)(bidQuantity * 10), (long)(ask * 100), (long)(askQuantity * 10)));
        return this;
    }

    public TickScenario Snapshot(long time, params (bool Ask, decimal Price, decimal Quantity)[] rows) => Message(time, true, rows);

    public TickScenario Change(long time, params (bool Ask, decimal Price, decimal Quantity)[] rows) => Message(time, false, rows);

    /// <summary>Breaks the chain of update numbers.</summary>
    public TickScenario Lose()
    {
        _id += 5;
        return this;
    }

    public TickScenario At(int bar, Action<StrategyContext> act)
    {
        _script.Add(bar, act);
        return this;
    }

    public void OnBar(in Bar bar, StrategyContext context)
    {
        if (_script.TryGetValue(_bar++, out var act)) act(context);
    }

    public void OnFill(in Fill fill, StrategyContext context) => Filled?.Invoke(fill, context);

    public TickHistory History() => new()
    {
        Trades = new TradeColumns
        {
            Times = [.. _trades.Select(t => t.Time)], Prices = [.. _trades.Select(t => t.Price)], Quantities = [.. _trades.Select(t => t.Quantity)], Takers = [.. _trades.Select(t => t.Taker)],
        },
        Quotes = _quotes.Count == 0 ? null : new QuoteColumns
        {
            Times = [.. _quotes.Select(q => q.Time)], Bids = [.. _quotes.Select(q => q.Bid)], BidQuantities = [.. _quotes.Select(q => q.BidQuantity)],
            Asks = [.. _quotes.Select(q => q.Ask)], AskQuantities = [.. _quotes.Select(q => q.AskQuantity)], UpdateIds = new long[_quotes.Count],
        },
        Depth = _messages.Count == 0 ? null : Depth(),
        Clock = TickClock.Exchange,
        PriceScale = 2,
        QuantityScale = 1,
        Hash = "hand-written",
    };

    public DepthColumns Depth()
    {
        var starts = new List<int> { 0 };
        foreach (var message in _messages) starts.Add(starts[^1] + message.Rows.Length);
        var rows = _messages.SelectMany(message => message.Rows).ToArray();
        return new DepthColumns
        {
            Times = [.. _messages.Select(m => m.Time)],
            Snapshots = [.. _messages.Select(m => m.Snapshot)],
            FirstIds = [.. _messages.Select(m => m.First)],
            LastIds = [.. _messages.Select(m => m.Last)],
            PreviousIds = [.. _messages.Select(m => m.Previous)],
            Starts = [.. starts],
            Prices = [.. rows.Select(r => r.Price)],
            Quantities = [.. rows.Select(r => r.Quantity)],
            Asks = [.. rows.Select(r => r.Ask)],
        };
    }

    public TickRun Prepare(FillOptions? fills = null, TickOptions? ticks = null, decimal cash = 1_000_000, bool allowShort = false, Instrument? instrument = null)
    {
        var bars = Bars();
        var history = History();
        history.Trades.Check();
        history.Quotes?.Check();
        history.Depth?.Check();
        instrument ??= Cents;
        Venue = new TickVenue(instrument, bars, history, fills ?? Bare, ticks ?? new TickOptions());
        var options = new EngineOptions { StartingCash = cash, Sizing = new OneUnit(), AllowShort = allowShort, TakerFee = (fills ?? Bare).TakerFee, CurveCapacity = bars.Count + 1 };
        return new TickRun(instrument, bars, long.MaxValue, [StrategySlot.For(this)], options, Venue);
    }

    public TickVenue Venue { get; private set; } = null!;

    public TickRun Run(FillOptions? fills = null, TickOptions? ticks = null, decimal cash = 1_000_000, bool allowShort = false, Instrument? instrument = null)
    {
        var run = Prepare(fills, ticks, cash, allowShort, instrument);
        run.Run();
        return run;
    }

    public static IEnumerable<Fill> FillsOf(TickRun run) => Enumerable.Range(0, run.Engine.Fills.Count).Select(i => run.Engine.Fills[i]);

    /// <summary>All fills as "time side quantity@price maker|taker", with semicolons; "none" without any.</summary>
    public static string Told(TickRun run) => run.Engine.Fills.Count == 0
        ? "none"
        : string.Join("; ", FillsOf(run).Select(f => $"{f.Time} {(f.Side == Side.Buy ? "buy" : "sell")} {Exact.Text(f.Quantity)}@{Exact.Text(f.Price)} {(f.IsMaker ? "maker" : "taker")}"));

    public static ApprovedOrder Order(TickRun run, int id) => run.Engine.Orders.Find(id)!;

    /// <summary>Sends a limit order, then the id.</summary>
    public static int Limit(StrategyContext context, Side side, decimal quantity, decimal price, TimeInForce time = TimeInForce.Gtc, OrderFlags flags = OrderFlags.None) =>
        context.Submit(context.Intent(side, OrderType.Limit, OrderSize.Quantity(quantity), new OrderTerms { Limit = price }) with { TimeInForce = time, Flags = flags });

    public static int Market(StrategyContext context, Side side, decimal quantity, Protection? protection = null) =>
        context.Submit(context.Intent(side, OrderType.Market, OrderSize.Quantity(quantity), protection is null ? null : new OrderTerms { Protection = protection }));

    TickScenario Message(long time, bool snapshot, (bool Ask, decimal Price, decimal Quantity)[] rows)
    {
        _id++;
        _messages.Add((time, snapshot, _id, _id, -1, [.. rows.Select(r => (r.Ask, (long)(r.Price * 100), (long)(r.Quantity * 10)))]));
        return this;
    }

    BarColumns Bars()
    {
        var bars = _trades.GroupBy(t => t.Time / 1000).ToArray();
        return new BarColumns
        {
            Timeframe = Timeframe.FromMilliseconds(1_000),
            OpenTimes = [.. bars.Select(b => b.Key * 1_000)],
            Open = [.. bars.Select(b => b.First().Price / 100.0)],
            High = [.. bars.Select(b => b.Max(t => t.Price) / 100.0)],
            Low = [.. bars.Select(b => b.Min(t => t.Price) / 100.0)],
            Close = [.. bars.Select(b => b.Last().Price / 100.0)],
            Volume = [.. bars.Select(b => b.Sum(t => t.Quantity) / 10.0)],
            PriceScale = 2,
            Hash = "hand-written",
        };
    }

    sealed class OneUnit : ISizingRule
    {
        public Result<OrderSize> Size(in SizingRequest request) => OrderSize.Quantity(1);
    }
}
