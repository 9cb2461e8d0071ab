using System.Globalization;
using Argosy.Core.Values;

namespace Argosy.Hosting.Deploying;

/// <summary>Minutes of the calendar in UTC by five fields: minute, hour, day of the month, month, day of the week (0 and 7: Sunday).</summary>
/// <remarks>A field is * or a list of numbers and ranges with commas, each with a step after a slash. Where both days are restricted one of them is enough, as cron has it.</remarks>
public sealed class CronTime
{
    static readonly (string Name, int Least, int Most)[] Fields = [("minute", 0, 59), ("hour", 0, 23), ("day", 1, 31), ("month", 1, 12), ("weekday", 0, 7)];

    // February 29th comes again within eight years.
    const int MostDays = 366 * 9;

    readonly bool[][] _fields;
    readonly bool _isAnyDay, _isAnyWeekday;
    readonly string _text;

    CronTime(string text, bool[][] fields, bool isAnyDay, bool isAnyWeekday) => (_text, _fields, _isAnyDay, _isAnyWeekday) = (text, fields, isAnyDay, isAnyWeekday);

    /// <summary>Reads five fields, or says which one is wrong.</summary>
    public static Result<CronTime> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (words.Length != Fields.Length) return Error.BadInput($"schedule: '{text}' has {words.Length} fields; expected minute hour day month weekday in UTC, e.g. 0 8 * * 1-5");
        var fields = new bool[Fields.Length][];
        for (var i = 0; i < words.Length; i++)
        {
            if (ReadField(words[i], Fields[i].Least, Fields[i].Most) is not { } field) return Error.BadInput($"schedule: '{words[i]}' is no {Fields[i].Name}; expected * or numbers from {Fields[i].Least} to {Fields[i].Most}, e.g. 0,30 or 1-5 or */15");
            fields[i] = field;
        }
        fields[4][0] |= fields[4][7];
        var schedule = new CronTime(string.Join(' ', words), fields, words[2] == "*", words[4] == "*");
        return schedule.Next(0) is null ? Error.BadInput($"schedule: '{text}' never comes") : schedule;
    }

    /// <summary>The first minute after a time, both Unix ms; null where there is none within nine years.</summary>
    public long? Next(long after)
    {
        var first = DateTimeOffset.FromUnixTimeMilliseconds(after).UtcDateTime;
        first = first.AddTicks(TimeSpan.TicksPerMinute - (first.Ticks % TimeSpan.TicksPerMinute));
        var day = first.Date;
        for (var days = 0; days < MostDays; days++, day = day.AddDays(1))
        {
            if (!IsDay(day)) continue;
            for (var minute = days == 0 ? (int)first.TimeOfDay.TotalMinutes : 0; minute < 1_440; minute++)
            {
                if (_fields[1][minute / 60] && _fields[0][minute % 60]) return new DateTimeOffset(day, TimeSpan.Zero).AddMinutes(minute).ToUnixTimeMilliseconds();
            }
        }
        return null;
    }

    /// <inheritdoc/>
    public override string ToString() => _text;

    bool IsDay(DateTime day)
    {
        if (!_fields[3][day.Month]) return false;
        var (isDay, isWeekday) = (_fields[2][day.Day], _fields[4][(int)day.DayOfWeek]);
        return _isAnyDay ? isWeekday : _isAnyWeekday ? isDay : isDay || isWeekday;
    }

    static bool[]? ReadField(string word, int least, int most)
    {
        var field = new bool[most + 1];
        foreach (var part in word.Split(','))
        {
            var (range, step) = part.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash ? (part[..slash], Number(part[(slash + 1)..], 1, most)) : (part, 1);
            var hyphen = range.IndexOf('-', StringComparison.Ordinal);
            var from = range == "*" ? least : Number(hyphen > 0 ? range[..hyphen] : range, least, most);
            var to = range == "*" ? most : hyphen > 0 ? Number(range[(hyphen + 1)..], least, most) : part.Contains('/', StringComparison.Ordinal) ? most : from;
            if (from is null || to is null || step is null || from > to) return null;
            for (var i = from.Value; i <= to; i += step.Value) field[i] = true;
        }
        return field;
    }

    static int? Number(string text, int least, int most) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : null;
}
