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
        var request = new BacktestRequest(bars.Markets, strategy.Value, settings.Value with { From = bars.From, To = null, Band = false });
        var backtest = Backtest.Run(request, null, cancellation);
        if (!backtest.Ok) return backtest.Error!;
        var differences = new Comparison(begins, RunOrders.Of(log, begins), backtest.Value).Differences(out var orders, out var equal);
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

/// <summary>The comparison of one run with one backtest.</summary>
sealed class Comparison(RunBegins begins, RunOrders run, BacktestResult backtest)
{
    readonly List<ParityDifference> _found = [];
    readonly bool _isPaper = begins.Mode == RunMode.Paper;

    // Instruments whose position is not the backtest's any more: what follows may follow from that. One cash pot binds them all.
    bool _hasParted;

    /// <summary>All differences, in time.</summary>
    public IReadOnlyList<ParityDifference> Differences(out int orders, out int equal)
    {
        var theirs = run.Orders.GroupBy(order => order.Key).ToDictionary(group => group.Key, group => new Queue<ComparedOrder>(group.OrderBy(order => order.Filled > 0 ? 0 : 1)));
        var ours = Ours().OrderBy(order => order.DecidedAt).ToArray();
        orders = ours.Length;
        equal = 0;
        // Extra orders are met in time, between those that are missing.
        var keys = ours.GroupBy(order => order.Key).ToDictionary(group => group.Key, group => group.Count());
        // An exit that never had to act is no decision.
        var extra = theirs.SelectMany(pair => pair.Value.Skip(keys.GetValueOrDefault(pair.Key))).Where(order => !order.IsChild || order.Filled > 0).ToArray();
        var compared = ours.Select(order => (Order: order, IsExtra: false)).Concat(extra.Select(order => (Order: order, IsExtra: true))).OrderBy(pair => pair.Order.DecidedAt);
        foreach (var (order, isExtra) in compared)
        {
            var before = _found.Count;
            if (isExtra) Extra(order);
            else if (theirs.TryGetValue(order.Key, out var same) && same.TryDequeue(out var other)) Compare(order, other);
            else Missing(order);
            if (!isExtra && _found.Count == before) equal++;
        }
        return _found;
    }

    // What was sent: refusals, and exits that never had to act, are no decisions.
    IEnumerable<ComparedOrder> Ours()
    {
        var fills = new Dictionary<int, List<Fill>>();
        for (var i = 0; i < backtest.Fills.Count; i++)
        {
            if (!fills.TryGetValue(backtest.Fills[i].OrderId, out var own)) fills.Add(backtest.Fills[i].OrderId, own = []);
            own.Add(backtest.Fills[i]);
        }
        foreach (var order in backtest.Orders)
        {
            if (order.State is OrderState.Refused or OrderState.Held || ((order.Size == 0 || order.IsChild) && !fills.ContainsKey(order.Id))) continue;
            if (order is { Follows: not 0, Filled: 0, Size: 0 }) continue;
            var compared = new ComparedOrder(begins.Timeframe.Floor(order.DecisionTime), order.Instrument, order.Side, order.Type, order.Purpose, order.IsChild) { Quantity = order.SizeIsQuote ? 0 : order.Size, HasEnded = order.IsFinal, IsRejected = order.State == OrderState.Rejected };
            if (fills.TryGetValue(order.Id, out var own)) compared.Fills.AddRange(own);
            yield return compared;
        }
    }

    void Missing(ComparedOrder order)
    {
        var cause = run.WasMissed(order.DecidedAt) ? "restart-gap" : !order.IsChild && run.WasBlocked(order.DecidedAt, order.Instrument) ? "host-block" : order.Filled == 0 && order.IsRejected ? "rejected" : Follows();
        Add("missing", cause, order, Text(order), "no such order");
        _hasParted |= order.Filled > 0;
    }

    void Extra(ComparedOrder order)
    {
        Add("extra", !_isPaper && order.Filled == 0 ? "never-filled" : Follows(), order, "no such order", Text(order));
        _hasParted |= order.Filled > 0;
    }

    void Compare(ComparedOrder ours, ComparedOrder theirs)
    {
        if (theirs.Filled != ours.Filled)
        {
            Add(theirs.Filled < ours.Filled ? "unfilled" : "size", QuantityCause(ours, theirs), ours, Filled(ours), Filled(theirs));
            _hasParted = true;
        }
        if (ours.Filled == 0 || theirs.Filled == 0) return;
        if (ours.Price != theirs.Price)
        {
            Add("fill-price", _isPaper ? Follows() : "venue-price", ours, Exact.Text(Exact.Round(ours.Price, 8)), Exact.Text(Exact.Round(theirs.Price, 8)));
            _hasParted = true;
        }
        var late = theirs.Fills[0].Time - ours.Fills[0].Time;
        if (late != 0) Add("fill-time", _isPaper ? Follows() : Math.Abs(late) <= begins.Timeframe.ApproximateMilliseconds ? "latency" : "late", ours, Exact.Text(ours.Fills[0].Time), Exact.Text(theirs.Fills[0].Time));
        if (ours.Fee != theirs.Fee && (ours.Price, ours.Filled) == (theirs.Price, theirs.Filled)) Add("fee", _isPaper ? Follows() : "venue-fee", ours, Exact.Text(ours.Fee), Exact.Text(theirs.Fee));
    }

    string QuantityCause(ComparedOrder ours, ComparedOrder theirs)
    {
        if (theirs.IsRejected) return "rejected";
        if (theirs.Filled < ours.Filled && !theirs.HasEnded && theirs.Filled < theirs.Quantity) return "unfinished";
        if (theirs.Filled < ours.Filled && theirs.Filled < theirs.Quantity) return _isPaper ? Follows() : "partial";
        // An amount became a quantity at another price.
        return _isPaper ? Follows() : _hasParted ? "follows" : "venue-price";
    }

    string Follows() => _hasParted ? "follows" : ParityDifference.Unexplained;

    void Add(string kind, string cause, ComparedOrder order, string ours, string theirs) =>
        _found.Add(new ParityDifference(kind, cause, order.DecidedAt, begins.Instruments[order.Instrument].Name, $"{Spelling.Of(order.Side)} {Spelling.Of(order.Type)} ({Spelling.Of(order.Purpose)})", ours, theirs));

    static string Text(ComparedOrder order) => order.Filled == 0 ? "never filled" : $"{Exact.Text(order.Filled)} at {Exact.Text(Exact.Round(order.Price, 8))}";

    static string Filled(ComparedOrder order) => $"{Exact.Text(order.Filled)} filled";
}
