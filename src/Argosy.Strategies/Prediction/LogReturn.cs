using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Indicators;

namespace Argosy.Strategies.Prediction;

/// <summary>Natural logarithm of the close over the close <paramref name="bars"/> bars before.</summary>
sealed class LogReturn(int bars) : IBarIndicator<double>
{
    readonly double[] _ring = new double[bars];
    int _next;
    long _seen;

    public int WarmUp => bars;

    public bool IsReady => _seen > bars;

    public double Value { get; private set; } = double.NaN;

    public double Push(in Bar bar)
    {
        ref var slot = ref _ring[_next];
        var before = slot;
        slot = bar.Close;
        if (++_next == _ring.Length) _next = 0;
        return Value = ++_seen > bars && before > 0 && bar.Close > 0 ? Rounded.Log(bar.Close / before) : double.NaN;
    }
}
