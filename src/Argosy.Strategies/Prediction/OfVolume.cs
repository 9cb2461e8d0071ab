using Argosy.Core.MarketData;
using Argosy.Indicators;

namespace Argosy.Strategies.Prediction;

/// <summary>Volume over an average of it, less 1; 0 where the average is 0.</summary>
sealed class OfVolume(IValueIndicator<double> average) : IBarIndicator<double>
{
    public int WarmUp => average.WarmUp;

    public bool IsReady => average.IsReady;

    public double Value { get; private set; } = double.NaN;

    public double Push(in Bar bar)
    {
        var mean = average.Push(bar.Volume);
        if (!average.IsReady) return double.NaN;
        return Value = mean > 0 ? (bar.Volume / mean) - 1 : 0;
    }
}
