namespace Argosy.Cli.Terminals;

/// <summary>A curve as one line of eight block heights.</summary>
static class Sparkline
{
    const string Blocks = "▁▂▃▄▅▆▇█";

    /// <summary>The curve in at most <paramref name="width"/> characters, each the last value of its share.</summary>
    public static string Of(ReadOnlySpan<double> values, int width)
    {
        if (values.Length == 0 || width <= 0) return "";
        var columns = Math.Min(width, values.Length);
        Span<double> picked = columns <= 512 ? stackalloc double[columns] : new double[columns];
        for (var i = 0; i < columns; i++) picked[i] = values[(int)((long)(i + 1) * values.Length / columns) - 1];
        double low = picked[0], high = picked[0];
        foreach (var value in picked) (low, high) = (Math.Min(low, value), Math.Max(high, value));
        return string.Create(columns, (Low: low, High: high, Values: picked.ToArray()), static (text, curve) =>
        {
            var range = curve.High - curve.Low;
            for (var i = 0; i < text.Length; i++)
            {
                var level = range > 0 ? (int)((curve.Values[i] - curve.Low) / range * 7.999) : 0;
                text[i] = Blocks[level];
            }
        });
    }

    /// <summary>Depth below the running peak as a curve of its own: the taller, the deeper.</summary>
    public static double[] Drawdown(ReadOnlySpan<double> values)
    {
        var depth = new double[values.Length];
        var peak = double.NegativeInfinity;
        for (var i = 0; i < values.Length; i++)
        {
            peak = Math.Max(peak, values[i]);
            depth[i] = peak > 0 ? 1 - (values[i] / peak) : 0;
        }
        return depth;
    }
}
