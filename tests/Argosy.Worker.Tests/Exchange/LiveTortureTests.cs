using Argosy.Core.Links;
using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Data.Links;
using Argosy.Research.Backtests;
using Argosy.Research.Results;
using Argosy.Worker.Running;
using Argosy.Worker.Strategies;
using Argosy.Worker.Tests.Support;

namespace Argosy.Worker.Tests.Exchange;

/// <summary>Whatever an exchange does, the books are exact, positions are the sum of what was executed, and no exit is lost.</summary>
public sealed class LiveTortureTests
{
    [Theory]
    [InlineData("ma-cross", 1, 15, 0.0)]
    [InlineData("ma-cross", 101, 20, 1.0)]
    [InlineData("ma-cross", 201, 15, 2.5)]
    [InlineData("wild", 301, 6, 0.0)]
    [InlineData("wild", 401, 8, 1.0)]
    [InlineData("wild", 501, 5, 2.5)]
    public void Run_OnAWildExchange_KeepsItsBooksAndItsExits(string strategy, int first, int count, double trouble)
    {
        // A strategy of nothing but chance wants thousands of orders a run, and each looks at all that are open: most of it belongs to the long tier.
        var bars = 160;
        if (strategy == "wild" && Environment.GetEnvironmentVariable("ARGOSY_LONG") is null) (count, bars) = (2, 50);
        var (fills, lost) = (0, 0);
        for (var seed = (ulong)first; seed < (ulong)(first + count); seed++)
        {
            var exchange = Run(strategy, seed, trouble, bars);
            fills += exchange.Fills;
            lost += exchange.LostExits;
        }
        Assert.True(fills > count * 5, $"{fills} fills prove nothing");
        if (trouble > 1) Assert.True(lost > 0, "no exit was in danger");
    }

    static WildExchange Run(string name, ulong seed, double trouble, int bars)
    {
        var random = new SeededGenerator(seed);
        var markets = Enumerable.Range(0, 1 + random.NextIndex(2)).Select(i => Markets.Made($"A{i}", (seed * 10) + (ulong)i, bars)).ToArray();
        var instruments = markets.Select(market => market.Instrument).ToArray();
        var exchange = new WildExchange(instruments, seed, trouble);
        var told = new List<HostMessage>();
        var answers = new List<WorkerMessage>();
        var worker = new RunWorker(answer =>
        {
            answers.Add(answer);
            exchange.Hear(answer);
        });
        void Tell(HostMessage message)
        {
            told.Add(message);
            worker.Hear(message);
            Check(worker, seed);
        }

        var begins = Begin(name, seed, random, instruments);
        Tell(begins);
        Assert.DoesNotContain(answers, answer => answer is BotLine);
        var history = Told.Run(markets, Markets.Strategy("buy-and-hold"), new BacktestSettings(), (Manner)random.NextIndex(3), seed).OfType<MarketMoved>().ToArray();
        foreach (var moved in history)
        {
            foreach (var closed in moved.Closed) exchange.Pass(closed.Instrument, closed.Bar);
            foreach (var said in exchange.Speak(moved.Time)) Tell(said);
            Tell(moved);
            foreach (var said in exchange.Speak(moved.Time + 1)) Tell(said);
        }
        Settle(exchange, markets, history[^1].Time, Tell);

        for (var i = 0; i < instruments.Length; i++) AssertBooks(worker, exchange, i, seed);
        // What was sent to close and meets nothing any more opens: a strategy of its own orders answers for that itself where it may sell short.
        if (name != "wild" || !begins.Settings.Contains("\"short\":true", StringComparison.Ordinal)) AssertExits(worker, exchange, instruments, name, seed);
        AssertReplay(told, answers);
        return exchange;
    }

    static RunBegins Begin(string name, ulong seed, SeededGenerator random, Core.Instruments.Instrument[] instruments)
    {
        var settings = new BacktestSettings
        {
            Cash = 50_000,
            Size = random.NextIndex(2) == 0 ? "equity:20%" : "quote:900",
            AllowShort = random.NextIndex(2) == 0,
            Leverage = 3,
            // Every entry has a stop; some have more.
            Exits = ["stop:1%", .. new[] { "target:0.5%", "trailing:1%", "break-even:0.3%", "time-stop:40m" }.Where(_ => random.NextIndex(3) == 0)],
        };
        var strategy = name == "wild"
            ? $$"""{ "name": "wild.cs", "parameters": { "seed": "{{seed}}" }, "sources": { "wild.cs": {{System.Text.Json.JsonSerializer.Serialize(WildSource.Text)}} } }"""
            : StrategyText.Of(Markets.Strategy("ma-cross", ("fast", "3"), ("slow", "8"), ("trigger", random.NextIndex(2) == 0 ? "state" : "cross")));
        return new RunBegins(RunMode.Live, instruments, Timeframe.OneMinute, strategy, StoredSettings.Text(settings));
    }

