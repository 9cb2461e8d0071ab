using Argosy.Core.Commands;
using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Engine.Orders;
using Argosy.Engine.Running;
using Argosy.Engine.Strategies;
using Argosy.Strategies.Consensus;
using Argosy.Strategies.Consensus.Records;

namespace Argosy.Cli.Jobs;

/// <summary>Notes when a strategy is asked and when it has come back, so that one that does not is seen from outside.</summary>
class WatchedStrategy(IStrategy inner, JobPulse pulse) : IStrategy, IMigratesState, IOrderWatcher, IDisposable
{
    /// <summary>The strategy with somebody watching.</summary>
    public static IStrategy Of(IStrategy inner, JobPulse pulse) => inner switch
    {
        IVotingStrategy voting => inner is IPortfolioStrategy ? new VotingPortfolio(inner, voting, pulse) : new Voting(inner, voting, pulse),
        IPortfolioStrategy => new Portfolio(inner, pulse),
        _ => new WatchedStrategy(inner, pulse),
    };

    // That of the thread the run is on.
    JobPulse.Slot _slot = pulse.Mine;

    public void OnStart(StrategyContext context)
    {
        _slot = pulse.Mine;
        _slot.Enter();
        try
        {
            inner.OnStart(context);
        }
        finally
        {
            _slot.Leave();
        }
    }

    public void OnBar(in Bar bar, StrategyContext context)
    {
        _slot.Enter();
        try
        {
            inner.OnBar(in bar, context);
        }
        finally
        {
            _slot.Leave();
        }
    }

    public void OnFill(in Fill fill, StrategyContext context)
    {
        _slot.Enter();
        try
        {
            inner.OnFill(in fill, context);
        }
        finally
        {
            _slot.Leave();
        }
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

    public void OnOrder(ApprovedOrder order, StrategyContext context)
    {
        if (inner is IOrderWatcher watcher) watcher.OnOrder(order, context);
    }

    public void Dispose()
    {
        (inner as IDisposable)?.Dispose();
        GC.SuppressFinalize(this);
    }

    public bool OnCommand(Command command, StrategyContext context) => pulse.During(() => inner.OnCommand(command, context));

    sealed class Portfolio(IStrategy inner, JobPulse pulse) : WatchedStrategy(inner, pulse), IPortfolioStrategy;

    sealed class Voting(IStrategy inner, IVotingStrategy voting, JobPulse pulse) : WatchedStrategy(inner, pulse), IVotingStrategy
    {
        public VoteRecord? Votes => voting.Votes;
    }

    sealed class VotingPortfolio(IStrategy inner, IVotingStrategy voting, JobPulse pulse) : WatchedStrategy(inner, pulse), IPortfolioStrategy, IVotingStrategy
    {
        public VoteRecord? Votes => voting.Votes;
    }
}
