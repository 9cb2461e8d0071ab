using Argosy.Core.Commands;
using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Engine.Orders;
using Argosy.Engine.Running;
using Argosy.Engine.Strategies;

namespace Argosy.Worker.Running;

/// <summary>
/// Keeps a strategy's fault from its run: it is told, what the callback asked for and changed in its state is undone, the strategy is asked
/// no more, its orders and exits go on.
/// </summary>
class GuardedStrategy(IStrategy inner, Action<string> fault) : IStrategy, IMigratesState, IOrderWatcher, IDisposable
{
    bool _isBroken;

    /// <summary>The strategy with a guard round it.</summary>
    public static IStrategy Of(IStrategy inner, Action<string> fault) => inner is IPortfolioStrategy ? new Portfolio(inner, fault) : new GuardedStrategy(inner, fault);

    public void OnStart(StrategyContext context)
    {
        inner.OnStart(context);
        context.Keep();
    }

    public void Migrate(StateBag old, string oldVersion, StrategyContext context)
    {
        if (inner is IMigratesState migrates) migrates.Migrate(old, oldVersion, context);
        else context.State.CopyFrom(old);
    }

    public void TakeBack(StateBag own, StrategyContext context)
    {
        if (inner is IMigratesState migrates) migrates.TakeBack(own, context);
        else context.State.CopyFrom(own);
    }

    public void OnBar(in Bar bar, StrategyContext context)
    {
        if (_isBroken) return;
        var mark = context.Mark();
        try
        {
            inner.OnBar(in bar, context);
            context.Keep();
        }
#pragma warning disable CA1031 // The boundary of user code: whatever it throws ends it, not its run.
        catch (Exception broken)
#pragma warning restore CA1031
        {
            Break(broken, mark, context);
        }
    }

    public void OnFill(in Fill fill, StrategyContext context)
    {
        if (_isBroken) return;
        var mark = context.Mark();
        try
        {
            inner.OnFill(in fill, context);
            context.Keep();
        }
#pragma warning disable CA1031 // As above.
        catch (Exception broken)
#pragma warning restore CA1031
        {
            Break(broken, mark, context);
        }
    }

    public bool OnCommand(Command command, StrategyContext context)
    {
        if (_isBroken) return false;
        var mark = context.Mark();
        try
        {
            var isMeant = inner.OnCommand(command, context);
            context.Keep();
            return isMeant;
        }
#pragma warning disable CA1031 // As above.
        catch (Exception broken)
#pragma warning restore CA1031
        {
            Break(broken, mark, context);
            return false;
        }
    }

    public void OnOrder(ApprovedOrder order, StrategyContext context)
    {
        if (inner is IOrderWatcher watcher) watcher.OnOrder(order, context);
    }

    public void Dispose()
    {
        (inner as IDisposable)?.Dispose();
        GC.SuppressFinalize(this);
    }

    void Break(Exception broken, CallbackMark mark, StrategyContext context)
    {
        _isBroken = true;
        context.Undo(mark);
        fault($"{context.Instrument.Name}: the strategy failed and is asked no more: {broken.GetType().Name}: {broken.Message}");
    }

    sealed class Portfolio(IStrategy inner, Action<string> fault) : GuardedStrategy(inner, fault), IPortfolioStrategy;
}
