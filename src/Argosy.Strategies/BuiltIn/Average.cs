using System.Runtime.CompilerServices;
using Argosy.Indicators.Averages;

namespace Argosy.Strategies.BuiltIn;

/// <summary>An average whose kind is a parameter: a branch always taken the same way costs less than a call through an interface.</summary>
readonly struct Average(AverageKind kind, int period)
{
    readonly Sma? _sma = kind is AverageKind.Sma ? new(period) : null;
    readonly Ema? _ema = kind is AverageKind.Ema ? new(period) : null;

    /// <summary>Takes the next value; NaN during warm-up.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Push(double value) => _sma is not null ? _sma.Push(value) : _ema!.Push(value);
}

/// <summary>Which moving average a strategy looks at.</summary>
public enum AverageKind
{
    /// <summary>The mean of the last values, all alike.</summary>
    Sma,
    /// <summary>The exponential average: the newest value weighs most.</summary>
    Ema,
}
