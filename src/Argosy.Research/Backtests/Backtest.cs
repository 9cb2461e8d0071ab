using System.Diagnostics;
using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Engine.Accounting;
using Argosy.Engine.Logs;
using Argosy.Engine.Risk;
using Argosy.Engine.Running;
using Argosy.Engine.Strategies;
using Argosy.Research.Metrics;
using Argosy.Research.Perpetuals;
using Argosy.Research.Results;
using Argosy.Simulation.Feeds;
using Argosy.Simulation.Fills;
using Argosy.Simulation.Margin;
using Argosy.Simulation.Runs;
using Argosy.Simulation.Venue;
using Argosy.Strategies.Consensus;
using Argosy.Strategies.Sizing;

namespace Argosy.Research.Backtests;

/// <summary>Runs backtests: the same engine as everywhere, history as its market, the simulated venue for its orders.</summary>
public static class Backtest
{
    /// <summary>Runs one backtest, and where its path inside bars matters the two further walks of the ambiguity band.</summary>
    /// <param name="request">What to run.</param>
    /// <param name="progress">Hears the share done of the main run, 0..1; null for nobody.</param>
    /// <param name="cancellation">Asks to stop.</param>
    /// <returns>The result, or what is wrong with the request.</returns>
    /// <exception cref="OperationCanceledException">It was asked to stop.</exception>
    public static Result<BacktestResult> Run(BacktestRequest request, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var range = TestRange.Of(request);
        if (!range.Ok) return range.Error!;
        var sizing = SizingRules.Parse(request.Settings.Size);
        if (!sizing.Ok) return sizing.Error!;
        var plan = new Plan(request, range.Value, sizing.Value);
        try
        {
            var main = Execute(plan, request.Settings.Fills, request.Log, progress, cancellation);
            var closed = Close(plan, main);
            var band = request.Settings.Band && plan.Ticks is null ? Band(plan, main, closed, cancellation) : null;
            return Conclude(plan, main, closed, band);
        }
        catch (ArgumentException e)
        {
            return Error.BadInput(e.Message);
        }
    }

    /// <summary>Runs one backtest for its totals alone, as sweeps do: the same engine, neither trade list nor hashes nor metrics made of it.</summary>
    public static Result<RunTotals> RunForTotals(BacktestRequest request, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var range = TestRange.Of(request);
        if (!range.Ok) return range.Error!;
        var sizing = SizingRules.Parse(request.Settings.Size);
        if (!sizing.Ok) return sizing.Error!;
        try
        {
            var outcome = Execute(new Plan(request, range.Value, sizing.Value), request.Settings.Fills, request.Log, null, cancellation);
            var engine = outcome.Run.Engine;
            return new RunTotals(FinalEquity(engine, request.Settings.Fills.TakerFee), engine.Fills.Count, engine.Orders.Count, outcome.Bars, outcome.Seconds, outcome.Allocated);
        }
        catch (ArgumentException e)
        {
            return Error.BadInput(e.Message);
        }
    }

    /// <summary>What is wrong with a request before anything of it runs; null where nothing is.</summary>
    public static Error? Check(BacktestRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var range = TestRange.Of(request);
        return range.Ok ? SizingRules.Parse(request.Settings.Size).Error : range.Error;
    }

    /// <summary>Runs one backtest for its figures alone, as searches do: the figures and the trades' hash are those of <see cref="Run"/>.</summary>
    /// <param name="request">What to run; neither band nor state hash is made.</param>
    /// <param name="memory">Memory that one run leaves to the next.</param>
    /// <param name="stops">Shares of the test at which <paramref name="goesOn"/> is asked, rising.</param>
    /// <param name="goesOn">Hears the number of the stop and the figures so far, as if the test ended there.</param>
    /// <param name="cancellation">Asks to stop.</param>
    /// <returns>The figures; null figures where it did not go on.</returns>
    internal static Result<MeasuredRun> Measure(
        BacktestRequest request, RunMemory memory, IReadOnlyList<double> stops, Func<int, PerformanceMetrics, bool> goesOn, CancellationToken cancellation = default)
    {
        var whole = Stopwatch.StartNew();
        var range = TestRange.Of(request);
        if (!range.Ok) return range.Error!;
        var sizing = SizingRules.Parse(request.Settings.Size);
        if (!sizing.Ok) return sizing.Error!;
        var plan = new Plan(request, range.Value, sizing.Value) { Memory = memory };
        try
        {
            var outcome = Wire(plan, request.Settings.Fills, request.Log);
            var watch = Stopwatch.StartNew();
            for (var i = 0; i < stops.Count; i++)
            {
                if (!outcome.Run.RunTo(range.Value.From + (long)((range.Value.To - range.Value.From) * stops[i]), cancellation)) break;
                watch.Stop();
                var soFar = Close(plan, outcome);
                if (!goesOn(i, Figures(plan, outcome, soFar, Curve(plan, outcome, soFar.Final, ended: false)))) return Measured(null, null);
                watch.Start();
            }
            outcome.Run.Run(cancellation);
            watch.Stop();
            var closed = Close(plan, outcome);
            var curve = Curve(plan, outcome, closed.Final);
            memory.Curve = outcome.Run.Engine.Curve?.Values;
            return Measured(Figures(plan, outcome, closed, curve), TradeHash.Of(closed.Trades, outcome.Run.Engine.Instruments));

            MeasuredRun Measured(PerformanceMetrics? metrics, string? hash) => new(metrics, hash, whole.Elapsed.TotalSeconds, watch.Elapsed.TotalSeconds);
        }
        catch (ArgumentException e)
        {
            return Error.BadInput(e.Message);
        }
    }

