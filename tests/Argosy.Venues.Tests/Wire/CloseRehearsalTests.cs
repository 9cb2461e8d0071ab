using Argosy.Core.MarketData;
using Argosy.Venues.Wire;

namespace Argosy.Venues.Tests.Wire;

/// <summary>When the reader's thread walks while it waits.</summary>
public sealed class CloseRehearsalTests
{
    const long Start = 1_700_000_040_000; // a whole minute

    [Theory]
    [InlineData(Start + 30_000, Start + 60_000)] // within a candle: its close
    [InlineData(Start + 59_999, Start + 60_000)]
    [InlineData(Start + 60_000, Start + 60_000)] // over, and its candle may still come
    [InlineData(Start + 60_249, Start + 60_000)]
    [InlineData(Start + 60_250, Start + 120_000)] // it did not
    public void Close_ThatIsAwaited(long now, long close) => Assert.Equal(close, Of(new ManualTime(TimeSpan.Zero), () => { }).Awaited(now));

    [Fact]
    public void Close_ThatWasHeard_IsAwaitedNoMore()
    {
        var rehearsal = Of(new ManualTime(TimeSpan.Zero), () => { });
        rehearsal.Heard(Start + 60_000);
        Assert.Equal(Start + 120_000, rehearsal.Awaited(Start + 59_999));
        Assert.Equal(Start + 120_000, rehearsal.Awaited(Start + 60_010));
        rehearsal.Heard(Start);
        Assert.Equal(Start + 120_000, rehearsal.Awaited(Start + 60_010));
    }

    [Fact]
    public async Task Frame_BeforeTheClose_IsTakenWithoutAWalk()
    {
        var (walks, time) = (0, new ManualTime(TimeSpan.Zero));
        var frame = new TaskCompletionSource<int>();
        var waiting = Of(time, () => walks++).WaitAsync(new ValueTask<int>(frame.Task), CancellationToken.None).AsTask();
        frame.SetResult(7);
        Assert.Equal(7, await waiting);
        Assert.Equal(8, await Of(time, () => walks++).WaitAsync(ValueTask.FromResult(8), CancellationToken.None));
        Assert.Equal(0, walks);
    }

    [Fact]
    public async Task Frame_AtTheClose_FindsTheThreadWalking()
    {
        // The clock goes to twenty milliseconds before the close when it is waited for.
        var time = new ManualTime(TimeSpan.FromMinutes(1));
        var frame = new TaskCompletionSource<int>();
        var walks = new List<long>();
        var rehearsal = Of(time, () =>
        {
            walks.Add(time.Now);
            if (walks.Count == 5) frame.SetResult(7);
        });
        Assert.Equal(7, await rehearsal.WaitAsync(new ValueTask<int>(frame.Task), CancellationToken.None));
        var close = Timeframe.OneMinute.End(Timeframe.OneMinute.Floor(walks[0]));
        Assert.Equal(Enumerable.Repeat(close - CloseRehearsal.Lead, 5), walks);
    }

    [Fact]
    public async Task Candle_ThatDoesNotCome_IsWaitedForNoLongerThanItsPatience()
    {
        var time = new ManualTime(TimeSpan.FromMinutes(1));
        var frame = new TaskCompletionSource<int>();
        var walks = new List<long>();
        var rehearsal = Of(time, () =>
        {
            walks.Add(time.Now);
            time.Advance(TimeSpan.FromMilliseconds(30));
            if (walks.Count == 20) frame.SetResult(7);
        });
        await rehearsal.WaitAsync(new ValueTask<int>(frame.Task), CancellationToken.None);
        var first = Timeframe.OneMinute.End(Timeframe.OneMinute.Floor(walks[0]));
        // Nine walks of thirty milliseconds from twenty before the close; then the next close.
        Assert.Equal(Enumerable.Range(0, 9).Select(i => first - 20 + (i * 30L)), walks.Take(9));
        Assert.Equal(first + 60_000 - 20, walks[9]);
    }

    [Fact]
    public async Task Wait_ThatIsCancelled_Ends()
    {
        using var ending = new CancellationTokenSource();
        var waiting = Of(new ManualTime(TimeSpan.Zero), () => { }).WaitAsync(Never(ending.Token), ending.Token).AsTask();
        await ending.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    static async ValueTask<int> Never(CancellationToken cancellation)
    {
        await Task.Delay(Timeout.Infinite, cancellation);
        return 0;
    }

    static CloseRehearsal Of(ManualTime time, Action walk) => new(Timeframe.OneMinute, new VenueClock(time), time, walk);
}
