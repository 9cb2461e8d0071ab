namespace Argosy.Indicators;

/// <summary>An indicator over two series of numbers that run side by side.</summary>
/// <typeparam name="T">What it gives for each pair.</typeparam>
public interface IPairIndicator<T>
{
    /// <summary>How many pairs of numbers come before the first value.</summary>
    int WarmUp { get; }

    /// <summary>Takes the next pair; a pair with a NaN in it has no value.</summary>
    T Push(double first, double second);
}