    /// <summary>Runs one backtest of perpetual contracts for how near it came to a liquidation.</summary>
    internal static Result<LeverageTrial> RunForMargin(BacktestRequest request, CancellationToken cancellation)
    {
        var range = TestRange.Of(request);
        if (!range.Ok) return range.Error!;
        var sizing = SizingRules.Parse(request.Settings.Size);
        if (!sizing.Ok) return sizing.Error!;
        try
        {
            var plan = new Plan(request, range.Value, sizing.Value) { MeasuresMargin = true };
            var outcome = Execute(plan, request.Settings.Fills, null, null, cancellation);
            var engine = outcome.Run.Engine;
            var refused = engine.Endings.GetValueOrDefault(Core.Events.OrderReason.LeverageTooHigh);
            return new LeverageTrial((int)request.Settings.Leverage, outcome.Venue!.PeakMarginRatio, Liquidations(engine), refused, FinalEquity(engine, request.Settings.Fills.TakerFee));
        }
        catch (ArgumentException e)
        {
            return Error.BadInput(e.Message);
        }
    }

    static int Liquidations(TradingEngine engine)
    {
        var count = 0;
        for (var i = 0; i < engine.Fills.Count; i++) count += engine.Fills[i].Purpose == Core.Orders.OrderPurpose.Liquidation ? 1 : 0;
        return count;
    }

    static PerpetualOutcome? Perpetual(Outcome outcome)
    {
        var engine = outcome.Run.Engine;
        if (engine.Ledger.Margin is null) return null;
        var flows = engine.Ledger.CashFlows;
        return new PerpetualOutcome(
            Liquidations(engine), flows.Where(flow => flow.Kind == LedgerAccount.Insurance).Sum(flow => flow.Amount), flows.Count(flow => flow.Kind == LedgerAccount.Funding),
            outcome.Venue!.SettledAtLastPrice, outcome.Venue!.BarsWithoutMark);
    }

    // What is open is closed at the last close, its notional rounded as a fill's is, the taker fee paid.
    static decimal FinalEquity(TradingEngine engine, decimal takerFee)
    {
        // A contract's position is worth its gain, which equity holds already; what spot holds is worth its notional.
        var isSpot = engine.Ledger.Margin is null;
        var equity = isSpot ? engine.Ledger.Cash + engine.Ledger.DustValue : engine.Ledger.Equity;
        for (var book = 0; book < engine.Ledger.Books; book++)
        {
            for (var i = 0; i < engine.Instruments.Length; i++)
            {
                var quantity = engine.Ledger.Position(book, i).Quantity;
                var notional = Exact.Round(Math.Abs(quantity) * engine.Ledger.Mark(i), Ledger.AssetScale);
                if (isSpot) equity += quantity > 0 ? notional : -notional;
                equity -= Exact.RoundUp(notional * takerFee, Ledger.AssetScale);
            }
        }
        return equity;
    }

    /// <summary>Wires a run without its venue's answers: for replaying a log through another venue.</summary>
    internal static Result<IRun> Prepare(BacktestRequest request, Func<IReadOnlyList<MarketTrack>, ITickVenue> venue)
    {
        var range = TestRange.Of(request);
        if (!range.Ok) return range.Error!;
        var sizing = SizingRules.Parse(request.Settings.Size);
        if (!sizing.Ok) return sizing.Error!;
        var plan = new Plan(request, range.Value, sizing.Value);
        var tracks = plan.Tracks();
        return plan.Ticks is null
            ? new SimulatedRun(tracks, plan.Slots(), plan.Options(tracks), venue(tracks), request.Log)
            : new TickRun(request.Markets[0].Instrument, request.Markets[0].Bars, range.Value.To, plan.Slots(), plan.Options(tracks), venue(tracks), request.Log);
    }

