using Argosy.Core.Values;
using Argosy.Hosting.Desks;

namespace Argosy.Hosting.Tests.Desks;

public sealed class NetPositionTests
{
    [Fact]
    public void Closing_RealisesAgainstTheAveragePrice()
    {
        var net = new NetPosition();
        Assert.Equal(0m, net.Add(new NetTrade(1, "1", 1m, 100m)));
        Assert.Equal(0m, net.Add(new NetTrade(2, "2", 1m, 110m)));
        Assert.Equal(5m, net.Add(new NetTrade(3, "3", -1m, 110m)));
        // Beyond flat: one closes at a gain of 15, one opens short.
        Assert.Equal(15m, net.Add(new NetTrade(4, "4", -2m, 120m)));
        Assert.Equal(20m, net.Add(new NetTrade(5, "5", 1m, 100m)));
    }

    [Fact]
    public void AnyOrderOfTelling_RealisesTheSameInAll()
    {
        for (ulong seed = 1; seed <= 100; seed++)
        {
            var random = new SeededGenerator(seed);
            // Over more than an hour, told at most some minutes late.
            var trades = Enumerable.Range(1, 60).Select(i => new NetTrade(i * 90_000L, $"{i}", (random.NextIndex(2) == 0 ? 1 : -1) * 0.1m * (1 + random.NextIndex(9)), 90m + random.NextIndex(20))).ToArray();
            var (straight, late) = (new NetPosition(), new NetPosition());
            var told = trades.OrderBy(t => t.Time + (random.NextIndex(10) * 100_000L)).ToArray();
            Assert.NotEqual(trades, told);
            Assert.Equal(trades.Sum(straight.Add), told.Sum(late.Add));
        }
    }
}
