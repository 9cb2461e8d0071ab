using Argosy.Research.Statistics;

namespace Argosy.Research.Validation;

/// <summary>Gathers the returns of many series on some evenly chosen days.</summary>
sealed class GrowthFan
{
    /// <summary>Most days kept after the start.</summary>
    public const int MaxDays = 60;

    readonly int[] _days;
    readonly int[] _row;
    readonly double[][] _returns;

    /// <summary>A fan of series of <paramref name="days"/> days.</summary>
    public GrowthFan(int days, int runs)
    {
        var kept = Math.Min(days, MaxDays);
        _days = [.. Enumerable.Range(1, kept).Select(k => (int)((long)days * k / kept))];
        _row = new int[days + 1];
        Array.Fill(_row, -1);
        for (var i = 0; i < kept; i++) _row[_days[i]] = i;
        _returns = [.. _days.Select(_ => new double[runs])];
    }

    /// <summary>Takes the return of a series at the end of a day, counted from 1.</summary>
    public void Add(int run, int day, double value)
    {
        if (_row[day] is >= 0 and var row) _returns[row][run] = value;
    }

    /// <summary>The start and every kept day.</summary>
    public IReadOnlyList<FanDay> Days() =>
        [new FanDay(0, new Quantiles(0, 0, 0, 0, 0, 0, 0, 0)), .. _days.Select((day, i) => new FanDay(day, Quantiles.Of(_returns[i])!))];
}