    static Outcome Execute(Plan plan, FillOptions fills, IRunLog? log, IProgress<double>? progress, CancellationToken cancellation)
    {
        var wired = Wire(plan, fills, log);
        var run = wired.Run;
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        if (progress is null) run.Run(cancellation);
        else RunWithProgress(run, plan.Range, progress, cancellation);
        watch.Stop();
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        return wired with { Seconds = watch.Elapsed.TotalSeconds, Allocated = allocated };
    }

    static Outcome Wire(Plan plan, FillOptions fills, IRunLog? log)
    {
        var tracks = plan.Tracks();
        var ticks = plan.Ticks is null ? null : TickBacktest.Venue(plan.Request, fills);
        var venue = ticks is null ? new SimulatedVenue(tracks, fills) { MeasuresMargin = plan.MeasuresMargin } : null;
        var voting = new List<IVotingStrategy>();
        IRun run = ticks is null
            ? new SimulatedRun(tracks, plan.Slots(voting), plan.Options(tracks), venue!, log)
            : new TickRun(plan.Request.Markets[0].Instrument, plan.Request.Markets[0].Bars, plan.Range.To, plan.Slots(voting), plan.Options(tracks), ticks, log);
        return new Outcome(run, venue, tracks, tracks.Sum(track => (long)track.BarCount), 0, 0) { Ticks = ticks, Voting = voting };
    }

