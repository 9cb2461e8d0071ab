using Argosy.Core.Values;
using Argosy.TestSupport;
using Argosy.Venues.Wire;

namespace Argosy.Venues.Tests.Wire;

public sealed class RateBudgetTests
{
    const long Hour = 3_600_000;
    static readonly RateWindow Minute = new(RateUnit.Weight, 6000, TimeSpan.FromMinutes(1));
    static readonly RateWindow TenSeconds = new(RateUnit.Orders, 100, TimeSpan.FromSeconds(10));

    [Fact]
    public void FiftyBots_ForAnHour_AreNeverRefused() =>
        PropertyChecks.ForSeeds(20, seed =>
        {
            var (venue, served) = Soak((ulong)seed, strangers: false);
            Assert.Equal((0, 0), (venue.Refused, venue.Banned));
            Assert.True(served > 0.85 * 60 * 6000 * 60 / 62, $"only {served} weight was used in an hour");
        });

    [Fact]
    public void FiftyBots_WithStrangersAtTheirAddress_AreNeverBanned() =>
        PropertyChecks.ForSeeds(20, seed => Assert.Equal(0, Soak((ulong)seed, strangers: true).Venue.Banned));

    [Fact]
    public void AnyStretchOfTime_HoldsAtMostTheCapacity() =>
        PropertyChecks.ForSeeds(20, seed =>
        {
            var chance = new SeededGenerator((ulong)seed);
            var budget = new RateBudget([Minute, TenSeconds]);
            var (now, sent) = (0L, new List<(long Time, int Weight, int Orders)>());
            for (var i = 0; i < 2000; i++)
            {
                now += chance.NextIndex(200);
                var cost = chance.NextIndex(3) == 0 ? new RateCost(1, 1) : new RateCost(1 + chance.NextIndex(80));
                sent.Add((budget.Reserve(cost, cost.Orders > 0, now), cost.Weight, cost.Orders));
                Assert.True(sent[^1].Time >= now);
            }
            sent.Sort();
            foreach (var (time, _, _) in sent)
            {
                Assert.True(sent.Where(s => s.Time >= time && s.Time < time + 60_000).Sum(s => s.Weight) <= 6000);
                Assert.True(sent.Where(s => s.Time >= time && s.Time < time + 10_000).Sum(s => s.Orders) <= 100);
            }
        });

    [Fact]
    public void Orders_WhileDataUsedItsShare_GoAtOnce()
    {
        var budget = new RateBudget([Minute]);
        for (var i = 0; i < 480; i++) Assert.Equal(0, budget.Reserve(new(10), isUrgent: false, 0));
        Assert.Equal(62_000, budget.Reserve(new(10), isUrgent: false, 0));
        Assert.Equal(0, budget.Reserve(new(1), isUrgent: true, 0));
    }

    [Fact]
    public void Pause_ToldByTheVenue_HoldsEveryone()
    {
        var budget = new RateBudget([Minute]);
        budget.Block(90_000);
        Assert.Equal(90_000, budget.Reserve(new(1), isUrgent: true, 5));
        Assert.Equal(1, budget.Generation);
    }

    [Fact]
    public void Request_LargerThanAWindow_IsRefused() => Assert.Throws<ArgumentException>(() => new RateBudget([Minute]).Reserve(new(6001), isUrgent: false, 0));

    [Fact]
    public void Scope_AskedForTwice_IsOneBudget()
    {
        var budgets = new RateBudgets();
        Assert.Same(budgets.Of("binance", "10.0.0.1", [Minute]), budgets.Of("binance", "10.0.0.1", [Minute]));
        Assert.NotSame(budgets.Of("binance", "10.0.0.1", [Minute]), budgets.Of("binance", "10.0.0.2", [Minute]));
    }

    [Fact]
    public async Task Limiter_WithoutRoom_WaitsUntilThereIs()
    {
        var time = new ManualTime(TimeSpan.FromMinutes(5));
        var limiter = new RateLimiter(time, new RateBudget([new(RateUnit.Weight, 10, TimeSpan.FromMinutes(1))]), new RateBudget([TenSeconds]));
        for (var i = 0; i < 9; i++) await limiter.WaitAsync(new(1), isUrgent: true, CancellationToken.None);
        Assert.Empty(time.Waits);
        await limiter.WaitAsync(new(8), isUrgent: false, CancellationToken.None);
        await limiter.WaitAsync(new(8), isUrgent: false, CancellationToken.None);
        Assert.NotEmpty(time.Waits);
        Assert.All(time.Waits, wait => Assert.True(wait <= TimeSpan.FromSeconds(62)));
    }

    // Fifty bots ask as fast as they may; each request is up to 1.5 s on its way, and requests overtake each other.
    static (BanningVenue Venue, long Served) Soak(ulong seed, bool strangers)
    {
        var chance = new SeededGenerator(seed);
        var venue = new BanningVenue(6000, 60_000, chance);
        var budget = new RateBudget([Minute]);
        var events = new PriorityQueue<(int Bot, bool IsArrival, int Weight, int Generation), (long Time, int Order)>();
        var (order, served) = (0, 0L);
        for (var bot = 0; bot < 50; bot++) events.Enqueue((bot, false, 0, 0), (chance.NextIndex(1000), order++));
        if (strangers) events.Enqueue((-1, false, 0, 0), (0, order++));
        while (events.TryDequeue(out var item, out var at) && at.Time < Hour)
        {
            var now = at.Time;
            if (item.Bot < 0)
            {
                venue.Stranger(chance.NextIndex(400), now);
                events.Enqueue(item, (now + 1000 + chance.NextIndex(20_000), order++));
            }
            else if (item.IsArrival)
            {
                var (isServed, pause) = venue.Ask(item.Weight, now);
                if (isServed) served += item.Weight;
                else budget.Block(now + pause);
                if (strangers) budget.Report(RateUnit.Weight, TimeSpan.FromMinutes(1), venue.Used, now);
                events.Enqueue((item.Bot, false, 0, 0), (now + chance.NextIndex(500), order++));
            }
            else if (item.Weight > 0 && item.Generation == budget.Generation)
            {
                events.Enqueue((item.Bot, true, item.Weight, 0), (now + chance.NextIndex(BanningVenue.OnTheWay), order++));
            }
            else
            {
                var weight = item.Weight > 0 ? item.Weight : 1 + chance.NextIndex(50);
                var time = budget.Reserve(new(weight), item.Bot % 5 == 0, now);
                events.Enqueue((item.Bot, false, weight, budget.Generation), (time, order++));
            }
        }
        return (venue, served);
    }
}
