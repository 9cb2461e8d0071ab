namespace Argosy.Research.Reports;

/// <summary>Sharpe ratio and volatility of the last so many days, one value a day.</summary>
/// <param name="Days">Length of the window, days.</param>
/// <param name="Sharpe">Mean / sample deviation · √365 of the window that ends with each day; null before it is full or where the deviation is zero.</param>
/// <param name="Volatility">Sample deviation · √365; null before the window is full.</param>
public sealed record RollingFigures(int Days, IReadOnlyList<double?> Sharpe, IReadOnlyList<double?> Volatility)
{
    // Below this share of the mean square a variance is what rounding left over.
    const double Nothing = 1e-13;

    /// <summary>The figures over windows of <paramref name="days"/> daily returns, two or more.</summary>
    public static RollingFigures Of(IReadOnlyList<double?> returns, int days)
    {
        ArgumentNullException.ThrowIfNull(returns);
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 2);
        var (sharpe, volatility) = (new double?[returns.Count], new double?[returns.Count]);
        for (var end = days; end <= returns.Count; end++)
        {
            if (Window(returns, end - days, days) is not var (mean, variance)) continue;
            volatility[end - 1] = Math.Sqrt(variance * 365);
            if (variance > Nothing * mean * mean && variance > 0) sharpe[end - 1] = mean / Math.Sqrt(variance) * Math.Sqrt(365);
        }
        return new RollingFigures(days, sharpe, volatility);
    }

    static (double Mean, double Variance)? Window(IReadOnlyList<double?> returns, int start, int days)
    {
        var sum = 0.0;
        for (var i = start; i < start + days; i++)
        {
            if (returns[i] is not { } value) return null;
            sum += value;
        }
        var (mean, squares) = (sum / days, 0.0);
        for (var i = start; i < start + days; i++) squares += (returns[i]!.Value - mean) * (returns[i]!.Value - mean);
        return (mean, squares / (days - 1));
    }
}
