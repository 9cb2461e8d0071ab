using System.Globalization;
using System.Text;
using Argosy.Core.Instruments;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Accounting;
using Argosy.Engine.Orders;
using Argosy.Engine.Strategies;
using Argosy.Simulation.Fills;
using Argosy.Simulation.Margin;
using Argosy.Simulation.Runs;

namespace Argosy.Simulation.Tests;

/// <summary>A random market with a random list of orders, all drawn from one seed; prints itself when a property fails.</summary>
internal sealed class OrderScript
{
    public const long StartingCash = 2_000;
    const decimal Tick = 0.5m;

    readonly List<(int Bar, string Text, Action<StrategyContext> Act)> _steps = [];
    readonly SeededGenerator _random;

    public OrderScript(int seed)
    {
        Seed = seed;
        _random = new SeededGenerator((ulong)seed);
        Bars = RandomBars(12 + _random.NextIndex(20));
        AllowShort = Chance(0.4);
        Leverage = AllowShort && Chance(0.4) ? 3 : 1;
        BorrowApr = AllowShort && Chance(0.3) ? 5m : 0;
        Instrument = new Instrument("X", "Q", Tick, Pick(0.001m, 0.1m, 1m), Pick(0m, 0m, 10m), 1);
        Fills = RandomOptions();
        var steps = 1 + _random.NextIndex(14);
        for (var k = 0; k < steps; k++) AddStep(k == 0 ? 0 : _random.NextIndex(Bars.Length));
    }

    public int Seed { get; }

    public double[][] Bars { get; }

    public bool AllowShort { get; }

    public decimal Leverage { get; }

    public decimal BorrowApr { get; }

    public Instrument Instrument { get; }

    public FillOptions Fills { get; init; }

    /// <summary>Prepares a run of it; <paramref name="watch"/> is called at each bar before its orders.</summary>
    public SimulatedRun Prepare(Action<int, StrategyContext>? watch = null, MarginTerms? margin = null, PerpetualData? perpetual = null) => Scenario.Prepare(
        Scenario.Columns(Bars), (at, context) =>
        {
            watch?.Invoke(at, context);
            foreach (var (bar, _, act) in _steps)
            {
                if (bar == at) act(context);
            }
        }, margin is null ? Fills : Fills with { FeeInReceivedAsset = false }, StartingCash, AllowShort, Instrument, Leverage, margin is null ? BorrowApr : 0, null, margin, perpetual);

