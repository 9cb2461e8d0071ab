using System.Globalization;

namespace Argosy.Core.Values;

/// <summary>
/// Logarithm, exponential and power, whose last bits differ between machines, rounded to 12 significant digits before they
/// decide anything. The rounding is that of decimal notation (halves away from zero), the same as <c>toPrecision(12)</c>.
/// </summary>
public static class Rounded
{
    const int Digits = 12;

    static readonly double[] Powers = Enumerable.Range(0, 35).Select(n => double.Parse($"1e{n}", CultureInfo.InvariantCulture)).ToArray();

    /// <summary>Natural logarithm of <paramref name="value"/>; NaN below 0, −∞ at 0.</summary>
    public static double Log(double value) => Significant(Math.Log(value));

    /// <summary>e to the power of <paramref name="value"/>.</summary>
    public static double Exp(double value) => Significant(Math.Exp(value));

    /// <summary><paramref name="value"/> to the power of <paramref name="exponent"/>.</summary>
    public static double Pow(double value, double exponent) => Significant(Math.Pow(value, exponent));

    /// <summary>The nearest double to <paramref name="value"/> written with 12 significant digits.</summary>
    public static double Significant(double value)
    {
        if (value == 0 || !double.IsFinite(value)) return value;
        var magnitude = Math.Abs(value);
        if (magnitude is < 1e-11 or >= 1e34) return ThroughText(value);
        var shift = Digits - 1 - Exponent(magnitude);
        var whole = shift >= 0 ? Nearest(magnitude * Powers[shift], magnitude, Powers[shift]) / Powers[shift] : NearestQuotient(magnitude, Powers[-shift]) * Powers[-shift];
        return Math.CopySign(whole, value);
    }

    /// <summary>The decimal exponent of a magnitude within the table's range, found by comparison: a logarithm may be off by one at a power of ten.</summary>
    static int Exponent(double magnitude)
    {
        var exponent = (int)Math.Floor(Math.ILogB(magnitude) * 0.30102999566398120);
        return IsAtLeast(magnitude, exponent + 1) ? exponent + 1 : exponent;
    }

    static bool IsAtLeast(double magnitude, int exponent) =>
        exponent >= 0 ? magnitude >= Powers[exponent] : magnitude >= 1 / Powers[-exponent];

    static double Nearest(double product, double magnitude, double power)
    {
        var floor = Math.Floor(product);
        var fraction = product - floor;
        if (fraction != 0.5) return fraction > 0.5 ? floor + 1 : floor;
        return Math.FusedMultiplyAdd(magnitude, power, -product) >= 0 ? floor + 1 : floor;
    }

    static double NearestQuotient(double magnitude, double power)
    {
        var quotient = magnitude / power;
        var floor = Math.Floor(quotient);
        var fraction = quotient - floor;
        if (fraction != 0.5) return fraction > 0.5 ? floor + 1 : floor;
        return Math.FusedMultiplyAdd(-quotient, power, magnitude) >= 0 ? floor + 1 : floor;
    }

    static double ThroughText(double value)
    {
        Span<char> text = stackalloc char[32];
        value.TryFormat(text, out var length, "E11", CultureInfo.InvariantCulture);
        return double.Parse(text[..length], NumberStyles.Float, CultureInfo.InvariantCulture);
    }
}
