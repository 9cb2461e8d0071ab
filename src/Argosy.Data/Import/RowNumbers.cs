using System.Runtime.CompilerServices;
using System.Text;
using Argosy.Data.Numbers;

namespace Argosy.Data.Import;

/// <summary>Puts the text of one field into a row; answers null, or the reason why the text is refused.</summary>
internal static class RowNumbers
{
    /// <summary>Significant digits a price keeps.</summary>
    public const int PriceDigits = 15;

    /// <summary>Significant digits a volume keeps.</summary>
    public const int VolumeDigits = 18;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static string? Time(RawBars bars, int row, ReadOnlySpan<byte> text) =>
        TimeText.TryParse(text, out bars.Times[row]) ? null : $"'{Show(text)}' is no time; expected Unix seconds, ms, µs or ns, or e.g. 2024-01-31T00:00:00";

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static string? Price(RawBars bars, int row, int column, ReadOnlySpan<byte> text)
    {
        if (!DecimalText.TryParse(text, PriceDigits, out var number)) return Refusal(text, PriceDigits);
        if (number.Mantissa <= 0) return $"'{Show(text)}' is no price; prices are above zero";
        bars.Prices[column][row] = number.Mantissa;
        bars.PriceDecimals[column][row] = (byte)number.Decimals;
        if (number.Rounded) bars.Rounded++;
        return null;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static string? Volume(RawBars bars, int row, ReadOnlySpan<byte> text)
    {
        if (!DecimalText.TryParse(text, VolumeDigits, out var number)) return Refusal(text, VolumeDigits);
        if (number.Mantissa < 0) return $"'{Show(text)}' is no volume; volumes are not negative";
        bars.Volumes[row] = number.Mantissa;
        bars.VolumeDecimals[row] = (byte)number.Decimals;
        if (number.Rounded) bars.VolumesRounded++;
        return null;
    }

    /// <summary>Why a text is refused as a number.</summary>
    public static string Refusal(ReadOnlySpan<byte> text, int digits)
    {
        if (text.IsEmpty) return "the field is empty; expected a number";
        return (uint)text[0] - '0' <= 9 && DecimalText.TryParse(text, 18, out _) || text.Length > digits && text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') is < 0 or > 15
            ? $"'{Show(text)}' has more than {digits} digits before the point"
            : $"'{Show(text)}' is no number";
    }

    /// <summary>A field's text for a message.</summary>
    public static string Show(ReadOnlySpan<byte> text) => Encoding.UTF8.GetString(text.Length <= 40 ? text : text[..40]);
}
