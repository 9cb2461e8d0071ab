using System.Buffers.Text;
using Argosy.Core.Values;

namespace Argosy.Venues.Wire;

/// <summary>Numbers as venues write them: plain decimal text, read exactly; never through a double.</summary>
internal static class NumberText
{
    const int FastDigits = 18;

    /// <summary>Reads an optional sign, digits and at most one point; no exponent, no NaN, at most 28 digits.</summary>
    public static bool TryDecimal(ReadOnlySpan<byte> text, out decimal value)
    {
        var (units, digits, point, start) = (0L, 0, -1, text.Length > 0 && text[0] == '-' ? 1 : 0);
        for (var i = start; i < text.Length; i++)
        {
            var digit = text[i] - '0';
            if ((uint)digit <= 9)
            {
                if (++digits <= FastDigits) units = (units * 10) + digit;
            }
            else if (text[i] == '.' && point < 0)
            {
                point = i;
            }
            else
            {
                value = 0;
                return false;
            }
        }
        value = 0;
        if (digits is 0 or > 28) return false;
        if (digits > FastDigits) return Utf8Parser.TryParse(text, out value, out var used) && used == text.Length;
        value = Exact.FromUnits(start == 1 ? -units : units, point < 0 ? 0 : text.Length - point - 1);
        return true;
    }
}
