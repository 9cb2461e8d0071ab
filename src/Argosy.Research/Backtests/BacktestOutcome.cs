using Argosy.Core.Values;
using Argosy.Engine.Accounting;
using Argosy.Engine.Logs;
using Argosy.Engine.Running;
using Argosy.Research.Metrics;
using Argosy.Research.Perpetuals;
using Argosy.Research.Results;
using Argosy.Simulation.Feeds;
using Argosy.Simulation.Runs;
using Argosy.Simulation.Venue;
using Argosy.Strategies.Consensus;

namespace Argosy.Research.Backtests;

/// <summary>A wired run and what is made of it when it has run, or so far.</summary>
sealed record BacktestOutcome(BacktestPlan Plan, IRun Run, SimulatedVenue? Venue, IReadOnlyList<MarketTrack> Tracks, long Bars, double Seconds, long Allocated)
{
    /// <summary>The venue of a run on ticks; null on bars.</summary>
    public TickVenue? Ticks { get; init; }

    /// <summary>Processor time of the process while it ran.</summary>
    public double ProcessorSeconds { get; init; }

    /// <summary>Strategies that decide by votes.</summary>
    public IReadOnlyList<IVotingStrategy> Voting { get; init; } = [];

    /// <summary>The engine of the run.</summary>
    public TradingEngine Engine => Run.Engine;

    /// <summary>Values what is open at the last close, taker fee paid; no order and no fill is written for it.</summary>
    public ClosedBooks Close()
    {
        var builder = new TradeBuilder(Engine.Instruments, Engine.Ledger.Books);
        builder.Add(Engine.Fills, Engine.Ledger.CashFlows);
        var closes = new decimal[Engine.Instruments.Length];
        for (var i = 0; i < closes.Length; i++) closes[i] = Engine.Ledger.Mark(i);
        builder.CloseOpen(Engine.Time, closes, Plan.Request.Settings.Fills.TakerFee);
        return new ClosedBooks(builder.Trades, Plan.Request.Settings.Cash + builder.TotalPnl);
    }

    /// <summary>Equity where what is open is closed at the last close, its notional rounded as a fill's is, the taker fee paid.</summary>
    public decimal FinalEquity()
    {
        // A contract's position is worth its gain, which equity holds already; what spot holds is worth its notional.
        var isSpot = Engine.Ledger.Margin is null;
        var equity = isSpot ? Engine.Ledger.Cash + Engine.Ledger.DustValue : Engine.Ledger.Equity;
        for (var book = 0; book < Engine.Ledger.Books; book++)
        {
            for (var i = 0; i < Engine.Instruments.Length; i++)
            {
                var quantity = Engine.Ledger.Position(book, i).Quantity;
                var notional = Exact.Round(Math.Abs(quantity) * Engine.Ledger.Mark(i), Ledger.AssetScale);
                if (isSpot) equity += quantity > 0 ? notional : -notional;
                equity -= Exact.RoundUp(notional * Plan.Request.Settings.Fills.TakerFee, Ledger.AssetScale);
            }
        }
        return equity;
    }

    /// <summary>The equity curve.</summary>
    public EquitySeries Curve(decimal final, bool ended = true)
    {
        if (Engine.Curve is not { } curve) return EquitySeries.None;
        // The last point is the final equity: what is open is closed there, its fee paid. The run is over, so its own array takes it.
        var values = curve.Values;
        if (values.Length > 1 && ended) values[^1] = Exact.ToStatistic(final);
        if (curve.Times.Length > 0) return new EquitySeries(curve.Times, values);
        var bars = Plan.Request.Markets[0].Bars;
        var row = bars.IndexAtOrAfter(Plan.Range.From);
        while (row > 0 && bars.CloseTime(row - 1) > Plan.Range.From) row--;
        return new EquitySeries(CurveTimes.OfCloses(Plan.Range.From, bars, row, values.Length), values);
    }

