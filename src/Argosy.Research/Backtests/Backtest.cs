using System.Diagnostics;
using Argosy.Core.Values;
using Argosy.Engine.Logs;
using Argosy.Engine.Running;
using Argosy.Engine.Strategies;
using Argosy.Research.Metrics;
using Argosy.Research.Perpetuals;
using Argosy.Research.Results;
using Argosy.Simulation.Feeds;
using Argosy.Simulation.Fills;
using Argosy.Simulation.Runs;
using Argosy.Simulation.Venue;

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
        var planned = BacktestPlan.Of(request);
        if (!planned.Ok) return planned.Error!;
        var plan = planned.Value with { Record = new BotRecord() };
        try
        {
            var main = Execute(plan, request.Settings.Fills, request.Log, progress, cancellation);
            var closed = main.Close();
            var band = request.Settings.Band && plan.Ticks is null ? BandWalks.Of(main, closed, cancellation) : null;
            return main.Conclude(closed, band);
        }
        catch (Exception e) when (e is ArgumentException or StrategyFailedException)
        {
            return Error.BadInput(e.Message);
        }
    }

    /// <summary>Runs one backtest for its totals alone, as sweeps do: the same engine, neither trade list nor hashes nor metrics made of it.</summary>
    public static Result<RunTotals> RunForTotals(BacktestRequest request, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var planned = BacktestPlan.Of(request);
        if (!planned.Ok) return planned.Error!;
        try
        {
            var outcome = Execute(planned.Value, request.Settings.Fills, request.Log, null, cancellation);
            var engine = outcome.Run.Engine;
            return new RunTotals(outcome.FinalEquity(), engine.Fills.Count, engine.Orders.Count, outcome.Bars, outcome.Seconds, outcome.Allocated);
        }
        catch (Exception e) when (e is ArgumentException or StrategyFailedException)
        {
            return Error.BadInput(e.Message);
        }
    }

    /// <summary>What is wrong with a request before anything of it runs; null where nothing is.</summary>
    public static Error? Check(BacktestRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return BacktestPlan.Of(request).Error;
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
        var planned = BacktestPlan.Of(request);
        if (!planned.Ok) return planned.Error!;
        var plan = planned.Value with { Memory = memory };
        TradingEngine? engine = null;
        try
        {
            var outcome = plan.Wire(request.Settings.Fills, request.Log);
            engine = outcome.Run.Engine;
            var watch = Stopwatch.StartNew();
            for (var i = 0; i < stops.Count; i++)
            {
                if (!outcome.Run.RunTo(plan.Range.From + (long)((plan.Range.To - plan.Range.From) * stops[i]), cancellation)) break;
                watch.Stop();
                var soFar = outcome.Close();
                if (!goesOn(i, outcome.Figures(soFar, outcome.Curve(soFar.Final, ended: false)))) return Measured(null, null);
                watch.Start();
            }
            outcome.Run.Run(cancellation);
            watch.Stop();
            var closed = outcome.Close();
            var curve = outcome.Curve(closed.Final);
            memory.Curve = outcome.Run.Engine.Curve?.Values;
            return Measured(outcome.Figures(closed, curve), TradeHash.Of(closed.Trades, outcome.Run.Engine.Instruments));

            MeasuredRun Measured(PerformanceMetrics? metrics, string? hash) => new(metrics, hash, whole.Elapsed.TotalSeconds, watch.Elapsed.TotalSeconds);
        }
        catch (Exception e) when (e is ArgumentException or StrategyFailedException)
        {
            return Error.BadInput(e.Message);
        }
        finally
        {
            engine?.Release();
        }
    }

    /// <summary>Runs one backtest of perpetual contracts for how near it came to a liquidation.</summary>
    internal static Result<LeverageTrial> RunForMargin(BacktestRequest request, CancellationToken cancellation)
    {
        var planned = BacktestPlan.Of(request);
        if (!planned.Ok) return planned.Error!;
        try
        {
            var plan = planned.Value with { MeasuresMargin = true };
            var outcome = Execute(plan, request.Settings.Fills, null, null, cancellation);
            var engine = outcome.Run.Engine;
            var refused = engine.Endings.GetValueOrDefault(Core.Events.OrderReason.LeverageTooHigh);
            return new LeverageTrial((int)request.Settings.Leverage, outcome.Venue!.PeakMarginRatio, outcome.Liquidations(), refused, outcome.FinalEquity());
        }
        catch (Exception e) when (e is ArgumentException or StrategyFailedException)
        {
            return Error.BadInput(e.Message);
        }
    }

    /// <summary>Wires a run without its venue's answers: for replaying a log through another venue.</summary>
    internal static Result<IRun> Prepare(BacktestRequest request, Func<IReadOnlyList<MarketTrack>, ITickVenue> venue)
    {
        var planned = BacktestPlan.Of(request);
        if (!planned.Ok) return planned.Error!;
        var plan = planned.Value;
        var tracks = plan.Tracks();
        return plan.Ticks is null
            ? new SimulatedRun(tracks, plan.Slots(), plan.Options(tracks), venue(tracks), request.Log)
            : new TickRun(request.Markets[0].Instrument, request.Markets[0].Bars, plan.Range.To, plan.Slots(), plan.Options(tracks), venue(tracks), request.Log);
    }

    /// <summary>Wires a run and takes it to its end.</summary>
    internal static BacktestOutcome Execute(BacktestPlan plan, FillOptions fills, IRunLog? log, IProgress<double>? progress, CancellationToken cancellation)
    {
        var wired = plan.Wire(fills, log);
        var run = wired.Run;
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var spent = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        try
        {
            if (progress is null) run.Run(cancellation);
            else RunWithProgress(run, plan.Range, progress, cancellation);
            watch.Stop();
            spent = Environment.CpuUsage.TotalTime - spent;
            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        }
        finally
        {
            run.Engine.Release();
        }
        return wired with { Seconds = watch.Elapsed.TotalSeconds, ProcessorSeconds = spent.TotalSeconds, Allocated = allocated };
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
}
