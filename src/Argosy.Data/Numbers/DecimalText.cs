namespace Argosy.Data.Numbers;

/// <summary>A number read from text: mantissa · 10^−decimals, trailing zeros of the fraction removed.</summary>
/// <param name="Mantissa">All digits as a whole number.</param>
/// <param name="Decimals">Decimal places, 0 or more.</param>
/// <param name="Rounded">Whether digits were dropped.</param>
internal readonly record struct DecimalText(long Mantissa, int Decimals, bool Rounded)
{
    const int MaxDecimals = 127;

    internal static readonly long[] Powers = MakePowers();

    /// <summary>Reads plain or scientific notation; more significant digits than <paramref name="maxDigits"/> (at most 18) are rounded half to even.</summary>
    /// <returns>False for what is no number or has more than <paramref name="maxDigits"/> digits before the point.</returns>
    public static bool TryParse(ReadOnlySpan<byte> text, int maxDigits, out DecimalText number)
    {
        var i = 0;
        var negative = false;
        if (text.Length > 0 && text[0] is (byte)'-' or (byte)'+')
        {
            negative = text[0] == '-';
            i = 1;
        }
        var start = i;
        var point = -1;
        ulong mantissa = 0;
        var digits = 0;
        for (; i < text.Length; i++)
        {
            var digit = (uint)text[i] - '0';
            if (digit <= 9)
            {
                mantissa = (mantissa * 10) + digit;
                if (mantissa != 0) digits++;
            }
            else if (text[i] == '.' && point < 0) point = i;
            else break;
        }
        // Eighteen digits fit into 64 bits; longer ones go the careful way.
        if (digits > 18 || i - start - (point < 0 ? 0 : 1) == 0) return TryParseCarefully(text, start, negative, maxDigits, out number);
        var decimals = point < 0 ? 0 : i - point - 1;
        var last = i;
        if (i != text.Length)
        {
            if (!TryParseExponent(text[i..], out var exponent)) return TryParseCarefully(text, start, negative, maxDigits, out number);
            if (exponent > decimals || mantissa == 0) return TryParseCarefully(text, start, negative, maxDigits, out number);
            decimals -= exponent;
        }
        // Zeros at the end of the fraction go; those before the point of a scientific number stay.
        while (decimals > 0 && last > start && (text[--last] == '0' || text[last] == '.'))
        {
            if (text[last] == '.') continue;
            mantissa /= 10;
            decimals--;
        }
        if (mantissa < (ulong)Powers[maxDigits] && decimals <= MaxDecimals)
        {
            number = new DecimalText(negative ? -(long)mantissa : (long)mantissa, decimals, Rounded: false);
            return true;
        }
        return TryParseCarefully(text, start, negative, maxDigits, out number);
    }

    static bool TryParseCarefully(ReadOnlySpan<byte> text, int start, bool negative, int maxDigits, out DecimalText number)
    {
        number = default;
        ulong mantissa = 0;
        int kept = 0, dropped = 0, decimals = 0, seen = 0, next = -1;
        bool afterPoint = false, sticky = false;
        var i = start;
        for (; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '.' && !afterPoint) afterPoint = true;
            else if ((uint)c - '0' <= 9)
            {
                seen++;
                var digit = c - '0';
                if (afterPoint) decimals++;
                if (kept == 0 && digit == 0) continue;
                if (kept < maxDigits)
                {
                    mantissa = (mantissa * 10) + (uint)digit;
                    kept++;
                }
                else
                {
                    if (dropped++ == 0) next = digit;
                    else sticky |= digit != 0;
                }
            }
            else break;
        }
        if (seen == 0) return false;
        var exponent = 0;
        if (i < text.Length && !TryParseExponent(text[i..], out exponent)) return false;
        decimals -= dropped + exponent;
        var rounded = next > 0 || sticky;
        if (next > 5 || (next == 5 && (sticky || (mantissa & 1) == 1))) mantissa++;
        if (mantissa == 0)
        {
            number = new DecimalText(0, 0, rounded);
            return true;
        }
        while (decimals > 0 && mantissa % 10 == 0)
        {
            mantissa /= 10;
            decimals--;
        }
        for (; decimals < 0; decimals++)
        {
            if (mantissa >= (ulong)Powers[maxDigits - 1]) return false;
            mantissa *= 10;
        }
        if (decimals == 0 && mantissa >= (ulong)Powers[maxDigits]) return false;
        if (decimals > MaxDecimals) (mantissa, decimals, rounded) = (0, 0, true);
        number = new DecimalText(negative ? -(long)mantissa : (long)mantissa, decimals, rounded);
        return true;
    }

    static bool TryParseExponent(ReadOnlySpan<byte> text, out int exponent)
    {
        exponent = 0;
        if (text[0] is not ((byte)'e' or (byte)'E') || text.Length < 2) return false;
        var i = text[1] is (byte)'-' or (byte)'+' ? 2 : 1;
        if (i == text.Length || text.Length - i > 4) return false;
        var negative = text[1] == '-';
        for (; i < text.Length; i++)
        {
            var digit = (uint)text[i] - '0';
            if (digit > 9) return false;
            exponent = (exponent * 10) + (int)digit;
        }
        if (negative) exponent = -exponent;
        return true;
    }

    /// <summary>The smallest e with |value| below 10^e.</summary>
    public static int Magnitude(long mantissa, int decimals) => DigitCount(mantissa) - decimals;

    /// <summary>Decimal digits of a number, 0 for 0.</summary>
    public static int DigitCount(long mantissa)
    {
        var value = Math.Abs(mantissa);
        if (value == 0) return 0;
        var guess = ((64 - System.Numerics.BitOperations.LeadingZeroCount((ulong)value)) * 1233) >> 12;
        return guess < 19 && value >= Powers[guess] ? guess + 1 : guess;
    }

    /// <summary>The number in whole units of 10^−scale; <paramref name="rounded"/> tells whether digits were dropped (half to even).</summary>
    public static long ToUnits(long mantissa, int decimals, int scale, out bool rounded)
    {
        rounded = false;
        if (decimals <= scale) return mantissa * Powers[scale - decimals];
        var shift = decimals - scale;
        if (shift > 18)
        {
            rounded = mantissa != 0;
            return 0;
        }
        var (units, rest) = Math.DivRem(mantissa, Powers[shift]);
        if (rest == 0) return units;
        rounded = true;
        var half = Powers[shift] / 2;
        var size = Math.Abs(rest);
        return size > half || (size == half && (units & 1) == 1) ? units + Math.Sign(mantissa) : units;
    }

    static long[] MakePowers()
    {
        var powers = new long[19];
        powers[0] = 1;
        for (var i = 1; i < powers.Length; i++) powers[i] = powers[i - 1] * 10;
        return powers;
    }
}