    public override string ToString()
    {
        var text = new StringBuilder().AppendLine(CultureInfo.InvariantCulture, $"seed {Seed}: lot {Instrument.LotSize}, minimum {Instrument.MinNotional}, short {AllowShort}, leverage {Leverage}, borrow {BorrowApr}");
        text.AppendLine(CultureInfo.InvariantCulture, $"{Fills}");
        for (var i = 0; i < Bars.Length; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"  bar {i}: {string.Join(' ', Bars[i].Select(v => v.ToString(CultureInfo.InvariantCulture)))}");
            foreach (var step in _steps.Where(s => s.Bar == i)) text.Append(CultureInfo.InvariantCulture, $" | {step.Text}");
            text.AppendLine();
        }
        return text.ToString();
    }

    // Around 100 on a grid of halves: small steps, gaps in price and time, flat bars, bars without volume.
    double[][] RandomBars(int count)
    {
        var bars = new double[count][];
        var last = 200;
        var time = 0;
        var wild = Chance(0.3) ? 40 : 8;
        for (var i = 0; i < count; i++)
        {
            var open = Math.Clamp(last + (Chance(0.5) ? 0 : Step(Chance(0.2) ? wild * 2 : 3)), 40, 600);
            var close = Chance(0.15) ? open : Math.Clamp(open + Step(wild), 40, 600);
            var high = Math.Max(open, close) + (Chance(0.15) ? 0 : _random.NextIndex(wild));
            var low = Math.Max(20, Math.Min(open, close) - (Chance(0.15) ? 0 : _random.NextIndex(wild)));
            if (Chance(0.1)) (high, low, close) = (open, open, open);
            time += Chance(0.1) ? 1 + _random.NextIndex(90) : 1;
            bars[i] = [open / 2.0, high / 2.0, low / 2.0, close / 2.0, Chance(0.1) ? 0 : 1 + _random.NextIndex(60), time];
            last = close;
        }
        return bars;
    }

    FillOptions RandomOptions()
    {
        var close = Chance(0.2);
        return new FillOptions
        {
            FillAt = close ? FillAt.Close : FillAt.NextOpen,
            Path = Pick(PathMode.NearFirst, PathMode.AdverseFirst, PathMode.FavourableFirst, PathMode.Ohlc, PathMode.Olhc),
            Participation = Pick(0m, 0m, 0.1m, 0.5m),
            LatencyBars = close || Chance(0.7) ? 0 : _random.NextIndex(3),
            MakerFee = Pick(0m, 0.001m, -0.0003m),
            TakerFee = Pick(0m, 0.001m, 0.00123m),
            SlippageBps = Pick(0m, 0m, 20m, 300m),
            SpreadBps = Pick(0m, 0m, 7m),
            VolumeSlippageBps = Pick(0m, 0m, 50m),
            TouchProbability = Chance(0.2) ? 0.5 : 0,
            FeeInReceivedAsset = Chance(0.2),
        };
    }

    void AddStep(int bar)
    {
        if (Chance(0.12))
        {
            var id = 1 + _random.NextIndex(12);
            _steps.Add((bar, $"cancel {id}", context => context.Cancel(id)));
        }
        else if (Chance(0.12))
        {
            var target = Pick(Direction.Long, Direction.Flat, Direction.Short);
            var protection = Chance(0.5) ? RandomProtection(target == Direction.Short ? Side.Sell : Side.Buy, 200) : null;
            _steps.Add((bar, $"target {target} {protection}", context => context.Target(target, protection)));
        }
        else if (Chance(0.12))
        {
            var (first, second) = (RandomOrder(bar), RandomOrder(bar));
            _steps.Add((bar, $"oco {first} / {second}", context => context.OneCancelsOther(Intent(context, first), Intent(context, second))));
        }
        else
        {
            var order = RandomOrder(bar);
            _steps.Add((bar, $"{order}", context => context.Submit(Intent(context, order))));
        }
    }

    static OrderIntent Intent(StrategyContext context, Wanted wanted) =>
        context.Intent(wanted.Side, wanted.Type, wanted.Size, wanted.Terms) with { TimeInForce = wanted.Time, Flags = wanted.Flags };

    // Mostly orders that exist, near the price there is; some that do not.
    Wanted RandomOrder(int bar)
    {
        var near = (int)(Bars[bar][3] * 2);
        var side = Chance(0.55) ? Side.Buy : Side.Sell;
        var type = Pick(OrderType.Market, OrderType.Market, OrderType.Limit, OrderType.Limit, OrderType.Stop, OrderType.TakeProfit, OrderType.StopLimit, OrderType.TrailingStop);
        var time = type == OrderType.Market ? TimeInForce.Gtc : Pick(TimeInForce.Gtc, TimeInForce.Gtc, TimeInForce.Gtc, TimeInForce.Ioc, TimeInForce.Fok, TimeInForce.Gtd);
        var flags = OrderFlags.None;
        if (Chance(0.25)) flags |= OrderFlags.ReduceOnly;
        if (type is OrderType.Limit or OrderType.StopLimit && Chance(0.2)) flags |= OrderFlags.PostOnly;
        var trigger = type is OrderType.Stop or OrderType.TakeProfit or OrderType.StopLimit ? Price(near + Step(14)) : (decimal?)null;
        decimal? limit = type == OrderType.Limit ? Price(near + Step(14)) : type == OrderType.StopLimit ? trigger + (Step(6) * Tick) : null;
        var terms = new OrderTerms
        {
            Limit = limit,
            Trigger = trigger,
            TrailRatio = type == OrderType.TrailingStop ? Pick(0.01m, 0.03m, 0.1m) : null,
            ExpireTime = time == TimeInForce.Gtd ? ((long)Bars[bar][5] + 1 + _random.NextIndex(8)) * Scenario.Minute : null,
            Protection = (flags & OrderFlags.ReduceOnly) == 0 && Chance(0.35) ? RandomProtection(side, near) : null,
        };
        var lots = 1 + _random.NextIndex(12);
        var size = Chance(0.25) ? OrderSize.Quote(1 + _random.NextIndex(2_500)) : OrderSize.Quantity(lots * Math.Max(Instrument.LotSize, Pick(0.001m, 0.1m, 1m)));
        return new Wanted(side, type, size, time, flags, type == OrderType.Market && terms.Protection is null ? null : terms);
    }

    Protection RandomProtection(Side entry, int near)
    {
        var away = entry == Side.Buy ? -1 : 1;
        var stop = _random.NextIndex(4);
        var target = stop == 3 || Chance(0.5);
        return new Protection
        {
            StopPrice = stop == 0 ? Price(near + (away * (1 + _random.NextIndex(14)))) : null,
            StopRatio = stop == 1 ? Pick(0.01m, 0.05m) : null,
            TrailRatio = stop == 2 ? Pick(0.01m, 0.05m) : null,
            TargetPrice = target && stop == 0 ? Price(near - (away * (1 + _random.NextIndex(14)))) : null,
            TargetRatio = target && stop != 0 ? Pick(0.01m, 0.05m) : null,
        };
    }

    static decimal Price(int halves) => Math.Max(1, halves) * Tick;

    int Step(int most) => _random.NextIndex((2 * most) + 1) - most;

    bool Chance(double probability) => _random.NextUnit() < probability;

    T Pick<T>(params T[] choices) => choices[_random.NextIndex(choices.Length)];

    sealed record Wanted(Side Side, OrderType Type, OrderSize Size, TimeInForce Time, OrderFlags Flags, OrderTerms? Terms);
}