    // Everything is said, and a few quiet bars give the run time to set right what went wrong.
    static void Settle(WildExchange exchange, Market[] markets, long time, Action<HostMessage> tell)
    {
        exchange.IsTame = true;
        // Strategies are kept from going on: only what protects is left to do.
        tell(new EntriesBlocked(time + 1, "the test ends"));
        for (var k = 0; k < 8; k++)
        {
            foreach (var said in exchange.Speak(time + 1)) tell(said);
            var closed = markets.Select((market, i) => new ClosedBar((short)i, Still(market, time))).ToArray();
            foreach (var bar in closed) exchange.Pass(bar.Instrument, bar.Bar);
            foreach (var said in exchange.Speak(time + 1)) tell(said);
            time += 60_000;
            tell(new MarketMoved(time, closed, []));
            foreach (var said in exchange.Speak(time + 1)) tell(said);
        }
        foreach (var said in exchange.Speak(time + 1)) tell(said);

        static Bar Still(Market market, long time)
        {
            var price = market.Bars.Close[^1];
            return new Bar(time, price, price, price, price, 1);
        }
    }

    // After every message: nothing comes from nowhere.
    static void Check(RunWorker worker, ulong seed)
    {
        if (worker.Ledger is not { } ledger) return;
        for (var asset = 0; asset <= ledger.InstrumentCount; asset++) Assert.True(ledger.Imbalance(asset) == 0, $"seed {seed}: asset {asset} is out of balance");
    }

    static void AssertBooks(RunWorker worker, WildExchange exchange, int instrument, ulong seed)
    {
        var ledger = worker.Ledger!;
        var dust = ledger.Account(Engine.Accounting.LedgerAccount.Dust, 1 + instrument);
        Assert.True(exchange.Executed[instrument] == ledger.Net(instrument) + dust, $"seed {seed}: executed {exchange.Executed[instrument]}, booked {ledger.Net(instrument)} and {dust} as dust");
    }

    // Every lot that is held has a stop at the exchange, or an order that is closing it.
    static void AssertExits(RunWorker worker, WildExchange exchange, Core.Instruments.Instrument[] instruments, string name, ulong seed)
    {
        for (short i = 0; i < instruments.Length; i++)
        {
            var held = worker.Ledger!.Net(i);
            var side = held > 0 ? Side.Sell : Side.Buy;
            var orders = exchange.Open.Where(order => order.Wanted.Instrument == i && !order.IsCancelAsked).ToArray();
            var stops = orders.Where(order => order.Wanted is { Entry: > 0, Type: OrderType.Stop } && order.Wanted.Side == side).ToArray();
            var covered = stops.Sum(order => order.Quantity - order.Filled);
            // Fees in the base asset leave less than a lot of each entry. A strategy's own order to close, of a position that an exchange sold too often,
            // may meet nothing any more and open: that is the strategy's.
            var slack = (instruments[i].LotSize * (1 + stops.Length + exchange.Fills)) + exchange.ClosedByHand(i, held > 0 ? Side.Buy : Side.Sell);
            if (Math.Abs(held) >= slack) Assert.True(covered >= Math.Abs(held) - slack, $"seed {seed} ({name}): {held} of {instruments[i].Name} are held, {covered} have a stop");
            foreach (var stop in stops) Assert.True(stop.Quantity - stop.Filled <= Math.Abs(held), $"seed {seed}: stop {stop.Wanted.Id} of {stop.Quantity - stop.Filled} is larger than the position of {held}");
            if (held == 0) Assert.DoesNotContain(orders, order => order.Wanted.Entry > 0);
        }
    }

    static void AssertReplay(List<HostMessage> told, List<WorkerMessage> answers)
    {
        var (_, again) = Told.Worker(told.Select(message => LinkCodec.ReadHost(LinkCodec.Encode(message)).Value));
        Assert.Equal(answers.Select(LinkCodec.Encode), again.Select(LinkCodec.Encode));
    }
}
