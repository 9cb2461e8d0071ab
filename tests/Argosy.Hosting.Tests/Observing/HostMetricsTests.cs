using System.Diagnostics;
using Argosy.Hosting.Bots;
using Argosy.Hosting.Observing;
using Argosy.Hosting.Ports;

namespace Argosy.Hosting.Tests.Observing;

public sealed class HostMetricsTests
{
    [Fact]
    public void Text_HoldsCountersGaugesAndHistograms()
    {
        using var metrics = new HostMetrics();
        metrics.Tell(new Alert(AlertSeverity.Critical, "x", "y"));
        metrics.On(new BotSpoke("a \"b\"", 1, "error", "it failed"));
        metrics.Gauge("argosy_queue", "Waiting", () => 7.5);
        var histogram = new LatencyHistogram();
        metrics.Histogram("argosy_wait_seconds", "Wait", histogram);
        for (var i = 1; i <= 100; i++) histogram.Add(Stopwatch.Frequency * i / 1_000_000);
        var text = metrics.Text();
        Assert.Contains("# TYPE argosy_alerts_total counter\nargosy_alerts_total{severity=\"critical\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("argosy_bot_errors_total{bot=\"a \\\"b\\\"\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("# TYPE argosy_queue gauge\nargosy_queue 7.5\n", text, StringComparison.Ordinal);
        Assert.Contains("argosy_wait_seconds_bucket{le=\"+Inf\"} 100\n", text, StringComparison.Ordinal);
        Assert.Contains("argosy_wait_seconds_count 100\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Quantile_LiesWithinABucketOfTheTruth()
    {
        var histogram = new LatencyHistogram();
        for (var i = 1; i <= 1_000; i++) histogram.Add(Stopwatch.Frequency * i / 1_000_000);
        Assert.InRange(histogram.Quantile(0.5), 500e-6, 500e-6 * 1.2);
        Assert.InRange(histogram.Quantile(0.99), 990e-6, 990e-6 * 1.2);
    }

    [Fact]
    public void Clock_CountsOnlyOnTheFramesThread()
    {
        var clock = new OrderClock();
        clock.OrderEncoded();
        clock.FrameRead();
        clock.OrderEncoded();
        var other = new Thread(clock.OrderSent);
        other.Start();
        other.Join();
        clock.OrderSent();
        clock.FrameDone();
        clock.OrderSent();
        Assert.Equal(1, clock.Encoded.Count);
        Assert.Equal(1, clock.Sent.Count);
    }
}
