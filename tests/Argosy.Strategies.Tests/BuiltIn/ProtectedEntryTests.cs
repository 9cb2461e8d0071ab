using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Engine.Orders;
using Argosy.Engine.Strategies;
using Argosy.Strategies.Tests.Support;

namespace Argosy.Strategies.Tests.BuiltIn;

public class ProtectedEntryTests
{
    [Fact]
    public void TwoProtectedEntriesAtOneBar_BothAreProtected()
    {
        var bench = new Bench(StrategySlot.For(new Two()));
        foreach (var bar in Walks.Closes(10)) bench.Step(in bar);
        Assert.Equal([1m, 1m, 2m, 2m], bench.Engine.OpenOrders.Select(o => o.Size));
        Assert.All(bench.Engine.OpenOrders, o => Assert.NotNull(o.Terms));
    }

    sealed class Two : IStrategy
    {
        static readonly Protection Bracket = new() { StopRatio = 0.1m, TargetRatio = 0.1m };

        public void OnBar(in Bar bar, StrategyContext context)
        {
            context.Market(Side.Buy, OrderSize.Quantity(1), Bracket);
            context.Market(Side.Buy, OrderSize.Quantity(2), Bracket);
        }
    }
}
