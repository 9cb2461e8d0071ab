namespace Argosy.Research.Reports;

/// <summary>How far the daily returns of two runs move together.</summary>
public static class DailyCorrelation
{
    /// <summary>Pearson's correlation over the days both have, −1..1; null with fewer than three such days or where one does not vary.</summary>
    public static double? Of(DailyPoints a, DailyPoints b)
    {
        var (x, y) = (a.Returns(), b.Returns());
        var first = Math.Max(a.FirstDay, b.FirstDay);
        var last = Math.Min(a.FirstDay + x.Count, b.FirstDay + y.Count);
        List<(double X, double Y)> pairs = [];
        for (var day = first; day < last; day++)
        {
            if (x[(int)(day - a.FirstDay)] is { } u && y[(int)(day - b.FirstDay)] is { } v) pairs.Add((u, v));
        }
        if (pairs.Count < 3) return null;
        var (meanX, meanY) = (pairs.Average(p => p.X), pairs.Average(p => p.Y));
        var (xx, yy) = (pairs.Sum(p => (p.X - meanX) * (p.X - meanX)), pairs.Sum(p => (p.Y - meanY) * (p.Y - meanY)));
        if (xx <= 0 || yy <= 0) return null;
        return Math.Clamp(pairs.Sum(p => (p.X - meanX) * (p.Y - meanY)) / Math.Sqrt(xx * yy), -1, 1);
    }
}
