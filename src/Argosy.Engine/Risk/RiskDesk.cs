using Argosy.Core.Events;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Accounting;
using Argosy.Engine.Orders;
using Argosy.Engine.Running;

namespace Argosy.Engine.Risk;

/// <summary>Guards and limits of a run: what closes passes untouched, what opens is asked of every guard, then shrunk or refused by the limits.</summary>
sealed class RiskDesk
{
    readonly AccountView _account;
    readonly IGuard[] _guards;
    readonly IRiskRule[] _limits;
    readonly IEquityWatcher[] _watchers;
    readonly decimal _takerFee;
    readonly SortedDictionary<string, int> _refusals = new(StringComparer.Ordinal);

    public RiskDesk(AccountView account, EngineOptions options)
    {
        _account = account;
        _guards = [.. options.Guards];
        _limits = [.. options.Limits];
        _watchers = [.. _guards.OfType<IEquityWatcher>(), .. _limits.OfType<IEquityWatcher>()];
        _takerFee = options.TakerFee;
    }

    /// <summary>Whether somebody wants to hear of every close.</summary>
    public bool WatchesEquity => _watchers.Length > 0;

    /// <summary>Refused entries by the rule that refused them, as it writes itself.</summary>
    public IReadOnlyDictionary<string, int> Refusals => _refusals;

    /// <summary>Bars have closed and the account is marked.</summary>
    public void OnPoint()
    {
        foreach (var watcher in _watchers) watcher.OnPoint(_account);
    }

    /// <summary>Judges an intent; what is approved may have become smaller.</summary>
    /// <param name="intent">The intent, made smaller where a limit says so.</param>
    /// <param name="counts">Whether this is for good, not a question only.</param>
    public OrderReason Check(ref OrderIntent intent, bool counts)
    {
        if ((intent.Flags & OrderFlags.ReduceOnly) != 0) return OrderReason.None;
        var price = intent.Terms?.Limit ?? intent.Terms?.Trigger ?? _account.Ledger.Mark(intent.Instrument);
        var closing = Closing(in intent);
        var isLater = (intent.Flags & OrderFlags.SizeLater) != 0;
        var whole = isLater ? decimal.MaxValue : Quantity(in intent, price);
        if (whole <= closing) return OrderReason.None;
        foreach (var guard in _guards)
        {
            if (!guard.Blocks(_account, intent.Instrument)) continue;
            if (closing > 0 && !isLater) return Shrink(ref intent, price, closing);
            if (counts) CountRefusal(guard);
            return OrderReason.Guard;
        }
        return isLater ? OrderReason.None : CheckLimits(ref intent, price, whole - closing, closing, counts);
    }

    OrderReason CheckLimits(ref OrderIntent intent, decimal price, decimal opening, decimal closing, bool counts)
    {
        var request = new RiskRequest(intent, price, opening, closing);
        foreach (var limit in _limits)
        {
            var allowed = Math.Max(0, limit.Allowed(_account, in request));
            if (allowed >= request.Opening) continue;
            if (allowed == 0 && closing == 0)
            {
                if (counts) CountRefusal(limit);
                return OrderReason.RiskRule;
            }
            if (Shrink(ref intent, price, closing + allowed) is var reason and not OrderReason.None) return reason;
            if (allowed == 0) return OrderReason.None;
            request = new RiskRequest(intent, price, Math.Min(allowed, Quantity(in intent, price) - closing), closing);
        }
        if (!counts) return OrderReason.None;
        foreach (var limit in _limits) limit.OnApproved(_account, in request);
        return OrderReason.None;
    }

    OrderReason Shrink(ref OrderIntent intent, decimal price, decimal quantity)
    {
        var instrument = _account.Instruments[intent.Instrument];
        var lots = instrument.FloorToLot(quantity);
        if (lots <= 0 || lots * price < instrument.MinNotional) return OrderReason.BelowMinimum;
        intent = intent with { Size = intent.Size.IsQuote ? OrderSize.Quote(Math.Min(intent.Size.Value, Exact.RoundDown(lots * price, Ledger.AssetScale))) : OrderSize.Quantity(lots) };
        return OrderReason.None;
    }

    // What of it closes an opposite position; a spot sale closes and nothing else.
    decimal Closing(in OrderIntent intent)
    {
        var held = _account.Ledger.Position(intent.Book, intent.Instrument).Quantity;
        return intent.Side == Side.Buy ? Math.Max(0, -held) : Math.Max(0, held);
    }

    decimal Quantity(in OrderIntent intent, decimal price) => intent.Size.IsQuote ? (price <= 0 ? 0 : intent.Size.Value / (price * (1 + _takerFee))) : intent.Size.Value;

    void CountRefusal(object rule)
    {
        var name = rule.ToString() ?? rule.GetType().Name;
        _refusals[name] = _refusals.GetValueOrDefault(name) + 1;
    }
}
