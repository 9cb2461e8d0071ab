using Argosy.Core.MarketData;

namespace Argosy.Strategies.Tests.Support;

/// <summary>
/// The strategies written down again from their definitions, over the whole history at every bar and in decimal arithmetic
/// (28 digits) where a definition allows it: slow, and nothing shared with what is tested. Each gives a target per bar; null changes nothing.
/// </summary>
static class Naive
{
    const decimal Tie = 1e-12m;

    public static int?[] Every(IReadOnlyList<Bar> bars, Func<int, int?> at) => [.. Enumerable.Range(0, bars.Count).Select(at)];

    public static int? Sign(decimal? a, decimal? b)
    {
        if (a is null || b is null) return null;
        var difference = a.Value - b.Value;
        if (Math.Abs(difference) <= Tie * Math.Max(Math.Abs(a.Value), Math.Abs(b.Value))) return null;
        return difference > 0 ? 1 : -1;
    }

    /// <summary>1 where a was at or below b at the bar before and is above now, −1 mirrored.</summary>
    public static int? Crossed(Func<int, decimal?> a, Func<int, decimal?> b, int i)
    {
        if (i == 0 || a(i - 1) is null || b(i - 1) is null) return null;
        var now = Sign(a(i), b(i));
        return now is not null && Sign(a(i - 1), b(i - 1)) != now ? now : null;
    }

    public static decimal[] Closes(IReadOnlyList<Bar> bars) => [.. bars.Select(b => (decimal)b.Close)];

    public static decimal? Sma(IReadOnlyList<decimal> values, int period, int i) =>
        i < period - 1 ? null : values.Skip(i - period + 1).Take(period).Sum() / period;

    public static decimal?[] Ema(IReadOnlyList<decimal?> values, int period) => Smoothed(values, period, 2m / (period + 1));

    public static decimal?[] Wilder(IReadOnlyList<decimal?> values, int period) => Smoothed(values, period, 1m / period);

    public static decimal?[] Rsi(IReadOnlyList<Bar> bars, int period)
    {
        var closes = Closes(bars);
        var gains = Wilder([null, .. Enumerable.Range(1, closes.Length - 1).Select(i => (decimal?)Math.Max(closes[i] - closes[i - 1], 0))], period);
        var losses = Wilder([null, .. Enumerable.Range(1, closes.Length - 1).Select(i => (decimal?)Math.Max(closes[i - 1] - closes[i], 0))], period);
        return [.. gains.Zip(losses, (g, l) => g is null ? (decimal?)null : g + l == 0 ? 50 : 100 * g / (g + l))];
    }

    public static decimal?[] Atr(IReadOnlyList<Bar> bars, int period) => Wilder([.. bars.Select((b, i) => (decimal?)TrueRange(bars, i))], period);

    public static (decimal Lower, decimal Middle, decimal Upper)? Bollinger(IReadOnlyList<decimal> closes, int period, decimal width, int i)
    {
        if (Sma(closes, period, i) is not { } mean) return null;
        var variance = closes.Skip(i - period + 1).Take(period).Sum(c => (c - mean) * (c - mean)) / period;
        var distance = width * (decimal)Math.Sqrt((double)variance);
        return (mean - distance, mean, mean + distance);
    }

    /// <summary>Direction of the Supertrend at each bar; 0 before the first.</summary>
    public static int[] Supertrend(IReadOnlyList<Bar> bars, int period, decimal width)
    {
        var atr = Atr(bars, period);
        var directions = new int[bars.Count];
        decimal upper = 0, lower = 0;
        for (var i = 0; i < bars.Count; i++)
        {
            if (atr[i] is not { } range) continue;
            var middle = ((decimal)bars[i].High + (decimal)bars[i].Low) / 2;
            var (high, low) = (middle + (width * range), middle - (width * range));
            var close = (decimal)bars[i].Close;
            if (i == 0 || directions[i - 1] == 0)
            {
                (upper, lower, directions[i]) = (high, low, -1);
                continue;
            }
            var before = (decimal)bars[i - 1].Close;
            upper = high < upper || before > upper ? high : upper;
            lower = low > lower || before < lower ? low : lower;
            directions[i] = directions[i - 1] < 0 ? (close > upper ? 1 : -1) : (close < lower ? -1 : 1);
        }
        return directions;
    }

    static decimal TrueRange(IReadOnlyList<Bar> bars, int i)
    {
        var (high, low) = ((decimal)bars[i].High, (decimal)bars[i].Low);
        return i == 0 ? high - low : Math.Max(high, (decimal)bars[i - 1].Close) - Math.Min(low, (decimal)bars[i - 1].Close);
    }

    static decimal?[] Smoothed(IReadOnlyList<decimal?> values, int period, decimal weight)
    {
        var result = new decimal?[values.Count];
        var start = values.TakeWhile(v => v is null).Count();
        decimal running = 0;
        for (var i = start; i < values.Count; i++)
        {
            var seen = i - start + 1;
            running = seen <= period ? running + (values[i]!.Value / period) : running + (weight * (values[i]!.Value - running));
            if (seen >= period) result[i] = running;
        }
        return result;
    }
}
