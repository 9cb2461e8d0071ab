using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Research.Backtests;
using Argosy.Simulation.Fills;

namespace Argosy.Worker.Parity;

/// <summary>Holds a run on ticks against the backtest of the bars of those ticks: the same decisions, and each fill that differs with its cause.</summary>
/// <remarks>
/// Strategies see the same bars at the same closes either way, so a decision may differ only where position or cash differed before. What
/// fills differ in is what a bar does not tell: when within it a price was met, how much of it was traded there, who was first in the queue.
/// </remarks>
public static class TickParity
{
    /// <summary>Runs both and compares them order by order.</summary>
    /// <param name="request">The run on ticks: one market that has them.</param>
    /// <param name="cancellation">Asks to stop.</param>
    /// <returns>What was found, or what is wrong with the request.</returns>
    /// <exception cref="OperationCanceledException">It was asked to stop.</exception>
    public static Result<ParityOutcome> Run(BacktestRequest request, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Markets is not [{ Ticks: not null } market]) return Error.BadInput("the run was not made on ticks: the backtest of its bars is the run itself");
        var onTicks = Backtest.Run(request with { Log = null }, null, cancellation);
        if (!onTicks.Ok) return onTicks.Error!;
        // The period of the ticks is that of its bars.
        var bars = request with { Markets = [market with { Ticks = null }], Settings = request.Settings with { Ticks = null, Band = false }, Log = null };
        var onBars = Backtest.Run(bars, null, cancellation);
        if (!onBars.Ok) return onBars.Error!;
        var comparison = new TickComparison(request.Settings, request.Settings.Ticks ?? new TickOptions(), market.Instrument.Name, market.Bars.Timeframe);
        var differences = comparison.Differences(onBars.Value, OrderPairs.Orders(onTicks.Value, market.Bars.Timeframe), out var orders, out var equal);
        return new ParityOutcome("ticks", (int)onBars.Value.Performance.Bars, orders, equal, onBars.Value.TradeHash, onTicks.Value.TradeHash, differences);
    }
}

/// <summary>The comparison of one run on ticks with one on their bars.</summary>
sealed class TickComparison(BacktestSettings settings, TickOptions ticks, string instrument, Timeframe timeframe)
{
    readonly List<ParityDifference> _found = [];
    readonly bool _isLate = ticks.LatencyMs + ticks.LatencyJitterMs > 0;
    readonly bool _isCapped = settings.Fills.Participation > 0;
    readonly bool _timesDecide = settings.Guards.Count > 0 || settings.Exits.Any(exit => exit.StartsWith("time-stop", StringComparison.Ordinal) || exit.StartsWith("roi", StringComparison.Ordinal));

    // Position or cash is not the other's any more: what follows may follow from that.
    bool _hasParted;

    /// <summary>What a logged run met besides the market: restarts, blocked entries, commands; null for a backtest.</summary>
    public RunOrders? Run { get; init; }

    /// <summary>All differences, in time.</summary>
    public IReadOnlyList<ParityDifference> Differences(BacktestResult bars, IEnumerable<ComparedOrder> ticks, out int orders, out int equal)
    {
        equal = 0;
        foreach (var (ours, theirs) in OrderPairs.Of(OrderPairs.Orders(bars, timeframe), ticks, out orders))
        {
            var before = _found.Count;
            if (ours is null) Alone("extra", theirs!);
            else if (theirs is null) Alone("missing", ours);
            else Compare(ours, theirs);
            if (ours is not null && _found.Count == before) equal++;
        }
        return _found;
    }

    // Another exit was met, or none: the bar was walked over its extremes, the ticks as they came. Any other order is a decision.
    void Alone(string kind, ComparedOrder order)
    {
        var cause = kind == "missing" && Run?.WasMissed(order.DecidedAt) == true ? "restart-gap"
            : kind == "missing" && !order.IsChild && Run?.WasBlocked(order.DecidedAt, order.Instrument) == true ? "host-block"
            : order.IsChild || order.Purpose != OrderPurpose.Signal ? "path" : Follows();
        Add(kind, cause, order, kind == "missing" ? order.Told : "no such order", kind == "missing" ? "no such order" : order.Told);
        _hasParted |= order.Filled > 0;
    }

    void Compare(ComparedOrder ours, ComparedOrder theirs)
    {
        if (ours.Filled != theirs.Filled) Add(theirs.Filled == 0 ? "unfilled" : "size", QuantityCause(ours, theirs), ours, ours.ToldQuantity, theirs.ToldQuantity);
        if (ours.Filled != 0 && theirs.Filled != 0)
        {
            if (ours.Price != theirs.Price) Add("fill-price", PriceCause(ours, theirs), ours, Exact.Text(Exact.Round(ours.Price, 8)), Exact.Text(Exact.Round(theirs.Price, 8)));
            if (ours.Fills[0].Time != theirs.Fills[0].Time) Add("fill-time", TimeCause(ours, theirs), ours, Exact.Text(ours.Fills[0].Time), Exact.Text(theirs.Fills[0].Time));
            if (ours.Fee != theirs.Fee && (ours.Price, ours.Filled) == (theirs.Price, theirs.Filled)) Add("fee", ours.Fills[0].IsMaker == theirs.Fills[0].IsMaker ? "parts" : "queue", ours, Exact.Text(ours.Fee), Exact.Text(theirs.Fee));
        }
        _hasParted |= (ours.Filled, ours.Price, ours.Fee) != (theirs.Filled, theirs.Price, theirs.Fee);
        _hasParted |= _timesDecide && (ours.Fills.Count > 0 ? ours.Fills[^1].Time : 0) != (theirs.Fills.Count > 0 ? theirs.Fills[^1].Time : 0);
    }

    // An order larger than the share of one trade goes on to the next.
    string PriceCause(ComparedOrder ours, ComparedOrder theirs)
    {
        if (_isLate) return "latency";
        return _isCapped && ours.Fills.Count + theirs.Fills.Count > 2 ? "volume" : "tick-price";
    }

    // Of the order's own: an amount buys another quantity at another price, a resting limit waits its turn, a trade has less to give than a bar.
    string QuantityCause(ComparedOrder ours, ComparedOrder theirs)
    {
        if (ours.IsChild) return "path";
        if (Run is not null && theirs.Filled < ours.Filled && !theirs.HasEnded && theirs.Filled < theirs.Quantity) return "unfinished";
        if (theirs.Filled == 0 || ours.Filled == 0) return ours.Type is OrderType.Limit or OrderType.StopLimit ? "queue" : _isCapped ? "volume" : Follows();
        if (ours.Price != theirs.Price && ours.Quantity == 0) return "tick-price";
        return _isCapped ? "volume" : Follows();
    }

    // A bar dates what happens inside it to its close.
    string TimeCause(ComparedOrder ours, ComparedOrder theirs)
    {
        if (timeframe.Floor(theirs.Fills[0].Time) == timeframe.Floor(ours.Fills[0].Time - 1) || timeframe.Floor(theirs.Fills[0].Time) == timeframe.Floor(ours.Fills[0].Time)) return _isLate ? "latency" : "tick-time";
        if (ours.IsChild) return "path";
        return ours.Type is OrderType.Limit or OrderType.StopLimit ? "queue" : _isCapped ? "volume" : Follows();
    }

    // A backtest hears no commands.
    string Follows() => _hasParted ? "follows" : Run?.IsCommanded == true ? "command" : ParityDifference.Unexplained;

    void Add(string kind, string cause, ComparedOrder order, string ours, string theirs) =>
        _found.Add(new ParityDifference(kind, cause, order.DecidedAt, instrument, order.ToldKind, ours, theirs));
}
