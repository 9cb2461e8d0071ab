using Argosy.Core.Events;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Orders;

namespace Argosy.Scripting.TypeScript;

/// <summary>The orders of one bot that it has not been told the end of, by its numbers and by the engine's.</summary>
sealed class BotOrders
{
    readonly Dictionary<int, BotOrder> _byNumber = [];
    readonly Dictionary<int, BotOrder> _byEngine = [];
    readonly List<BotOrder> _live = [];
    int _lastMade;

    /// <summary>How messages name why an order ended, by <see cref="OrderReason"/>.</summary>
    public static string[] Reasons { get; } = [.. Enum.GetValues<OrderReason>().Select(reason => reason == OrderReason.None ? "" : KebabCase.Of(reason.ToString()))];

    /// <summary>How messages name why an order exists, by <see cref="OrderPurpose"/>.</summary>
    public static string[] Purposes { get; } = [.. Enum.GetValues<OrderPurpose>().Select(purpose => KebabCase.Of(purpose.ToString()))];

    /// <summary>The bot has asked for an order that will have this number with the engine.</summary>
    public void Asked(int number, int engineId)
    {
        var order = new BotOrder(number, engineId);
        _byNumber[number] = order;
        _byEngine[engineId] = order;
        _live.Add(order);
    }

    /// <summary>The engine has made an order of this bot's.</summary>
    public void Made(ApprovedOrder order)
    {
        if (_byEngine.TryGetValue(order.Id, out var known))
        {
            known.Order = order;
            return;
        }
        Asked(--_lastMade, order.Id);
        _byEngine[order.Id].Order = order;
    }

    /// <summary>The bot's number of an engine's order; 0 for one it does not know, or no longer.</summary>
    public int NumberOf(int engineId) => _byEngine.TryGetValue(engineId, out var order) ? order.Number : 0;

    /// <summary>The engine's number of a bot's order; 0 for one it does not know, or no longer.</summary>
    public int EngineIdOf(int number) => _byNumber.TryGetValue(number, out var order) ? order.EngineId : 0;

    /// <summary>How many have changed since the bot was told.</summary>
    public int CountChanged()
    {
        var changed = 0;
        foreach (var order in _live) changed += order.HasChanged ? 1 : 0;
        return changed;
    }

    /// <summary>Writes what has changed, and forgets what has ended.</summary>
    public void WriteChanged(FrameWriter to)
    {
        var kept = 0;
        for (var i = 0; i < _live.Count; i++)
        {
            var order = _live[i];
            if (order.HasChanged) Write(to, order);
            if (order.Order is { IsFinal: true })
            {
                _byNumber.Remove(order.Number);
                _byEngine.Remove(order.EngineId);
                continue;
            }
            _live[kept++] = order;
        }
        _live.RemoveRange(kept, _live.Count - kept);
    }

    static void Write(FrameWriter to, BotOrder told)
    {
        var order = told.Order!;
        var isNew = told.IsNew && told.Number < 0;
        to.Int(told.Number);
        to.Byte((isNew ? 1 : 0) | (order.SizeIsQuote ? 2 : 0) | (order.IsChild ? 4 : 0));
        to.Byte((byte)order.State);
        to.Byte((byte)order.Reason);
        if (isNew)
        {
            to.Short(order.Instrument);
            to.Byte((byte)order.Side);
            to.Byte((byte)order.Type);
            to.Number(order.DecisionTime);
        }
        to.Number(Exact.ToStatistic(order.Size));
        to.Number(Exact.ToStatistic(order.Terms?.Limit ?? 0));
        to.Number(Exact.ToStatistic(order.Terms?.Trigger ?? 0));
        to.Number(Exact.ToStatistic(order.Terms?.TrailRatio ?? 0));
        told.Told();
    }

    /// <summary>Writes a fill.</summary>
    public static void Write(FrameWriter to, int number, in Fill fill)
    {
        to.Int(number);
        to.Short(fill.Instrument);
        to.Byte((byte)fill.Side);
        to.Byte(((fill.Traits & FillTraits.FeeInBase) != 0 ? 1 : 0) | (fill.IsMaker ? 2 : 0));
        to.Byte((byte)fill.Purpose);
        to.Number(Exact.ToStatistic(fill.Quantity));
        to.Number(Exact.ToStatistic(fill.Price));
        to.Number(Exact.ToStatistic(fill.Fee));
        to.Number(fill.Time);
    }
}
