using System.Runtime.CompilerServices;

namespace Argosy.Indicators;

/// <summary>Checks of constructor arguments: the message names the argument, its value and what is allowed.</summary>
internal static class Require
{
    /// <summary>Longest window an indicator accepts, in bars: nineteen years of minutes.</summary>
    public const int LongestWindow = 10_000_000;

    /// <summary>The period itself, when it lies in <paramref name="least"/> .. <see cref="LongestWindow"/>.</summary>
    public static int Period(int value, int least = 1, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value >= least && value <= LongestWindow
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; allowed are {least} to {LongestWindow}.");

    /// <summary>The number itself, when it lies in <paramref name="least"/> .. <paramref name="most"/>.</summary>
    public static double Within(double value, double least, double most, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value >= least && value <= most
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; allowed are {least} to {most}.");

    /// <summary>The number itself, when it is above 0 and finite.</summary>
    public static double Positive(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value > 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; it must be a finite number above 0.");

    /// <summary>The longer period, when it is above <paramref name="shorter"/>.</summary>
    public static int Longer(int value, int shorter, [CallerArgumentExpression(nameof(value))] string name = "", [CallerArgumentExpression(nameof(shorter))] string shorterName = "") =>
        Period(value, 1, name) > shorter
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; it must be above {shorterName}, which is {shorter}.");
}
