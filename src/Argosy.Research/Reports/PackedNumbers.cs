using System.Buffers;

namespace Argosy.Research.Reports;

/// <summary>Columns of whole numbers as short text: differences, zigzag, seven bits a byte, base64. A report's script reads it back.</summary>
public static class PackedNumbers
{
    /// <summary>Greatest absolute value: a script's numbers hold every difference of two exactly.</summary>
    public const long Limit = 1L << 51;

    /// <summary>The text of a column; empty for none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is beyond ±<see cref="Limit"/>.</exception>
    public static string Pack(ReadOnlySpan<long> values)
    {
        var bytes = new ArrayBufferWriter<byte>(Math.Max(16, values.Length * 2));
        long before = 0;
        foreach (var value in values)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, Limit);
            ArgumentOutOfRangeException.ThrowIfLessThan(value, -Limit);
            var difference = value - before;
            Write(bytes, (ulong)((difference << 1) ^ (difference >> 63)));
            before = value;
        }
        return Convert.ToBase64String(bytes.WrittenSpan);
    }

    /// <summary>The column a text stands for.</summary>
    /// <exception cref="FormatException">It is no such text.</exception>
    public static long[] Unpack(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        List<long> values = [];
        long before = 0;
        ulong bits = 0;
        var shift = 0;
        foreach (var b in Convert.FromBase64String(text))
        {
            if (shift > 56) throw new FormatException("a packed number is longer than 63 bits");
            bits |= (ulong)(b & 0x7F) << shift;
            shift += 7;
            if ((b & 0x80) != 0) continue;
            before += (long)(bits >> 1) ^ -(long)(bits & 1);
            values.Add(before);
            (bits, shift) = (0, 0);
        }
        return shift == 0 ? [.. values] : throw new FormatException("a packed column ends inside a number");
    }

    static void Write(ArrayBufferWriter<byte> bytes, ulong value)
    {
        var span = bytes.GetSpan(10);
        var length = 0;
        while (value >= 0x80)
        {
            span[length++] = (byte)(value | 0x80);
            value >>= 7;
        }
        span[length++] = (byte)value;
        bytes.Advance(length);
    }
}
