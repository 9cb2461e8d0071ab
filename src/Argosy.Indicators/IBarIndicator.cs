using Argosy.Core.MarketData;

namespace Argosy.Indicators;

/// <summary>An indicator over a series of bars, fed one complete bar at a time in constant memory.</summary>
/// <typeparam name="T">What it gives for each bar: a number, or a small record of numbers; NaN during warm-up.</typeparam>
public interface IBarIndicator<T>
{
    /// <summary>How many bars come before the first value; the value at index <c>WarmUp</c> is the first one.</summary>
    int WarmUp { get; }

    /// <summary>Whether warm-up is over and <see cref="Value"/> is a value.</summary>
    bool IsReady { get; }

    /// <summary>The newest value given; NaN during warm-up.</summary>
    T Value { get; }

    /// <summary>Takes the next bar, whose prices are numbers, and gives the indicator's value at its close; NaN during warm-up.</summary>
    T Push(in Bar bar);
}
