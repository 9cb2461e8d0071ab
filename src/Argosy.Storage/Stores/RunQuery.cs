using Argosy.Hosting.Ports;

namespace Argosy.Storage.Stores;

/// <summary>A filter on runs as SQL: conditions, an order in which nulls come last, and a place in that order to go on from.</summary>
internal static class RunQuery
{
    static readonly Dictionary<string, string> Sorted = new(StringComparer.Ordinal)
    {
        ["created"] = "r.created", ["strategy"] = "r.strategy", ["bot"] = "r.bot", ["timeframe"] = "r.timeframe", ["from"] = "r.from_time", ["to"] = "r.to_time", ["note"] = "r.note", ["star"] = "r.star", ["instruments"] = "r.instruments",
    };

    /// <summary>Conditions that need no order.</summary>
    public static string Where(RunFilter filter)
    {
        List<string> all = ["1 = 1"];
        void If(bool wanted, string condition)
        {
            if (wanted) all.Add(condition);
        }
        If(filter.Viewer is not null, "(r.owner = @Viewer OR r.shared = 1)");
        If(filter.Strategy is not null, "r.strategy = @Strategy");
        If(filter.Bot is not null, "r.bot = @Bot");
        If(filter.Instrument is not null, "r.instruments LIKE @instrument ESCAPE '!'");
        If(filter.Timeframe is not null, "r.timeframe = @Timeframe");
        If(filter.Tag is not null, "r.tags LIKE @tag ESCAPE '!'");
        If(filter.Star is not null, "r.star = @star");
        If(filter.From is not null, "r.created >= @From");
        If(filter.To is not null, "r.created < @To");
        return string.Join(" AND ", all);
    }

    /// <summary>The whole query over <paramref name="columns"/>; ties are broken by the number, in the same direction.</summary>
    public static string Page(RunFilter filter, string columns)
    {
        var (direction, beyond) = filter.Descending ? ("DESC", "<") : ("ASC", ">");
        if (filter.Sort == "id") return $"SELECT {columns} FROM runs r WHERE {Where(filter)}{(filter.After is null ? "" : $" AND r.id {beyond} @After")} ORDER BY r.id {direction} LIMIT @Limit";
        if (Sorted.TryGetValue(filter.Sort, out var column))
        {
            var place = filter.After is null ? "" : $" AND ({column} {beyond} (SELECT {column} FROM runs r WHERE r.id = @After) OR ({column} = (SELECT {column} FROM runs r WHERE r.id = @After) AND r.id {beyond} @After))";
            return $"SELECT {columns} FROM runs r WHERE {Where(filter)}{place} ORDER BY {column} {direction}, r.id {direction} LIMIT @Limit";
        }
        // A run without the figure stands behind all that have it.
        const string Last = "(SELECT value FROM run_figures WHERE run = @After AND name = @Sort)";
        var after = filter.After is null ? "" : $" AND (CASE WHEN {Last} IS NULL THEN f.value IS NULL AND r.id {beyond} @After ELSE f.value IS NULL OR f.value {beyond} {Last} OR (f.value = {Last} AND r.id {beyond} @After) END)";
        return $"SELECT {columns} FROM runs r LEFT JOIN run_figures f ON f.run = r.id AND f.name = @Sort WHERE {Where(filter)}{after} ORDER BY CASE WHEN f.value IS NULL THEN 1 ELSE 0 END, f.value {direction}, r.id {direction} LIMIT @Limit";
    }

    /// <summary>The filter's values by the names the SQL uses.</summary>
    public static object Parameters(RunFilter filter) => new
    {
        filter.Viewer, filter.Strategy, filter.Bot, filter.Timeframe, filter.From, filter.To, filter.Sort, filter.After, filter.Limit,
        instrument = Containing(filter.Instrument), tag = Containing(filter.Tag), star = filter.Star == true ? 1L : 0L,
    };

    static string? Containing(string? text) => text is null ? null : $"%,{text.Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal).Replace("_", "!_", StringComparison.Ordinal)},%";
}
