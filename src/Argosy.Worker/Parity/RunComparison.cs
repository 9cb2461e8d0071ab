using Argosy.Core.Links;
using Argosy.Core.Values;
using Argosy.Research.Backtests;

namespace Argosy.Worker.Parity;

/// <summary>The comparison of one run with one backtest.</summary>
sealed class RunComparison(RunBegins begins, RunOrders run, BacktestResult backtest)
{
    readonly List<ParityDifference> _found = [];
    readonly bool _isPaper = begins.Mode == RunMode.Paper;

    // Instruments whose position is not the backtest's any more: what follows may follow from that. One cash pot binds them all.
    bool _hasParted;

    /// <summary>All differences, in time.</summary>
    public IReadOnlyList<ParityDifference> Differences(out int orders, out int equal)
    {
        var pairs = OrderPairs.Of(OrderPairs.Orders(backtest, begins.Timeframe), run.Orders, out orders);
        equal = 0;
        foreach (var (ours, theirs) in pairs)
        {
            var before = _found.Count;
            if (ours is null) Extra(theirs!);
            else if (theirs is null) Missing(ours);
            else Compare(ours, theirs);
            if (ours is not null && _found.Count == before) equal++;
        }
        return _found;
    }

    void Missing(ComparedOrder order)
    {
        var cause = run.WasMissed(order.DecidedAt) ? "restart-gap" : !order.IsChild && run.WasBlocked(order.DecidedAt, order.Instrument) ? "host-block" : order.Filled == 0 && order.IsRejected ? "rejected" : Follows();
        Add("missing", cause, order, order.Told, "no such order");
        _hasParted |= order.Filled > 0;
    }

    void Extra(ComparedOrder order)
    {
        Add("extra", !_isPaper && order.Filled == 0 ? "never-filled" : Follows(), order, "no such order", order.Told);
        _hasParted |= order.Filled > 0;
    }

    void Compare(ComparedOrder ours, ComparedOrder theirs)
    {
        if (theirs.Filled != ours.Filled)
        {
            Add(theirs.Filled < ours.Filled ? "unfilled" : "size", QuantityCause(ours, theirs), ours, ours.ToldQuantity, theirs.ToldQuantity);
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

    // A backtest hears no commands.
    string Follows() => _hasParted ? "follows" : run.IsCommanded ? "command" : ParityDifference.Unexplained;

    void Add(string kind, string cause, ComparedOrder order, string ours, string theirs) =>
        _found.Add(new ParityDifference(kind, cause, order.DecidedAt, begins.Instruments[order.Instrument].Name, order.ToldKind, ours, theirs));
}