    /// <summary>The figures of what has run so far.</summary>
    public PerformanceMetrics Figures(ClosedBooks closed, EquitySeries equity) =>
        MetricsCalculator.Calculate(new MetricsInput
        {
            From = Plan.Range.From,
            To = Engine.Time,
            StartingCash = Plan.Request.Settings.Cash,
            FinalEquity = closed.Final,
            Equity = equity,
            Instruments = Engine.Instruments,
            Trades = closed.Trades,
            Fills = Engine.Fills,
            CashFlows = Engine.Ledger.CashFlows,
            ExposedPoints = Engine.ExposedPoints,
            Points = Engine.Points,
            Prices = Plan.Range.Prices,
        });

    /// <summary>All there is to tell.</summary>
    public BacktestResult Conclude(ClosedBooks closed, AmbiguityBand? band)
    {
        var request = Plan.Request;
        var equity = Curve(closed.Final);
        var metrics = Figures(closed, equity);
        var result = new BacktestResult
        {
            Strategy = request.Strategy,
            Books = BookResult.Of(request.Strategy, closed.Trades, Engine),
            Markets = request.Markets,
            Settings = request.Settings,
            From = Plan.Range.From,
            To = Engine.Time,
            Metrics = metrics,
            Band = band,
            Trades = closed.Trades,
            Orders = [.. Engine.Orders.Kept.OrderBy(order => order.Id)],
            Fills = Engine.Fills,
            OrderCount = Engine.Orders.Count,
            Unfilled = [.. Engine.Endings.Select(pair => KeyValuePair.Create(Spelling.Of(pair.Key), pair.Value))],
            Equity = equity,
            Warnings = [],
            Perpetual = PerpetualPart(),
            TradeHash = TradeHash.Of(closed.Trades, Engine.Instruments),
            StateHash = EngineSnapshot.Of(Engine).Hash,
            Consensus = ConsensusResult.Of(Voting),
            Bot = Plan.Record,
            Files = request.Files,
            Performance = new RunPerformance(
                Bars, request.LoadSeconds, Seconds, Bars / Seconds, (double)Allocated / Math.Max(1, Bars), request.Cold) { Events = Ticks?.Events ?? 0, ProcessorSeconds = ProcessorSeconds },
        };
        return result with { Warnings = [.. SkepticNotes.Of(result), .. PerpetualNotes.Of(result), .. RunNotes()] };
    }

    /// <summary>Positions closed by the venue.</summary>
    public int Liquidations()
    {
        var count = 0;
        for (var i = 0; i < Engine.Fills.Count; i++) count += Engine.Fills[i].Purpose == Core.Orders.OrderPurpose.Liquidation ? 1 : 0;
        return count;
    }

    PerpetualOutcome? PerpetualPart()
    {
        if (Engine.Ledger.Margin is null) return null;
        var flows = Engine.Ledger.CashFlows;
        return new PerpetualOutcome(
            Liquidations(), flows.Where(flow => flow.Kind == LedgerAccount.Insurance).Sum(flow => flow.Amount), flows.Count(flow => flow.Kind == LedgerAccount.Funding),
            Venue!.SettledAtLastPrice, Venue!.BarsWithoutMark);
    }

    // What only the run itself knows.
    IEnumerable<string> RunNotes()
    {
        var without = Tracks.Sum(track => track.BarsWithoutDetail);
        if (without > 0) yield return $"{without} bars had no detail data and were walked by their own four prices";
        foreach (var note in TickBacktest.Notes(Ticks)) yield return note;
        foreach (var (rule, times) in Engine.Refusals) yield return $"{rule} refused {times} {(times == 1 ? "entry" : "entries")}";
        if (Engine.Ended) yield return "no equity was left: everything was closed and the run ended early";
    }
}

/// <summary>Trades with those closed at the last close, and the equity they lead to.</summary>
sealed record ClosedBooks(IReadOnlyList<Trade> Trades, decimal Final);
