using Argosy.Core.Events;
using Argosy.Core.Links;
using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Data.Links;
using Argosy.Engine.Orders;
using Argosy.Research.Backtests;
using Argosy.Research.Results;
using Argosy.Worker.Running;
using Argosy.Worker.Strategies;

namespace Argosy.Worker.Parity;

/// <summary>Backtests the bars of a run under its own settings and lists every order in which the run differs, with the cause that its log gives.</summary>
public static class ParityCheck
{
    /// <summary>Compares a run with the backtest of its bars.</summary>
    /// <param name="log">The run's log.</param>
    /// <param name="cancellation">Asks to stop.</param>
    /// <exception cref="OperationCanceledException">It was asked to stop.</exception>
    public static Result<ParityOutcome> Run(RunLogLines log, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(log);
        if (log.Messages.Count == 0 || log.Messages[0].Host is not RunBegins begins) return Error.Corrupt("the log does not begin with what is run");
        var settings = StoredSettings.ReadRun(begins.Settings);
        if (!settings.Ok) return settings.Error!;
        var strategy = StrategyText.Read(begins.Strategy);
        if (!strategy.Ok) return strategy.Error!;
        var bars = LoggedBars.Of(log, begins);
        if (bars.Count == 0) return Error.BadInput("the log holds no bar that has closed: there is nothing to compare");
        var request = new BacktestRequest(bars.Markets, strategy.Value, settings.Value with { From = bars.From, To = null, Band = false, Ticks = null });
        var backtest = Backtest.Run(request, null, cancellation);
        if (!backtest.Ok) return backtest.Error!;
        var run = RunOrders.Of(log, begins);
        if (settings.Value.Ticks is { } ticks)
        {
            var onTicks = new TickComparison(settings.Value, ticks, bars.Markets[0].Instrument.Name, begins.Timeframe) { Run = run }.Differences(backtest.Value, run.Orders, out var all, out var same);
            return new ParityOutcome("paper-on-trades", bars.Count, all, same, backtest.Value.TradeHash, TradeHashOf(log), onTicks);
        }
        var differences = new RunComparison(begins, run, backtest.Value).Differences(out var orders, out var equal);
        return new ParityOutcome(KebabCase.Of(begins.Mode.ToString()), bars.Count, orders, equal, backtest.Value.TradeHash, TradeHashOf(log), differences);
    }

    static string TradeHashOf(RunLogLines log)
    {
        var worker = new RunWorker(_ => { });
        foreach (var message in log.Messages)
        {
            if (message.Host is { } host) worker.Hear(host);
        }
        return worker.TradeHash;
    }
}
