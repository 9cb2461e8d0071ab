using Argosy.Core.Orders;
using Argosy.Engine.Logs;
using Argosy.Engine.Orders;
using Argosy.Engine.Strategies;
using Argosy.Engine.Tests.Support;

namespace Argosy.Engine.Tests.Logs;

public sealed class EngineSnapshotTests
{
    public static TheoryData<string, Action<Bench>> Differences() => new()
    {
        { "a limit one tick away", bench => Order(bench, c => c.Limit(Side.Buy, OrderSize.Quantity(1), 90.01m)) },
        { "another quantity", bench => Order(bench, c => c.Limit(Side.Buy, OrderSize.Quantity(1.1m), 90)) },
        { "an amount", bench => Order(bench, c => c.Limit(Side.Buy, OrderSize.Quote(1), 90)) },
        { "another type", bench => Order(bench, c => c.Stop(Side.Buy, OrderSize.Quantity(1), 110)) },
        { "a protection", bench => Order(bench, c => c.Limit(Side.Buy, OrderSize.Quantity(1), 90, new Protection { StopRatio = 0.1m })) },
        { "post-only", bench => Order(bench, c => c.Submit(c.Intent(Side.Buy, OrderType.Limit, OrderSize.Quantity(1), new OrderTerms { Limit = 90 }) with { Flags = OrderFlags.PostOnly })) },
        { "immediate", bench => Order(bench, c => c.Submit(c.Intent(Side.Buy, OrderType.Limit, OrderSize.Quantity(1), new OrderTerms { Limit = 90 }) with { TimeInForce = TimeInForce.Ioc })) },
        { "until a date", bench => Order(bench, c => c.Submit(c.Intent(Side.Buy, OrderType.Limit, OrderSize.Quantity(1), new OrderTerms { Limit = 90, ExpireTime = 9 }) with { TimeInForce = TimeInForce.Gtd })) },
        { "no order", bench => bench.Close(100) },
        { "another close", bench => bench.Close(100.01, c => c.Limit(Side.Buy, OrderSize.Quantity(1), 90)) },
        { "another book", bench => bench.Close([100], (1, c => c.Limit(Side.Buy, OrderSize.Quantity(1), 90))) },
        { "a refused order besides", bench => Order(bench, c => { c.Limit(Side.Buy, OrderSize.Quantity(1), 90); c.Limit(Side.Buy, OrderSize.Quantity(1_000), 90); }) },
    };

    [Fact]
    public void EqualHistories_GiveEqualBytes()
    {
        Assert.Equal(After(Usual), After(Usual));
    }

    [Theory]
    [MemberData(nameof(Differences))]
    public void AnyDifference_ShowsAtOnceAndForEver(string what, Action<Bench> difference)
    {
        var (usual, other) = (After(Usual), After(difference));
        for (var step = 0; step < usual.Count; step++) Assert.True(usual[step] != other[step], $"{what}, step {step}");
    }

    [Fact]
    public void FillOfAnotherPriceQuantityOrFee_IsAnotherState()
    {
        var states = new[] { (1m, 100m, 0m), (1m, 100.01m, 0m), (0.9m, 100m, 0m), (1m, 100m, 0.01m) }.Select(fill =>
        {
            var bench = new Bench();
            Usual(bench);
            bench.Venue.Fill(bench.Last, fill.Item1, fill.Item2, final: true, fee: fill.Item3);
            return EngineSnapshot.Of(bench.Engine).Hash;
        }).ToArray();
        Assert.Equal(states.Length, states.Distinct().Count());
    }

    static void Usual(Bench bench) => Order(bench, c => c.Limit(Side.Buy, OrderSize.Quantity(1), 90));

    static void Order(Bench bench, Action<StrategyContext> decide) => bench.Close(100, decide);

    // The difference, then cancelling what was ordered, then bars as if nothing had been.
    static List<string> After(Action<Bench> first)
    {
        var bench = new Bench(books: 2);
        first(bench);
        var states = new List<string> { EngineSnapshot.Of(bench.Engine).Hash };
        foreach (var order in bench.Engine.OpenOrders) bench.Venue.Say(Core.Events.OrderEventKind.Cancelled, order.Id, Core.Events.OrderReason.Requested);
        for (var i = 0; i < 3; i++)
        {
            states.Add(EngineSnapshot.Of(bench.Engine).Hash);
            bench.Close(101);
        }
        return states;
    }
}
