using Argosy.Core.Commands;
using Argosy.Core.MarketData;
using Argosy.Core.Orders;

namespace Argosy.Engine.Strategies;

/// <summary>Turns events into targets and order intents. It has no clock, no I/O and no way to an account but its context.</summary>
/// <remarks>One instance a run and instrument, unless the type is an <see cref="IPortfolioStrategy"/>.</remarks>
public interface IStrategy
{
    /// <summary>Before the first bar: subscribe to further timeframes here.</summary>
    void OnStart(StrategyContext context)
    {
    }

    /// <summary>A bar has closed. Decide by <c>Target</c> or by orders.</summary>
    void OnBar(in Bar bar, StrategyContext context);

    /// <summary>One of this strategy's orders was filled, wholly or in part.</summary>
    void OnFill(in Fill fill, StrategyContext context)
    {
    }

    /// <summary>A person said something to this strategy, between the bars of a live or paper run. Orders asked for here are sent at once.</summary>
    /// <returns>Whether it was meant for this strategy; what is not changes nothing.</returns>
    bool OnCommand(Command command, StrategyContext context) => false;
}

/// <summary>A strategy of which one instance sees all instruments of the run; <see cref="StrategyContext.InstrumentIndex"/> says whose bar it is.</summary>
public interface IPortfolioStrategy : IStrategy;