    static void RunWithProgress(IRun run, TestRange range, IProgress<double> progress, CancellationToken cancellation)
    {
        const int TellEvery = 256;
        var span = Math.Max(1.0, range.To - range.DataFrom);
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var k = 0; k < TellEvery; k++)
            {
                if (!run.Step()) return;
            }
            progress.Report((run.Engine.Time - range.DataFrom) / span);
        }
    }

    // Two further walks only where the main run met a bar that could have gone either way.
    static AmbiguityBand Band(Plan plan, Outcome main, Closed closed, CancellationToken cancellation)
    {
        var final = closed.Final;
        var start = plan.Request.Settings.Cash;
        if (main.Venue!.PathDependentBars == 0) return new AmbiguityBand(final, final, final, final, Return(final, start), Return(final, start), 0);
        var adverse = FinalOf(plan, PathMode.AdverseFirst, final, cancellation);
        var favourable = FinalOf(plan, PathMode.FavourableFirst, final, cancellation);
        var low = Math.Min(final, Math.Min(adverse, favourable));
        var high = Math.Max(final, Math.Max(adverse, favourable));
        var dependent = closed.Trades.Count(trade => trade.PathDependent);
        return new AmbiguityBand(adverse, favourable, low, high, Return(adverse, start), Return(favourable, start), dependent);
    }

    // Only the final equity is wanted: neither curve nor hash.
    static decimal FinalOf(Plan plan, PathMode path, decimal main, CancellationToken cancellation)
    {
        var settings = plan.Request.Settings;
        if (settings.Fills.Path == path) return main;
        var bare = plan with { Request = plan.Request with { Settings = settings with { KeepCurve = false, KeepHash = false } } };
        return Close(bare, Execute(bare, settings.Fills with { Path = path }, null, null, cancellation)).Final;
    }

    static double Return(decimal final, decimal start) => Exact.ToStatistic((final / start) - 1);

    // Values what is open at the last close, taker fee paid; no order and no fill is written for it.
    static Closed Close(Plan plan, Outcome outcome)
    {
        var engine = outcome.Run.Engine;
        var builder = new TradeBuilder(engine.Instruments, engine.Ledger.Books);
        builder.Add(engine.Fills, engine.Ledger.CashFlows);
        var closes = new decimal[engine.Instruments.Length];
        for (var i = 0; i < closes.Length; i++) closes[i] = engine.Ledger.Mark(i);
        builder.CloseOpen(engine.Time, closes, plan.Request.Settings.Fills.TakerFee);
        return new Closed(builder.Trades, plan.Request.Settings.Cash + builder.TotalPnl);
    }

    static BacktestResult Conclude(Plan plan, Outcome outcome, Closed closed, AmbiguityBand? band)
    {
        var request = plan.Request;
        var engine = outcome.Run.Engine;
        var equity = Curve(plan, outcome, closed.Final);
        var metrics = Figures(plan, outcome, closed, equity);
        var result = new BacktestResult
        {
            Strategy = request.Strategy,
            Books = BookResult.Of(request.Strategy, closed.Trades, engine),
            Markets = request.Markets,
            Settings = request.Settings,
            From = plan.Range.From,
            To = engine.Time,
            Metrics = metrics,
            Band = band,
            Trades = closed.Trades,
            Orders = [.. engine.Orders.Kept.OrderBy(order => order.Id)],
            Fills = engine.Fills,
            OrderCount = engine.Orders.Count,
            Unfilled = [.. engine.Endings.Select(pair => KeyValuePair.Create(Spelling.Of(pair.Key), pair.Value))],
            Equity = equity,
            Warnings = [],
            Perpetual = Perpetual(outcome),
            TradeHash = TradeHash.Of(closed.Trades, engine.Instruments),
            StateHash = EngineSnapshot.Of(engine).Hash,
            Consensus = ConsensusResult.Of(outcome.Voting),
            Files = request.Files,
            Performance = new RunPerformance(
                outcome.Bars, request.LoadSeconds, outcome.Seconds, outcome.Bars / outcome.Seconds, (double)outcome.Allocated / Math.Max(1, outcome.Bars), request.Cold) { Events = outcome.Ticks?.Events ?? 0 },
        };
        return result with { Warnings = [.. SkepticNotes.Of(result), .. PerpetualNotes.Of(result), .. RunNotes(outcome)] };
    }

    static PerformanceMetrics Figures(Plan plan, Outcome outcome, Closed closed, EquitySeries equity)
    {
        var engine = outcome.Run.Engine;
        return MetricsCalculator.Calculate(new MetricsInput
        {
            From = plan.Range.From,
            To = engine.Time,
            StartingCash = plan.Request.Settings.Cash,
            FinalEquity = closed.Final,
            Equity = equity,
            Instruments = engine.Instruments,
            Trades = closed.Trades,
            Fills = engine.Fills,
            CashFlows = engine.Ledger.CashFlows,
            ExposedPoints = engine.ExposedPoints,
            Points = engine.Points,
            Prices = plan.Range.Prices,
        });
    }

    // What only the run itself knows.
    static IEnumerable<string> RunNotes(Outcome outcome)
    {
        var without = outcome.Tracks.Sum(track => track.BarsWithoutDetail);
        if (without > 0) yield return $"{without} bars had no detail data and were walked by their own four prices";
        foreach (var note in TickBacktest.Notes(outcome.Ticks)) yield return note;
        foreach (var (rule, times) in outcome.Run.Engine.Refusals) yield return $"{rule} refused {times} {(times == 1 ? "entry" : "entries")}";
        if (outcome.Run.Engine.Ended) yield return "no equity was left: everything was closed and the run ended early";
    }

    static EquitySeries Curve(Plan plan, Outcome outcome, decimal final, bool ended = true)
    {
        if (outcome.Run.Engine.Curve is not { } curve) return EquitySeries.None;
        // The last point is the final equity: what is open is closed there, its fee paid. The run is over, so its own array takes it.
        var values = curve.Values;
        if (values.Length > 1 && ended) values[^1] = Exact.ToStatistic(final);
        if (curve.Times.Length > 0) return new EquitySeries(curve.Times, values);
        var bars = plan.Request.Markets[0].Bars;
        var row = bars.IndexAtOrAfter(plan.Range.From);
        while (row > 0 && bars.CloseTime(row - 1) > plan.Range.From) row--;
        return new EquitySeries(CurveTimes.OfCloses(plan.Range.From, bars, row, values.Length), values);
    }

    sealed record Closed(IReadOnlyList<Trade> Trades, decimal Final);

    sealed record Outcome(IRun Run, SimulatedVenue? Venue, IReadOnlyList<MarketTrack> Tracks, long Bars, double Seconds, long Allocated)
    {
        public TickVenue? Ticks { get; init; }

        public IReadOnlyList<IVotingStrategy> Voting { get; init; } = [];
    }

    sealed record Plan(BacktestRequest Request, TestRange Range, ISizingRule Sizing)
    {
        public TickHistory? Ticks => Request.Markets[0].Ticks;

        /// <summary>Memory of an earlier run; null for none.</summary>
        public RunMemory? Memory { get; init; }

        /// <summary>Whether the peak margin ratio of the whole path is wanted.</summary>
        public bool MeasuresMargin { get; init; }

        public IReadOnlyList<MarketTrack> Tracks() =>
            [.. Request.Markets.Select(market => new MarketTrack(market.Instrument, market.Bars, market.Detail, Range.To)
            {
                Perpetual = Request.Settings.Margin is null ? null : new PerpetualData(market.Mark, market.Funding),
            })];

        public IReadOnlyList<StrategySlot> Slots(List<IVotingStrategy>? voting = null) => RunWiring.Slots(Request.Strategy, Request.Markets.Count, voting);

        public EngineOptions Options(IReadOnlyList<MarketTrack> tracks) => RunWiring.Options(Request.Settings, Request.Strategy, [.. Request.Markets.Select(market => market.Brackets)], Sizing) with
        {
            TradingFrom = Range.From,
            CurveCapacity = Request.Settings.KeepCurve ? tracks.Sum(track => track.BarCount) : 0,
            CurveBuffer = Memory?.Curve,
            KeepHash = Request.Settings.KeepHash,
        };
    }
}
