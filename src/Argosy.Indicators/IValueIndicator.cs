namespace Argosy.Indicators;

/// <summary>An indicator over one series of numbers, fed one value at a time in constant memory.</summary>
/// <typeparam name="T">What it gives for each value: a number, or a small record of numbers; NaN during warm-up.</typeparam>
public interface IValueIndicator<T>
{
    /// <summary>How many pushes come before the first value; the value at index <c>WarmUp</c> is the first one.</summary>
    int WarmUp { get; }

    /// <summary>Whether warm-up is over and <see cref="Value"/> is a value.</summary>
    bool IsReady { get; }

    /// <summary>The newest value given; NaN during warm-up.</summary>
    T Value { get; }

    /// <summary>
    /// Takes the next number of the series and gives the indicator's value there, NaN during warm-up. A NaN pushed (another
    /// indicator's warm-up) is not counted: NaN comes back and nothing changes, so one indicator can feed another.
    /// </summary>
    T Push(double value);
}
