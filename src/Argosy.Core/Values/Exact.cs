using System.Runtime.CompilerServices;

namespace Argosy.Core.Values;

/// <summary>The named conversions and roundings between money (<see cref="decimal"/>) and everything else.</summary>
public static class Exact
{
    /// <summary>Most decimal places a scaled price or a balance may have.</summary>
    public const int MaxScale = 18;

    static readonly double[] DoublePowers = Enumerable.Range(0, MaxScale + 1).Select(n => double.Parse($"1e{n}", System.Globalization.CultureInfo.InvariantCulture)).ToArray();

    static readonly ulong[] WholePowers = DoublePowers.Select(power => (ulong)power).ToArray();

    /// <summary>10 to the power of <paramref name="scale"/> (0..18) as a whole number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong WholePowerOfTen(int scale) => WholePowers[scale];

    /// <summary>10 to the power of <paramref name="scale"/> (0..18), exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double PowerOfTen(int scale) => DoublePowers[scale];

    /// <summary>A price column's value as whole units of 10^−scale; exact for prices below 10^15 units.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long ToUnits(double price, int scale) => (long)Math.Round(price * DoublePowers[scale]);

    /// <summary>Whole units of 10^−scale as money, exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static decimal FromUnits(long units, int scale)
    {
        var negative = units < 0;
        var magnitude = negative ? (ulong)-units : (ulong)units;
        return new decimal((int)magnitude, (int)(magnitude >> 32), 0, negative, (byte)scale);
    }

    /// <summary>Money as a statistic: the nearest double, however many trailing zeros it is written with. The only way from money to the world of indicators.</summary>
    public static double ToStatistic(decimal money)
    {
        ref readonly var parts = ref DecimalParts.Of(in money);
        if (parts.High != 0 || parts.Scale > MaxScale) return OfManyDigits(money);
        var magnitude = Quotient(parts.Low, parts.Scale);
        return parts.IsNegative ? -magnitude : magnitude;
    }

    /// <summary>Whole units of 10^−scale as a statistic: the nearest double, that of <see cref="FromUnits"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double ToStatistic(long units, int scale) => units < 0 ? -Quotient((ulong)-units, scale) : Quotient((ulong)units, scale);

    // Up to 2^53 the units are a double, the power always is: one rounding. Beyond, the rest of the division is divided as well.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static double Quotient(ulong units, int scale) =>
        units <= 1UL << 53 ? units / DoublePowers[scale] : Quotient(units & ~0x7FFUL, units & 0x7FF, DoublePowers[scale]);

    static double Quotient(double high, double low, double power)
    {
        var quotient = high / power;
        return quotient + ((Math.FusedMultiplyAdd(-quotient, power, high) + low) / power);
    }

    static double OfManyDigits(decimal money)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(money, parts);
        // The last digit of all 96 bits; 2^32 leaves 6 when divided by ten.
        var isTrimmed = ((((((uint)parts[2] % 10) * 6) + ((uint)parts[1] % 10)) * 6) + ((uint)parts[0] % 10)) % 10 != 0;
        if (isTrimmed) return (double)money;
        var trimmed = Trim(money);
        decimal.GetBits(trimmed, parts);
        return parts[2] == 0 && trimmed.Scale <= MaxScale ? ToStatistic(trimmed) : (double)trimmed;
    }

    /// <summary>Rounds to <paramref name="scale"/> places, halves to even.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static decimal Round(decimal value, int scale) => value.Scale <= scale ? value : decimal.Round(value, scale, MidpointRounding.ToEven);

    /// <summary>Rounds to <paramref name="scale"/> places towards plus infinity: a fee is never rounded in our favour.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static decimal RoundUp(decimal value, int scale) => value.Scale <= scale ? value : decimal.Round(value, scale, MidpointRounding.ToPositiveInfinity);

    /// <summary>Rounds to <paramref name="scale"/> places towards zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static decimal RoundDown(decimal value, int scale) => value.Scale <= scale ? value : decimal.Round(value, scale, MidpointRounding.ToZero);

    /// <summary>A whole division, halves to even.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong DivideToEven(ulong value, ulong divisor)
    {
        var quotient = value / divisor;
        var rest = value - (quotient * divisor);
        var half = divisor / 2;
        return rest > half || (rest == half && rest != 0 && (quotient & 1) != 0) ? quotient + 1 : quotient;
    }

    /// <summary>Bytes of <see cref="WriteBytes"/>.</summary>
    public const int ByteCount = 16;

    /// <summary>Writes money as 16 canonical bytes: equal amounts write equal bytes, whatever their trailing zeros.</summary>
    public static void WriteBytes(decimal value, Span<byte> bytes)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(Trim(value), parts);
        for (var i = 0; i < parts.Length; i++) System.Buffers.Binary.BinaryPrimitives.WriteInt32LittleEndian(bytes[(4 * i)..], parts[i]);
    }

    /// <summary>The same amount without trailing zeros; zero has no sign.</summary>
    public static decimal Trim(decimal value) => value == 0 ? 0 : value / 1.0000000000000000000000000000m;

    /// <summary>Plain decimal notation without trailing zeros and without an exponent.</summary>
    public static string Text(decimal value) => Trim(value).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
