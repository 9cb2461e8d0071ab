using System.Globalization;

namespace Argosy.Cli.Invocation;

/// <summary>Points in time as a user reads and writes them; always UTC.</summary>
static class Instants
{
    static readonly string[] Formats =
    [
        "yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFF",
        "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFK",
    ];

    /// <summary>Unix ms of a date, a date and time, or Unix ms as digits (nine or more); null for anything else.</summary>
    public static long? Parse(string text)
    {
        if (text.Length >= 9 && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number < 253_402_300_800_000 ? number : null;
        const DateTimeStyles style = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, style, out var date) ? date.ToUnixTimeMilliseconds() : null;
    }

    /// <summary>The shortest spelling that loses nothing a reader wants: a date, with the time where it is not midnight.</summary>
    public static string Text(long time)
    {
        var date = DateTimeOffset.FromUnixTimeMilliseconds(time);
        var format = date.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : date.TimeOfDay is { Seconds: 0, Milliseconds: 0 } ? "yyyy-MM-dd HH:mm" : "yyyy-MM-dd HH:mm:ss";
        return date.ToString(format, CultureInfo.InvariantCulture);
    }
}
