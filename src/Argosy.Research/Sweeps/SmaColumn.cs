using Argosy.Indicators.Averages;

namespace Argosy.Research.Sweeps;

/// <summary>The simple average of a series tile by tile: every value the very double that <see cref="Sma"/> gives.</summary>
/// <remarks>
/// The indicator adds its window anew at every <c>period</c>-th bar. So the bars between two such moments, a stretch, depend on nothing
/// before them, and several stretches are summed side by side: each in its own order, only interleaved.
/// </remarks>
sealed class SmaColumn(double[] close, int period) : IAverageColumn
{
    const int Together = 4;
    double _sum;

    /// <inheritdoc/>
    public void Fill(int start, Span<double> values)
    {
        var row = start;
        var end = start + values.Length;
        if (row < period - 1)
        {
            var first = Math.Min(period - 1, end);
            values[..(first - row)].Fill(double.NaN);
            row = first;
        }
        while (row < end)
        {
            if ((row + 1) % period == 0)
            {
                if (row + (Together * period) <= end)
                {
                    FillStretches(row, values[(row - start)..]);
                    row += Together * period;
                    continue;
                }
                _sum = 0;
                foreach (var value in close.AsSpan(row + 1 - period, period)) _sum += value;
                values[row++ - start] = _sum;
            }
            var stop = Math.Min(end, row + period - 1 - (row % period));
            var sum = _sum;
            for (; row < stop; row++)
            {
                sum += close[row] - close[row - period];
                values[row - start] = sum;
            }
            _sum = sum;
        }
        Divide.By(values, period);
    }

    // Four stretches, the first of which begins at a row where the window is added anew.
    void FillStretches(int row, Span<double> values)
    {
        double a = 0, b = 0, c = 0, d = 0;
        var window = close.AsSpan(row + 1 - period, Together * period);
        var first = window[..period];
        var second = window[period..(2 * period)];
        var third = window[(2 * period)..(3 * period)];
        var fourth = window[(3 * period)..];
        for (var i = 0; i < first.Length; i++)
        {
            a += first[i];
            b += second[i];
            c += third[i];
            d += fourth[i];
        }
        var after = close.AsSpan(row + 1, (Together * period) - 1);
        var before = close.AsSpan(row + 1 - period, (Together * period) - 1);
        var into = values[..(Together * period)];
        (into[0], into[period], into[2 * period], into[3 * period]) = (a, b, c, d);
        for (var i = 0; i < period - 1; i++)
        {
            a += after[i] - before[i];
            into[i + 1] = a;
            b += after[i + period] - before[i + period];
            into[i + 1 + period] = b;
            c += after[i + (2 * period)] - before[i + (2 * period)];
            into[i + 1 + (2 * period)] = c;
            d += after[i + (3 * period)] - before[i + (3 * period)];
            into[i + 1 + (3 * period)] = d;
        }
        _sum = d;
    }
}
