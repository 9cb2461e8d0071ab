namespace Argosy.Research.Reports;

/// <summary>One year of the monthly table.</summary>
/// <param name="Year">Calendar year, UTC.</param>
/// <param name="Months">Return of each month, January first, ratio; null outside the test or where nothing was there to grow from.</param>
/// <param name="Total">Return over the year's tested part, ratio.</param>
public sealed record MonthlyReturns(int Year, IReadOnlyList<double?> Months, double? Total)
{
    /// <summary>The years of a test in order. A month's return is its last day's equity against the last of the month before.</summary>
    public static IReadOnlyList<MonthlyReturns> Of(DailyPoints days)
    {
        ArgumentNullException.ThrowIfNull(days);
        List<MonthlyReturns> years = [];
        var (monthStart, yearStart) = (days.Start, days.Start);
        var months = new double?[12];
        for (var i = 0; i < days.Values.Count; i++)
        {
            var date = Date(days.FirstDay + i);
            var value = days.Values[i];
            var ends = i == days.Values.Count - 1;
            var next = Date(days.FirstDay + i + 1);
            if (ends || next.Month != date.Month)
            {
                months[date.Month - 1] = Growth(monthStart, value);
                monthStart = value;
            }
            if (!ends && next.Year == date.Year) continue;
            years.Add(new MonthlyReturns(date.Year, months, Growth(yearStart, value)));
            (months, yearStart) = (new double?[12], value);
        }
        return years;
    }

    static double? Growth(double from, double to) => from > 0 ? (to / from) - 1 : null;

    static DateOnly Date(long day) => DateOnly.FromDayNumber((int)(day + DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber));
}
