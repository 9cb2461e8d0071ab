using Argosy.Core.Values;
using Argosy.TestSupport;
using Argosy.Venues.Wire;

namespace Argosy.Venues.Tests.Wire;

public sealed class VenueClockTests
{
    [Fact]
    public void AnyTrips_HoweverLopsided_BoundTheOffset() =>
        PropertyChecks.ForSeeds(300, seed =>
        {
            var chance = new SeededGenerator((ulong)seed);
            var clock = new VenueClock(new ManualTime(TimeSpan.Zero));
            var (offset, now) = (chance.NextIndex(20_000) - 10_000 + chance.NextUnit(), 1_700_000_000_000L);
            for (var i = 0; i < 30; i++)
            {
                var (there, back) = (chance.NextIndex(300), chance.NextIndex(300));
                if (i == 15) offset += 5000;
                clock.Observe(now, now + there + back, (long)Math.Floor(now + there + offset));
                now += 10_000;
                Assert.True(Math.Abs(clock.Offset - offset) <= clock.Bound, $"off by {clock.Offset - offset}, said {clock.Bound}");
            }
        });

    [Fact]
    public void Clock_BeforeAnyTrip_IsOurs()
    {
        var time = new ManualTime(TimeSpan.Zero);
        var clock = new VenueClock(time);
        Assert.False(clock.IsKnown);
        Assert.Equal(time.Now, clock.Now);
        clock.Observe(1000, 900, 5000);
        Assert.False(clock.IsKnown);
    }

    [Fact]
    public void Waits_GrowToThirtySeconds_AndBeginAgain()
    {
        var backoff = new Backoff(7);
        var waits = Enumerable.Range(0, 40).Select(_ => backoff.Next()).ToArray();
        Assert.All(waits, wait => Assert.InRange(wait, TimeSpan.FromSeconds(0.25), TimeSpan.FromSeconds(30)));
        Assert.True(waits[20] >= TimeSpan.FromSeconds(15));
        backoff.Reset();
        Assert.True(backoff.Next() <= TimeSpan.FromSeconds(0.5));
    }
}
