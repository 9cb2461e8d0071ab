using Argosy.Core.Events;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Orders;
using Argosy.Engine.Running;
using Argosy.Research.Backtests;
using Argosy.Research.Results;

namespace Argosy.Worker.Running;

/// <summary>Why an order exists or was refused, as codes in the order in which it came about: <c>strategy=consensus&gt;votes=BB-&gt;decision=long&gt;size=all&gt;risk=pass</c>.</summary>
sealed class WhyChain(StrategyChoice strategy, string sizing, int instruments)
{
    readonly string[] _books = strategy.Members.Count == 0 ? [strategy.Name] : [.. strategy.Members.Select(member => member.Id)];
    readonly (string Votes, string Decision)[] _rounds = new (string, string)[instruments];
    readonly Dictionary<string, int> _refusals = new(StringComparer.Ordinal);

    /// <summary>The engine whose orders it explains; set as soon as it is made.</summary>
    public TradingEngine Engine { get; set; } = null!;

    /// <summary>Remembers how the last round of votes went.</summary>
    public void Hear(short instrument, string votes, string decision) => _rounds[instrument] = (votes, decision);

    /// <summary>The chain of an order, approved or refused.</summary>
    public string Of(ApprovedOrder order)
    {
        if (Engine.IsByHand(order)) return $"exit=by-hand-{Spelling.Of(order.Purpose)}>size={Size(order)}>risk={Risk(order)}";
        if (order.IsChild) return $"exit={Exit(order)}>entry={order.Parent}";
        var chain = order.Purpose == OrderPurpose.Signal ? Signal(order) : $"exit={Spelling.Of(order.Purpose)}";
        return $"{chain}>size={Size(order)}>risk={Risk(order)}";
    }

    string Signal(ApprovedOrder order)
    {
        var text = $"strategy={_books[Math.Min(order.Book, _books.Length - 1)]}";
        var (votes, decision) = _rounds[order.Instrument];
        return votes is null ? text : $"{text}>votes={votes}>decision={decision}";
    }

    string Exit(ApprovedOrder order) => order.Terms?.ExitRule is { } rule ? Engine.Exits[rule].ToString() ?? "rule" : $"own-{Spelling.Of(order.Purpose)}";

    // Targets and entries are of the run's size; any other order has one of its own.
    string Size(ApprovedOrder order)
    {
        var rule = order.IsReduceOnly ? "position" : (order.Flags & OrderFlags.FromTarget) != 0 ? sizing : "own";
        return order.Size == 0 ? rule : $"{rule}:{Exact.Text(order.Size)}{(order.SizeIsQuote ? "-quote" : "")}";
    }

    string Risk(ApprovedOrder order)
    {
        if (order.State != OrderState.Refused) return "pass";
        var text = Spelling.Of(order.Reason);
        if (order.Reason is not (OrderReason.Guard or OrderReason.RiskRule)) return text;
        foreach (var (rule, count) in Engine.Refusals)
        {
            if (count == _refusals.GetValueOrDefault(rule)) continue;
            _refusals[rule] = count;
            return $"{text}:{rule}";
        }
        return text;
    }
}
