using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Engine.Orders;
using Argosy.Research.Backtests;

namespace Argosy.Worker.Parity;

/// <summary>The orders of two runs of one market side by side.</summary>
static class OrderPairs
{
    /// <summary>What a backtest sent: refusals, and exits that never had to act, are no decisions.</summary>
    /// <param name="backtest">The backtest.</param>
    /// <param name="timeframe">Length of its bars: orders decided within one are decided at its beginning.</param>
    public static IEnumerable<ComparedOrder> Orders(BacktestResult backtest, Timeframe timeframe)
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
            var compared = new ComparedOrder(timeframe.Floor(order.DecisionTime), order.Instrument, order.Side, order.Type, order.Purpose, order.IsChild) { Quantity = order.SizeIsQuote ? 0 : order.Size, HasEnded = order.IsFinal, IsRejected = order.State == OrderState.Rejected };
            if (fills.TryGetValue(order.Id, out var own)) compared.Fills.AddRange(own);
            yield return compared;
        }
    }

    /// <summary>Pairs them in time: one of both, one of ours alone, one of theirs alone.</summary>
    /// <param name="ours">Orders of the backtest.</param>
    /// <param name="theirs">Orders of the other run.</param>
    /// <param name="count">How many are ours.</param>
    public static IReadOnlyList<(ComparedOrder? Ours, ComparedOrder? Theirs)> Of(IEnumerable<ComparedOrder> ours, IEnumerable<ComparedOrder> theirs, out int count)
    {
        var queues = theirs.GroupBy(order => order.Key).ToDictionary(group => group.Key, group => new Queue<ComparedOrder>(group.OrderBy(order => order.Filled > 0 ? 0 : 1)));
        var mine = ours.OrderBy(order => order.DecidedAt).ToArray();
        count = mine.Length;
        var pairs = mine.Select(order => (Ours: (ComparedOrder?)order, Theirs: queues.TryGetValue(order.Key, out var same) && same.TryDequeue(out var other) ? other : null)).ToList();
        // Extra orders are met in time, between those that are missing. An exit that never had to act is no decision.
        pairs.AddRange(queues.Values.SelectMany(rest => rest).Where(order => !order.IsChild || order.Filled > 0).Select(order => ((ComparedOrder?)null, (ComparedOrder?)order)));
        return [.. pairs.OrderBy(pair => (pair.Ours ?? pair.Theirs)!.DecidedAt)];
    }
}
