using Argosy.Core.MarketData;

namespace Argosy.Indicators;

/// <summary>
/// Whole series at once, through the same kernel as one value at a time: the results are equal to the last bit. Give it a
/// fresh indicator; it is left in its state after the last value, so pushing may go on from there.
/// </summary>
public static class Batch
{
    /// <summary>Pushes every number and writes as many values. Throws when <paramref name="output"/> is shorter than the input.</summary>
    public static void Run<T>(IValueIndicator<T> indicator, ReadOnlySpan<double> values, Span<T> output)
    {
        CheckLength(values.Length, output.Length);
        for (var i = 0; i < values.Length; i++) output[i] = indicator.Push(values[i]);
    }

    /// <summary>Pushes every bar and writes as many values. Throws when <paramref name="output"/> is shorter than the input.</summary>
    public static void Run<T>(IBarIndicator<T> indicator, ReadOnlySpan<Bar> bars, Span<T> output)
    {
        CheckLength(bars.Length, output.Length);
        for (var i = 0; i < bars.Length; i++) output[i] = indicator.Push(in bars[i]);
    }

    /// <summary>Pushes every pair and writes as many values. Throws when the series differ in length or <paramref name="output"/> is shorter.</summary>
    public static void Run<T>(IPairIndicator<T> indicator, ReadOnlySpan<double> first, ReadOnlySpan<double> second, Span<T> output)
    {
        if (first.Length != second.Length) throw new ArgumentException($"The two series have {first.Length} and {second.Length} values; they must be equally long.", nameof(second));
        CheckLength(first.Length, output.Length);
        for (var i = 0; i < first.Length; i++) output[i] = indicator.Push(first[i], second[i]);
    }

    static void CheckLength(int input, int output)
    {
        if (output < input) throw new ArgumentException($"The output holds {output} values; the input has {input}.", nameof(output));
    }
}
