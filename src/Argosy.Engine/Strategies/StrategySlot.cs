using Argosy.Core.Commands;
using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Engine.Orders;

namespace Argosy.Engine.Strategies;

/// <summary>Where a strategy sits in an engine. Two doors, equal fills: any <see cref="IStrategy"/>, or a struct whose calls are compiled into the slot.</summary>
public abstract class StrategySlot
{
    internal StrategyContext[] Contexts = [];

    /// <summary>What the strategy keeps under names; null as long as it never asked for it.</summary>
    internal StateBag? State { get; set; }

    /// <summary>The normal door.</summary>
    public static StrategySlot For(IStrategy strategy)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        return new InterfaceSlot(strategy);
    }

    /// <summary>The door for the last nanoseconds: the struct's <c>OnBar</c> is inlined where the compiler can.</summary>
    public static StrategySlot Of<T>(T strategy)
        where T : struct, IStrategy => new StructSlot<T>(strategy);

    /// <summary>Whether one instance serves all instruments.</summary>
    internal abstract bool SeesAllInstruments { get; }

    internal abstract void OnStart(StrategyContext context);

    internal abstract void OnBar(in Bar bar, StrategyContext context);

    internal abstract void OnFill(in Fill fill, StrategyContext context);

    internal abstract bool OnCommand(Command command, StrategyContext context);

    /// <summary>Whether the strategy hears of its orders as they are made.</summary>
    internal virtual bool WatchesOrders => false;

    internal virtual void OnOrder(ApprovedOrder order, StrategyContext context)
    {
    }

    /// <summary>The run has ended; harmless more than once.</summary>
    internal virtual void Release()
    {
    }

    /// <summary>Hands an older version's state to the strategy's own hook; false where it has none.</summary>
    internal abstract bool Migrate(StateBag old, string? version, StrategyContext context);

    static bool Migrate(object strategy, StateBag old, string? version, StrategyContext context)
    {
        if (strategy is not IMigratesState migrates) return false;
        if (version is null) migrates.TakeBack(old, context);
        else migrates.Migrate(old, version, context);
        return true;
    }

    sealed class InterfaceSlot(IStrategy strategy) : StrategySlot
    {
        internal override bool SeesAllInstruments => strategy is IPortfolioStrategy;

        internal override void OnStart(StrategyContext context) => strategy.OnStart(context);

        internal override void OnBar(in Bar bar, StrategyContext context) => strategy.OnBar(in bar, context);

        internal override void OnFill(in Fill fill, StrategyContext context) => strategy.OnFill(in fill, context);

        internal override bool OnCommand(Command command, StrategyContext context) => strategy.OnCommand(command, context);

        internal override bool WatchesOrders => strategy is IOrderWatcher;

        internal override void OnOrder(ApprovedOrder order, StrategyContext context) => ((IOrderWatcher)strategy).OnOrder(order, context);

        internal override void Release() => (strategy as IDisposable)?.Dispose();

        internal override bool Migrate(StateBag old, string? version, StrategyContext context) => Migrate((object)strategy, old, version, context);
    }

    sealed class StructSlot<T>(T strategy) : StrategySlot
        where T : struct, IStrategy
    {
        T _strategy = strategy;

        internal override bool SeesAllInstruments => _strategy is IPortfolioStrategy;

        internal override void OnStart(StrategyContext context) => _strategy.OnStart(context);

        internal override void OnBar(in Bar bar, StrategyContext context) => _strategy.OnBar(in bar, context);

        internal override void OnFill(in Fill fill, StrategyContext context) => _strategy.OnFill(in fill, context);

        internal override bool OnCommand(Command command, StrategyContext context) => _strategy.OnCommand(command, context);

        internal override bool Migrate(StateBag old, string? version, StrategyContext context) => Migrate((object)_strategy, old, version, context);
    }
}
