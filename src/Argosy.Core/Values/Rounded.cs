using System.Globalization;

namespace Argosy.Core.Values;

/// <summary>
/// Logarithm, exponential and power, whose last bits differ between machines, rounded to 12 significant digits before they
/// decide anything. The rounding is that of decimal notation (halves away from zero), the same as <c>toPrecision(12)</c>.
/// </summary>
public static class Rounded
{
    const int Digits = 12;
    const int LeastExponent = -12, MostExponent = 34;

    /// <summary>10^−12 to 10^34, each the nearest double.</summary>
    static readonly double[] Tens = Enumerable.Range(LeastExponent, MostExponent - LeastExponent + 1).Select(n => double.Parse($"1e{n}", CultureInfo.InvariantCulture)).ToArray();

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
        if (magnitude is < 1e-11 or >= 1e33) return ThroughText(value);
        var shift = Digits - 1 - Exponent(magnitude);
        var rounded = shift >= 0 ? Product(magnitude, Ten(shift)) / Ten(shift) : Quotient(magnitude, Ten(-shift)) * Ten(-shift);
        return Math.CopySign(rounded, value);
    }

    static double Ten(int exponent) => Tens[exponent - LeastExponent];

    /// <summary>The decimal exponent of a magnitude within the table: an estimate from the binary one, put right by comparison.</summary>
    static int Exponent(double magnitude)
    {
        var binary = (int)(BitConverter.DoubleToInt64Bits(magnitude) >> 52) - 1023;
        var exponent = binary * 1233 >> 12;
        if (magnitude >= Ten(exponent + 1)) return exponent + 1;
        return magnitude < Ten(exponent) ? exponent - 1 : exponent;
    }

    static double Product(double magnitude, double power)
    {
        var product = magnitude * power;
        var whole = Math.Floor(product);
        var half = product - whole - 0.5;
        // a product that rounding put exactly on the half is decided by what rounding took from it
        return half > 0 || (half == 0 && Math.FusedMultiplyAdd(magnitude, power, -product) >= 0) ? whole + 1 : whole;
    }

    static double Quotient(double magnitude, double power)
    {
        var quotient = magnitude / power;
        var whole = Math.Floor(quotient);
        var half = quotient - whole - 0.5;
        return half > 0 || (half == 0 && Math.FusedMultiplyAdd(-quotient, power, magnitude) >= 0) ? whole + 1 : whole;
    }

    static double ThroughText(double value)
    {
        Span<char> text = stackalloc char[32];
        value.TryFormat(text, out var length, "E11", CultureInfo.InvariantCulture);
        return double.Parse(text[..length], NumberStyles.Float, CultureInfo.InvariantCulture);
    }
}
