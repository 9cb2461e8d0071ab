namespace Argosy.Data.Numbers;

/// <summary>Times in market data files: Unix seconds, ms, µs or ns (floats too), ISO dates with or without zone, and a few exchanges' own spellings.</summary>
internal static class TimeText
{
    const long MillisecondsFrom = 100_000_000_000, MicrosecondsFrom = MillisecondsFrom * 1000, NanosecondsFrom = MicrosecondsFrom * 1000;
    const long Latest = 7_258_118_400_000; // 2200-01-01
    const long DayMs = 86_400_000;

    /// <summary>Reads a time as Unix ms UTC; a time without zone is UTC; what lies below a ms is dropped.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out long time)
    {
        long number = 0;
        var i = 0;
        for (; i < text.Length && i < 20; i++)
        {
            var digit = (uint)text[i] - '0';
            if (digit > 9) break;
            number = (number * 10) + digit;
        }
        if (i == text.Length && i is > 0 and < 20 && (i != 8 || number is < 19000101 or > 22000101)) return FromNumber(number, 0, out time);
        if (i is > 8 and < 20 && i < text.Length && text[i] == '.') return FromFloat(number, text[(i + 1)..], out time);
        if (i is > 0 and < 20 && i < text.Length && text[i] is (byte)'.' or (byte)'e' or (byte)'E') return FromScientific(text, out time);
        return TryParseDate(text, out time);
    }

    static bool FromFloat(long number, ReadOnlySpan<byte> fraction, out long time)
    {
        time = 0;
        var thousandths = 0L;
        for (var i = 0; i < fraction.Length; i++)
        {
            var digit = (uint)fraction[i] - '0';
            if (digit > 9) return false;
            if (i < 3) thousandths = (thousandths * 10) + digit;
        }
        for (var i = fraction.Length; i < 3; i++) thousandths *= 10;
        return FromNumber(number, thousandths, out time);
    }

    static bool FromScientific(ReadOnlySpan<byte> text, out long time)
    {
        time = 0;
        if (!DecimalText.TryParse(text, 18, out var number)) return false;
        var whole = DecimalText.ToUnits(number.Mantissa, number.Decimals, 0, out _);
        return whole > 0 && FromNumber(whole, 0, out time);
    }

    static bool FromNumber(long number, long thousandths, out long time)
    {
        time = number switch
        {
            < MillisecondsFrom => (number * 1000) + thousandths,
            < MicrosecondsFrom => number,
            < NanosecondsFrom => number / 1000,
            _ => number / 1_000_000,
        };
        return time is >= 0 and < Latest;
    }

    static bool TryParseDate(ReadOnlySpan<byte> text, out long time)
    {
        time = 0;
        var at = 0;
        if (!Digits(text, ref at, 4, out var year)) return false;
        var separator = at < text.Length && text[at] is (byte)'-' or (byte)'/' ? text[at++] : (byte)0;
        if (!Digits(text, ref at, 2, out var month)) return false;
        if (separator != 0 && (at >= text.Length || text[at++] != separator)) return false;
        if (!Digits(text, ref at, 2, out var day)) return false;
        if (year is < 1970 or >= 2200 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return false;
        time = (new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc).Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond;
        if (at == text.Length) return true;
        if (text[at] is not ((byte)'T' or (byte)' ')) return false;
        at++;
        return TryParseClock(text, ref at, out var clock, out var zone) && at == text.Length && InRange(time += clock - zone);
    }

    static bool InRange(long time) => time is >= 0 and < Latest;

    static bool TryParseClock(ReadOnlySpan<byte> text, ref int at, out long clock, out long zone)
    {
        zone = 0;
        clock = 0;
        if (!Digits(text, ref at, 2, out var hour)) return false;
        var rest = text[at..];
        if (rest.SequenceEqual("-AM"u8) || rest.SequenceEqual("-PM"u8))
        {
            if (hour is < 1 or > 12) return false;
            clock = ((hour % 12) + (rest[1] == 'P' ? 12 : 0)) * 3_600_000L;
            at = text.Length;
            return true;
        }
        if (hour > 24 || at >= text.Length || text[at++] != ':' || !Digits(text, ref at, 2, out var minute) || minute > 59) return false;
        int second = 0, millisecond = 0;
        if (at < text.Length && text[at] == ':')
        {
            at++;
            if (!Digits(text, ref at, 2, out second) || second > 59) return false;
            if (at < text.Length && text[at] is (byte)'.' or (byte)',')
            {
                at++;
                var count = 0;
                for (; at < text.Length && (uint)text[at] - '0' <= 9; at++, count++) if (count < 3) millisecond = (millisecond * 10) + text[at] - '0';
                if (count == 0) return false;
                for (; count < 3; count++) millisecond *= 10;
            }
        }
        clock = (((((hour * 60L) + minute) * 60) + second) * 1000) + millisecond;
        return clock <= DayMs && TryParseZone(text, ref at, out zone);
    }

    static bool TryParseZone(ReadOnlySpan<byte> text, ref int at, out long zone)
    {
        zone = 0;
        var rest = text[at..];
        if (rest.IsEmpty) return true;
        if (rest.SequenceEqual("Z"u8) || rest.SequenceEqual("z"u8) || rest.SequenceEqual(" UTC"u8) || rest.SequenceEqual("UTC"u8))
        {
            at = text.Length;
            return true;
        }
        if (rest[0] is not ((byte)'+' or (byte)'-')) return false;
        var sign = rest[0] == '-' ? -1 : 1;
        at++;
        if (!Digits(text, ref at, 2, out var hours)) return false;
        if (at < text.Length && text[at] == ':') at++;
        var minutes = 0;
        if (at < text.Length && !Digits(text, ref at, 2, out minutes)) return false;
        zone = sign * ((hours * 60L) + minutes) * 60_000;
        return hours <= 14 && minutes <= 59;
    }

    static bool Digits(ReadOnlySpan<byte> text, ref int at, int count, out int value)
    {
        value = 0;
        if (at + count > text.Length) return false;
        for (var end = at + count; at < end; at++)
        {
            var digit = (uint)text[at] - '0';
            if (digit > 9) return false;
            value = (value * 10) + (int)digit;
        }
        return true;
    }
}
