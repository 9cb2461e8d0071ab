using Argosy.Core.MarketData;
using Argosy.Indicators;

namespace Argosy.Strategies.Prediction;

/// <summary>One number a model looks at, computed from an instrument's own bars; NaN during warm-up.</summary>
/// <remarks>It is an indicator, maybe some bars ago; nothing of it looks ahead.</remarks>
public sealed class Feature
{
    readonly IBarIndicator<double> _source;
    readonly double[] _ring;
    int _next;

    internal Feature(string text, IBarIndicator<double> source, int lag)
    {
        Text = text;
        _source = source;
        _ring = new double[lag];
        Array.Fill(_ring, double.NaN);
    }

    /// <summary>The feature as text that reads back the same, e.g. <c>rsi(period=14, lag=1)</c>.</summary>
    public string Text { get; }

    /// <summary>How many bars come before the first value.</summary>
    public int WarmUp => _source.WarmUp + _ring.Length;

    /// <summary>Takes the next bar and gives the feature's value at its close; NaN during warm-up and where the indicator has no value.</summary>
    public double Push(in Bar bar)
    {
        var value = _source.Push(in bar);
        if (!double.IsFinite(value)) value = double.NaN;
        if (_ring.Length == 0) return value;
        ref var slot = ref _ring[_next];
        var before = slot;
        slot = value;
        if (++_next == _ring.Length) _next = 0;
        return before;
    }
}
