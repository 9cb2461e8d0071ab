using Argosy.Indicators.Averages;

namespace Argosy.Research.Sweeps;

/// <summary>The exponential average of a series tile by tile: every value the very double that <see cref="Ema"/> gives.</summary>
sealed class EmaColumn(double[] close, int period) : IAverageColumn
{
    readonly double _weight = 2.0 / (period + 1.0);
    double _running;

    /// <inheritdoc/>
    public void Fill(int start, Span<double> values)
    {
        var running = _running;
        var weight = _weight;
        var prices = close.AsSpan(start, values.Length);
        var i = 0;
        for (; i < values.Length && start + i < period; i++)
        {
            running += prices[i];
            var seeded = start + i == period - 1;
            if (seeded) running /= period;
            values[i] = seeded ? running : double.NaN;
        }
        for (; i < values.Length; i++)
        {
            running += weight * (prices[i] - running);
            values[i] = running;
        }
        _running = running;
    }
}
