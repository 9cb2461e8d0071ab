using System.Runtime.CompilerServices;

namespace Argosy.Core.Values;

/// <summary>
/// Equality of computed values: two values nearer than 1e-12 relative are equal. Every crossing, extreme and threshold
/// between computed values goes through here, so that the last bit of a sum never decides about an order.
/// </summary>
public static class Near
{
    /// <summary>The relative distance below which two computed values are equal.</summary>
    public const double Tolerance = 1e-12;

    /// <summary>1 when <paramref name="a"/> is above <paramref name="b"/>, −1 when below, 0 when they are equal or one is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Compare(double a, double b)
    {
        var difference = a - b;
        var allowed = Tolerance * Math.Max(Math.Abs(a), Math.Abs(b));
        return difference > allowed ? 1 : difference < -allowed ? -1 : 0;
    }

    /// <summary>Whether <paramref name="a"/> is above <paramref name="b"/>; false where one is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Above(double a, double b) => a - b > Tolerance * Math.Max(Math.Abs(a), Math.Abs(b));

    /// <summary>Whether <paramref name="a"/> is below <paramref name="b"/>; false where one is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Below(double a, double b) => Above(b, a);
}
