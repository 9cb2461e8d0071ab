using Argosy.Core.Events;
using Argosy.Core.Instruments;
using Argosy.Core.Links;
using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Engine.Running;
using Argosy.Simulation.Feeds;
using Argosy.Simulation.Venue;

namespace Argosy.Worker.Running;

/// <summary>Steps of a paper run that is filled on the market's trades: between the closes of its bars the venue has moments of its own.</summary>
/// <remarks>
/// Told the trades and the bars made of them, the engine goes through the states of a backtest on those ticks. A bar whose trades were not told
/// (nobody was there) is walked by its own four prices. One of which some are missing (a stream that was away) is walked at its close to the
/// extremes nobody told, the nearer one first; but not where an order was made or filled within it: nobody knows which came first.
/// </remarks>
/// <param name="loop">The loop.</param>
/// <param name="engine">Its engine, of one instrument.</param>
/// <param name="feed">Makes instants of bars.</param>
/// <param name="venue">The venue over what is told.</param>
/// <param name="instrument">The instrument.</param>
/// <param name="timeframe">Length of its bars.</param>
sealed class TickSteps(EngineLoop loop, TradingEngine engine, LiveFeed feed, TickVenue venue, Instrument instrument, Timeframe timeframe) : IMarketSteps
{
    const long NoPrice = 0, Most = long.MaxValue / 4;

    readonly Instant _between = new(1);
    readonly Instant _moment = MomentOf();
    // Of the bar that runs: lowest and highest trade, the last one, how much was traded.
    long _low = long.MaxValue, _high = long.MinValue, _last = NoPrice, _traded;
    bool _isTold;
    (int Orders, int Fills) _atOpen;

    /// <summary>Takes trades, none before the last one.</summary>
    public void Take(IReadOnlyList<MarketTrade> trades)
    {
        if (trades.Count == 0) return;
        var rows = new Rows(trades.Count);
        foreach (var trade in trades)
        {
            var (price, quantity) = (Units(trade.Price, instrument.PriceScale), Units(trade.Quantity, TickVenue.ToldQuantityScale));
            (_low, _high, _last, _isTold) = (Math.Min(_low, price), Math.Max(_high, price), price, true);
            _traded = Math.Min(Most, _traded + quantity);
            rows.Add(Math.Max(trade.Time, engine.Time), price, quantity, trade.Taker);
        }
        Pass(rows);
    }

    /// <inheritdoc/>
    public void Take(long time, IReadOnlyList<ClosedBar> closed, IReadOnlyList<OpenedBar> opened)
    {
        foreach (var (_, bar) in closed)
        {
            WalkMissing(in bar);
            Advance(time);
            // Its open is no moment of the venue's: what waits is met by trades.
            feed.Begin(Clock(time));
            feed.Open(0, in bar);
            feed.Begin(Clock(time));
            feed.Close(0, in bar);
            loop.Step(feed.Instant);
            (_low, _high, _traded, _isTold, _atOpen) = (long.MaxValue, long.MinValue, 0, false, Made);
        }
        if (closed.Count == 0) Advance(time);
    }

    /// <summary>Funding is of perpetual contracts, which trade on bars: nothing here is held that it could be paid for.</summary>
    public void Fund(in FundingSettlement settlement)
    {
    }

    /// <inheritdoc/>
    public void AdvanceTo(long time)
    {
        Advance(time);
        // What comes of it arrives at the venue now, not at the close before.
        _moment.Time = Clock(time);
        loop.ActOnExits(_moment);
    }

    /// <inheritdoc/>
    public void End()
    {
        // What was traded has passed as it was told.
    }

    // As a backtest on ticks steps, up to what is known.
    void Advance(long to)
    {
        while (!engine.Ended)
        {
            var exit = Math.Max(loop.NextExit, engine.Time);
            var limit = Math.Min(to, Math.Min(loop.NextTimer, exit));
            _between.Time = venue.NextTick(limit);
            if (_between.Time < limit)
            {
                loop.Hear(_between);
            }
            else if (limit >= to)
            {
                return;
            }
            else if (limit == exit)
            {
                _moment.Time = limit;
                loop.ActOnExits(_moment);
            }
            else
            {
                loop.Step(_between);
            }
        }
    }

    void WalkMissing(in Bar bar)
    {
        var (open, high, low, close) = (instrument.ToUnits(bar.Open), instrument.ToUnits(bar.High), instrument.ToUnits(bar.Low), instrument.ToUnits(bar.Close));
        if (_isTold && ((_low <= low && _high >= high) || _atOpen != Made)) return;
        var path = new List<long>(3);
        var from = _isTold ? _last : open;
        var highFirst = high - from < from - low;
        if (highFirst) AddHigh();
        if (!_isTold || low < _low) path.Add(low);
        if (!highFirst) AddHigh();
        path.Add(close);
        var left = Math.Max(0, Units((decimal)Math.Min(bar.Volume, Most), TickVenue.ToldQuantityScale) - _traded);
        var share = left / (path.Count + 1);
        // From the last price to the open it jumps; on the rest of the way it meets every price.
        if (!_isTold) Print(bar.OpenTime, open);
        foreach (var end in path)
        {
            while (from != end) Print(timeframe.End(bar.OpenTime) - 1, from = venue.FirstLevel(from, end));
        }

        void Print(long time, long price)
        {
            var quantity = Math.Min(share, left);
            left -= quantity;
            var row = new Rows(1);
            row.Add(Math.Max(time, engine.Time), price, quantity, TakerSide.Unknown);
            Pass(row);
        }

        void AddHigh()
        {
            if (!_isTold || high > _high) path.Add(high);
        }
    }

    void Pass(Rows rows)
    {
        if (engine.Ended) return;
        venue.Take(rows.Columns);
        Advance(rows.LastTime + 1);
    }

    // Coins of which a trade has more than any order of ours could want are counted no further.
    static long Units(decimal value, int scale) => decimal.ToInt64(decimal.Round(Math.Min(value * (decimal)Exact.PowerOfTen(scale), Most)));

    (int Orders, int Fills) Made => (engine.Orders.Count, engine.Fills.Count);

    long Clock(long time) => Math.Max(engine.Time, time);

    // An exit rule whose time has come acts at any moment there is.
    static Instant MomentOf()
    {
        var moment = new Instant(1);
        moment.Opening.Add(0);
        return moment;
    }

    // Trades as the venue takes them.
    sealed class Rows(int count)
    {
        int _count;

        public TradeColumns Columns { get; } = new() { Times = new long[count], Prices = new long[count], Quantities = new long[count], Takers = new TakerSide[count] };

        public long LastTime => Columns.Times[^1];

        public void Add(long time, long price, long quantity, TakerSide taker)
        {
            (Columns.Times[_count], Columns.Prices[_count], Columns.Quantities[_count], Columns.Takers[_count]) = (time, price, quantity, taker);
            _count++;
        }
    }
}
