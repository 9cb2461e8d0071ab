using System.Globalization;

namespace Argosy.Campaign.Tests.Running;

/// <summary>Days of trading on virtual time. ARGOSY_LONG=1 takes 30 days of 20 bots; ARGOSY_SOAK_DAYS takes others, ARGOSY_SOAK_LOG names a file that says after each where it is.</summary>
[Collection(Alone.Name)]
public sealed class SoakTests
{
    // A candle takes 48 bytes in a run, with room for as many again behind it; an order is known to run, desk, journal, database and exchange.
    const long BytesPerBar = 2 * 48, BytesPerOrder = 12_000, Slack = 4_000_000;

    const int SmallParts = 4, SmallMinutes = 360, LongDays = 30, LongMinutes = 1_440;

    static readonly bool Long = Environment.GetEnvironmentVariable("ARGOSY_LONG") is not null;

    static readonly int Days = int.TryParse(Environment.GetEnvironmentVariable("ARGOSY_SOAK_DAYS"), NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days > 1 ? days : LongDays;

    static readonly string? Log = Environment.GetEnvironmentVariable("ARGOSY_SOAK_LOG");

    [Fact]
    [Trait("Category", "Slow")]
    public void ManyBots_ManyDays_MissNothingDriftNowhereAndKeepNoMoreThanTheirOrders()
    {
        var (parts, minutes) = Long ? (Days, LongMinutes) : (SmallParts, SmallMinutes);
        // What the stand-in exchange keeps of its own markets, candles of seconds among it, grows without anybody.
        var alone = SoakRun.Of(bots: 0, parts, minutes, Say);
        var run = SoakRun.Of(bots: Long ? 20 : 3, parts, minutes, Say);
        Assert.True(run.Problems.Count == 0, $"{string.Join('\n', run.Problems.Take(20))}\nalerts:\n{string.Join('\n', run.Alerts.TakeLast(10).Select(a => $"{a.Severity} {a.Code}: {a.Text}"))}");
        var (first, last) = (run.Parts[0], run.Parts[^1]);
        var (bytes, orders, bars) = (last.Bytes - first.Bytes - (alone.Parts[^1].Bytes - alone.Parts[0].Bytes), last.Orders - first.Orders, last.Bars - first.Bars);
        Assert.True(run.Fills > (Long ? 170 * Days : 50), $"the soak is too tame: {run.Fills} executions");
        Assert.True(bytes <= (bars * BytesPerBar) + (orders * BytesPerOrder) + Slack, $"{bytes} bytes more after {bars} candles and {orders} orders: {string.Join(", ", run.Parts)}");
    }

    static void Say(string text)
    {
        if (Log is not null) File.AppendAllText(Log, $"{text}\n");
    }
}
