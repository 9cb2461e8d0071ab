using Argosy.Core.MarketData;
using Argosy.Indicators;

namespace Argosy.Strategies.Prediction;

/// <summary>A kind of feature: its name, what it measures, its whole-number parameters, and how one is made.</summary>
/// <param name="Name">Kebab-case name.</param>
/// <param name="Summary">What it measures, one phrase; free of the price's scale.</param>
/// <param name="Parameters">Names and defaults of its parameters, each a whole number from 1 on.</param>
/// <param name="Make">Makes a fresh one from the parameters' values, in their order.</param>
public sealed record FeatureKind(
    string Name, string Summary, IReadOnlyList<KeyValuePair<string, int>> Parameters, Func<int[], IBarIndicator<double>> Make);

/// <summary>An indicator of closes as an indicator of bars.</summary>
sealed class OfClose(IValueIndicator<double> indicator) : IBarIndicator<double>
{
    public int WarmUp => indicator.WarmUp;

    public bool IsReady => indicator.IsReady;

    public double Value => indicator.Value;

    public double Push(in Bar bar) => indicator.Push(bar.Close);
}

/// <summary>One output of an indicator that has several, or its output put in relation to the bar.</summary>
sealed class Of<T>(IBarIndicator<T> indicator, Func<T, Bar, double> take) : IBarIndicator<double>
{
    public int WarmUp => indicator.WarmUp;

    public bool IsReady => indicator.IsReady;

    public double Value { get; private set; } = double.NaN;

    public double Push(in Bar bar)
    {
        var value = indicator.Push(in bar);
        return Value = indicator.IsReady ? take(value, bar) : double.NaN;
    }
}

/// <summary>One output of an indicator of closes, put in relation to the bar.</summary>
sealed class OfCloses<T>(IValueIndicator<T> indicator, Func<T, Bar, double> take) : IBarIndicator<double>
{
    public int WarmUp => indicator.WarmUp;

    public bool IsReady => indicator.IsReady;

    public double Value { get; private set; } = double.NaN;

    public double Push(in Bar bar)
    {
        var value = indicator.Push(bar.Close);
        return Value = indicator.IsReady ? take(value, bar) : double.NaN;
    }
}

/// <summary>What one bar alone tells.</summary>
sealed class OfBar(Func<Bar, double> take) : IBarIndicator<double>
{
    public int WarmUp => 0;

    public bool IsReady { get; private set; }

    public double Value { get; private set; } = double.NaN;

    public double Push(in Bar bar)
    {
        IsReady = true;
        return Value = take(bar);
    }
}
