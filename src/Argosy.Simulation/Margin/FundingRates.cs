namespace Argosy.Simulation.Margin;

/// <summary>The recorded funding of one perpetual contract.</summary>
public sealed class FundingRates
{
    readonly long[] _times;
    readonly decimal[] _rates;

    /// <summary>Takes settlements in time order; recorded times carry milliseconds of delay and are rounded to the second.</summary>
    /// <param name="times">Settlement times, Unix ms.</param>
    /// <param name="rates">Share of the notional that longs pay to shorts, ratio, one for each time.</param>
    /// <param name="hash">Name of the data: SHA-256, lower-case hex.</param>
    /// <exception cref="ArgumentException">Columns of unequal length, or times that do not rise.</exception>
    public FundingRates(IReadOnlyList<long> times, IReadOnlyList<decimal> rates, string hash)
    {
        ArgumentNullException.ThrowIfNull(times);
        ArgumentNullException.ThrowIfNull(rates);
        if (times.Count != rates.Count) throw new ArgumentException("every settlement needs a time and a rate");
        _times = [.. times.Select(RoundToSecond)];
        _rates = [.. rates];
        for (var i = 1; i < _times.Length; i++)
        {
            if (_times[i] <= _times[i - 1]) throw new ArgumentException($"settlements must rise in time, {times[i]} does not follow {times[i - 1]}");
        }
        Hash = hash;
    }

    /// <summary>Name of the data: SHA-256, lower-case hex.</summary>
    public string Hash { get; }

    /// <summary>Number of settlements.</summary>
    public int Count => _times.Length;

    /// <summary>When settlement <paramref name="index"/> was due, Unix ms, whole seconds.</summary>
    public long Time(int index) => _times[index];

    /// <summary>Its rate, ratio.</summary>
    public decimal Rate(int index) => _rates[index];

    /// <summary>A recorded time at its second, Unix ms.</summary>
    public static long RoundToSecond(long time)
    {
        const long Second = 1000;
        return (time + (Second / 2)) / Second * Second;
    }
}
