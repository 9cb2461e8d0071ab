using Argosy.Core.Instruments;
using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Orders;
using Argosy.Engine.Risk;
using Argosy.Engine.Running;
using Argosy.Engine.Strategies;

namespace Argosy.Engine.Tests.Support;

/// <summary>An engine whose market, decisions and venue are all in the test's hand.</summary>
public sealed class Bench
{
    const long Minute = 60_000;

    readonly SeriesWriter[] _series;
    readonly Instant _instant;
    readonly EngineLoop _loop;
    readonly Puppet[] _puppets;
    int _bar;

    public Bench(
        int instruments = 1, int books = 1, decimal cash = 1_000, bool allowShort = false, decimal leverage = 1, decimal takerFee = 0,
        ISizingRule? sizing = null, decimal lot = 0.00000001m, decimal minNotional = 0, decimal borrowApr = 0, int ordersKept = 30_000, bool allowLong = true)
    {
        Instruments = [.. Enumerable.Range(0, instruments).Select(i => new Instrument($"C{i}", "USD", 0.01m, lot, minNotional, 2))];
        _series = [.. Instruments.Select(_ => new SeriesWriter(Timeframe.OneMinute))];
        _instant = new Instant(instruments);
        _puppets = [.. Enumerable.Range(0, instruments * books).Select(_ => new Puppet())];
        var options = new EngineOptions
        {
            StartingCash = cash,
            Sizing = sizing ?? new Units(1),
            AllowShort = allowShort,
            AllowLong = allowLong,
            Leverage = leverage,
            TakerFee = takerFee,
            BorrowApr = borrowApr,
            OrdersKept = ordersKept,
        };
        Engine = new TradingEngine(Instruments, [.. _series.Select(s => s.Series)], [.. _puppets.Select(StrategySlot.For)], options, Venue);
        _loop = new EngineLoop(Engine, Venue);
    }

    public Instrument[] Instruments { get; }

    public HandVenue Venue { get; } = new();

    public TradingEngine Engine { get; }

    public ApprovedOrder Last => Venue.Submitted[^1];

    public decimal Position(int instrument = 0, int book = 0) => Engine.Ledger.Position(book, instrument).Quantity;

    /// <summary>Closes a bar of every instrument at <paramref name="price"/>; the strategy of the first book and instrument decides.</summary>
    public void Close(double price, Action<StrategyContext>? decide = null) => Close([.. Instruments.Select(_ => price)], decide is null ? [] : [(0, decide)]);

    /// <summary>Closes a bar of every instrument; the strategies named by seat (book · instruments + instrument) decide.</summary>
    public void Close(double[] prices, params (int Seat, Action<StrategyContext> Decide)[] decisions)
    {
        foreach (var puppet in _puppets) puppet.Decide = null;
        foreach (var (seat, decide) in decisions) _puppets[seat].Decide = decide;
        var open = _bar++ * Minute;
        _instant.Time = open + Minute;
        _instant.Closing.Clear();
        _instant.Completed.Clear();
        for (var i = 0; i < prices.Length; i++)
        {
            var bar = new Bar(open, prices[i], prices[i], prices[i], prices[i], 1);
            _series[i].Append(in bar, 1);
            _instant.Closing.Add(i);
            _instant.Completed.Add(i);
            _instant.Close[i] = prices[i];
        }
        _loop.Step(_instant);
    }

    /// <summary>What must hold after every step, whatever happened.</summary>
    public void CheckBooks()
    {
        var ledger = Engine.Ledger;
        for (var asset = 0; asset <= ledger.InstrumentCount; asset++) Assert.Equal(0, ledger.Imbalance(asset));
        for (var i = 0; i < ledger.InstrumentCount; i++)
        {
            var sum = 0m;
            for (var book = 0; book < ledger.Books; book++) sum += ledger.Position(book, i).Quantity;
            Assert.Equal(ledger.Net(i), sum);
            Assert.Equal(ledger.Net(i), ledger.Account(Argosy.Engine.Accounting.LedgerAccount.Balance, 1 + i));
        }
        Assert.Equal(Engine.OpenOrders.Sum(Engine.Reservation), ledger.Reserved);
    }

    sealed class Puppet : IStrategy
    {
        public Action<StrategyContext>? Decide { get; set; }

        public void OnBar(in Bar bar, StrategyContext context) => Decide?.Invoke(context);
    }
}

/// <summary>A fixed quantity.</summary>
sealed record Units(decimal Quantity) : ISizingRule
{
    public Result<OrderSize> Size(in SizingRequest request) => OrderSize.Quantity(Quantity);
}

/// <summary>All there is, shared by the idle instruments.</summary>
sealed record AllCash : ISizingRule
{
    public Result<OrderSize> Size(in SizingRequest request) => OrderSize.Quote(Exact.RoundDown(request.FreeQuote / request.IdleInstruments, 8));
}
