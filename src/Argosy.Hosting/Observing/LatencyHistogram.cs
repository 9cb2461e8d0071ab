using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Argosy.Hosting.Observing;

/// <summary>How long something took, counted in buckets of a factor of about 1.19 from 1 µs to 10 s. Safe from any thread, no allocation.</summary>
public sealed class LatencyHistogram
{
    const int PerDoubling = 4, Buckets = 24 * PerDoubling;

    // Bounds for monitoring, seconds.
    static readonly double[] Shown = [1e-5, 2.5e-5, 5e-5, 1e-4, 2.5e-4, 5e-4, 1e-3, 2.5e-3, 5e-3, 1e-2, 0.1, 1, 10];

    readonly long[] _counts = new long[Buckets + 1];
    long _count, _ticks;

    /// <summary>Measurements taken.</summary>
    public long Count => Interlocked.Read(ref _count);

    /// <summary>Sum of all, seconds.</summary>
    public double Sum => Interlocked.Read(ref _ticks) / (double)Stopwatch.Frequency;

    /// <summary>Hears each measurement, seconds; for an exporter.</summary>
    public Action<double>? Listener { get; set; }

    /// <summary>Takes a measurement.</summary>
    /// <param name="ticks">In ticks of <see cref="Stopwatch"/>.</param>
    public void Add(long ticks)
    {
        Interlocked.Increment(ref _counts[Index(ticks)]);
        Interlocked.Increment(ref _count);
        Interlocked.Add(ref _ticks, ticks);
        Listener?.Invoke(ticks / (double)Stopwatch.Frequency);
    }

    /// <summary>The upper bound of the bucket in which a share of the measurements ends, seconds; 0 without measurements.</summary>
    /// <param name="share">From 0 to 1, e.g. 0.99.</param>
    public double Quantile(double share)
    {
        var wanted = (long)Math.Ceiling(Count * share);
        var seen = 0L;
        for (var i = 0; i <= Buckets; i++)
        {
            seen += Interlocked.Read(ref _counts[i]);
            if (seen >= wanted && seen > 0) return Bound(i);
        }
        return 0;
    }

    /// <summary>Writes it in the text format of Prometheus.</summary>
    internal void Write(StringBuilder text, string name)
    {
        var at = 0;
        var seen = 0L;
        foreach (var bound in Shown)
        {
            while (at <= Buckets && Bound(at) <= bound) seen += Interlocked.Read(ref _counts[at++]);
            text.Append(CultureInfo.InvariantCulture, $"{name}_bucket{{le=\"{bound:0.######}\"}} {seen}\n");
        }
        var count = Count;
        text.Append(CultureInfo.InvariantCulture, $"{name}_bucket{{le=\"+Inf\"}} {count}\n{name}_sum {Sum:0.#########}\n{name}_count {count}\n");
    }

    static int Index(long ticks)
    {
        var micros = ticks * 1e6 / Stopwatch.Frequency;
        return micros <= 1 ? 0 : Math.Min(Buckets, (int)Math.Ceiling(Math.Log2(micros) * PerDoubling));
    }

    static double Bound(int index) => Math.Pow(2, index / (double)PerDoubling) * 1e-6;
}
