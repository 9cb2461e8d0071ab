using Argosy.Core.Values;

namespace Argosy.Research.Metrics;

/// <summary>Day by day returns of an equity curve and the figures made of them; the same from hourly and from daily points.</summary>
/// <remarks>
/// A day's value is its last point in (00:00, 24:00] UTC: the midnight mark belongs to the day that ends. A day without a point repeats
/// the value before. The first return is against the starting cash.
/// </remarks>
public sealed class DailyReturns
{
    const long Day = 86_400_000;
    static readonly double YearRoot = Math.Sqrt(365);

    readonly List<double> _returns = [];
    bool _defined = true;

    DailyReturns()
    {
    }

    /// <summary>One return a day, ratio, in time order; empty without a curve.</summary>
    public IReadOnlyList<double> Values => _returns;

    /// <summary>Days of the test without a point.</summary>
    public int DaysWithoutPoint { get; private set; }

    /// <summary>Mean of the returns, ratio; null without a day or where a return is undefined.</summary>
    public double? Mean { get; private set; }

    /// <summary>Sample standard deviation of the returns, ratio; null with fewer than two days.</summary>
    public double? Deviation { get; private set; }

    /// <summary>Deviation · √365.</summary>
    public double? Volatility => Deviation * YearRoot;

    /// <summary>Mean / deviation · √365; null where the deviation is zero.</summary>
    public double? Sharpe => Deviation is > 0 ? Mean / Deviation * YearRoot : null;

    /// <summary>Mean / √(Σ min(r, 0)² / n) · √365; null without a losing day.</summary>
    public double? Sortino
    {
        get
        {
            if (Mean is null) return null;
            var sum = 0.0;
            foreach (var r in _returns) sum += r < 0 ? r * r : 0;
            return sum > 0 ? Mean / Math.Sqrt(sum / _returns.Count) * YearRoot : null;
        }
    }

    /// <summary>The returns of a curve whose first point is the starting cash.</summary>
    public static DailyReturns Of(EquitySeries curve)
    {
        ArgumentNullException.ThrowIfNull(curve);
        var daily = new DailyReturns();
        if (curve.IsKept) daily.Read(curve.Times, curve.Values);
        daily.Summarise();
        return daily;
    }

    void Read(CurveTimes times, double[] values)
    {
        var before = values[0];
        var next = 1;
        var last = FloorDay(times[^1] - 1);
        for (var day = FloorDay(times[0]); day <= last; day++)
        {
            var first = next;
            next = times.FirstAfter((day + 1) * Day, next);
            if (next == first)
            {
                DaysWithoutPoint++;
                _returns.Add(0);
                continue;
            }
            var value = values[next - 1];
            // Nothing grows from zero or from a debt; an unchanged value is an unchanged value.
            if (value == before) _returns.Add(0);
            else if (before > 0) _returns.Add((value / before) - 1);
            else _defined = false;
            before = value;
        }
    }

    void Summarise()
    {
        var n = _returns.Count;
        if (n == 0 || !_defined) return;
        var sum = 0.0;
        double least = double.MaxValue, greatest = double.MinValue;
        foreach (var r in _returns)
        {
            sum += r;
            least = Math.Min(least, r);
            greatest = Math.Max(greatest, r);
        }
        var mean = sum / n;
        Mean = mean;
        if (n < 2) return;
        var squares = 0.0;
        foreach (var r in _returns) squares += (r - mean) * (r - mean);
        // Growth factors nearer than any computed value can tell are equal: steady growth has no deviation.
        Deviation = Near.Compare(1 + least, 1 + greatest) == 0 ? 0 : Math.Sqrt(squares / (n - 1));
    }

    static long FloorDay(long time)
    {
        var day = time / Day;
        return time % Day < 0 ? day - 1 : day;
    }
}
