using System.Globalization;
using Argosy.Core.Values;

namespace Argosy.Core.MarketData;

/// <summary>A bar's length: so many milliseconds, or so many calendar months. Weeks begin Monday 00:00 UTC.</summary>
public readonly record struct Timeframe : IComparable<Timeframe>
{
    const long Second = 1000, Minute = 60 * Second, Hour = 60 * Minute, Day = 24 * Hour, Week = 7 * Day;
    // 1970-01-01 was a Thursday: the first Monday after it is day 4.
    const long FirstMonday = 4 * Day;

    Timeframe(long milliseconds, int months) => (Milliseconds, Months) = (milliseconds, months);

    /// <summary>Length in ms; 0 for calendar months.</summary>
    public long Milliseconds { get; }

    /// <summary>Length in calendar months; 0 for a fixed length.</summary>
    public int Months { get; }

    /// <summary>One minute.</summary>
    public static Timeframe OneMinute => new(Minute, 0);

    /// <summary>One hour.</summary>
    public static Timeframe OneHour => new(Hour, 0);

    /// <summary>One day.</summary>
    public static Timeframe OneDay => new(Day, 0);

    /// <summary>Length in ms, a month counted as 30 days: for sorting and for sums of time only.</summary>
    public long ApproximateMilliseconds => Months > 0 ? Months * 30 * Day : Milliseconds;

    /// <summary>A fixed length in milliseconds, above 0.</summary>
    public static Timeframe FromMilliseconds(long milliseconds) =>
        milliseconds > 0 ? new(milliseconds, 0) : throw new ArgumentOutOfRangeException(nameof(milliseconds));

    /// <summary>A number of calendar months, above 0.</summary>
    public static Timeframe FromMonths(int months) => months > 0 ? new(0, months) : throw new ArgumentOutOfRangeException(nameof(months));

    /// <summary>Reads 500ms, 1s, 5m, 4h, 1d, 1w or 1M (M = calendar month).</summary>
    public static Result<Timeframe> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var digits = 0;
        while (digits < text.Length && char.IsAsciiDigit(text[digits])) digits++;
        if (digits is > 0 and < 7 && int.Parse(text.AsSpan(0, digits), CultureInfo.InvariantCulture) is > 0 and var count)
        {
            switch (text[digits..])
            {
                case "ms": return new Timeframe(count, 0);
                case "s": return new Timeframe(count * Second, 0);
                case "m": return new Timeframe(count * Minute, 0);
                case "h": return new Timeframe(count * Hour, 0);
                case "d": return new Timeframe(count * Day, 0);
                case "w": return new Timeframe(count * Week, 0);
                case "M": return new Timeframe(0, count);
            }
        }
        return Error.BadInput($"'{text}' is no timeframe; expected a number and a unit, e.g. 1m, 5m, 1h, 1d, 1w or 1M");
    }

    /// <summary>The start of the period that holds <paramref name="time"/> (Unix ms).</summary>
    public long Floor(long time)
    {
        if (Months > 0)
        {
            var date = DateTimeOffset.FromUnixTimeMilliseconds(time);
            var month = (date.Year * 12) + date.Month - 1;
            return MonthStart(month - (month % Months));
        }
        var origin = Milliseconds % Week == 0 ? FirstMonday : 0;
        var offset = (time - origin) % Milliseconds;
        return time - (offset < 0 ? offset + Milliseconds : offset);
    }

    /// <summary>The end (exclusive) of the period that starts at <paramref name="openTime"/> (Unix ms).</summary>
    public long End(long openTime)
    {
        if (Months == 0) return openTime + Milliseconds;
        return DateTimeOffset.FromUnixTimeMilliseconds(openTime).AddMonths(Months).ToUnixTimeMilliseconds();
    }

    /// <summary>Shorter before longer.</summary>
    public int CompareTo(Timeframe other) => ApproximateMilliseconds.CompareTo(other.ApproximateMilliseconds);

    /// <summary>The shortest spelling, e.g. 90m stays 90m, 60m is 1h.</summary>
    public override string ToString()
    {
        if (Months > 0) return $"{Months}M";
        if (Milliseconds % Week == 0) return $"{Milliseconds / Week}w";
        if (Milliseconds % Day == 0) return $"{Milliseconds / Day}d";
        if (Milliseconds % Hour == 0) return $"{Milliseconds / Hour}h";
        if (Milliseconds % Minute == 0) return $"{Milliseconds / Minute}m";
        return Milliseconds % Second == 0 ? $"{Milliseconds / Second}s" : $"{Milliseconds}ms";
    }

    static long MonthStart(int month) => new DateTimeOffset(month / 12, (month % 12) + 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
}
