using System.Globalization;
using Argosy.Research.Metrics;

namespace Argosy.Cli.Backtesting;

/// <summary>Figures as people read them; what is undefined is a dash.</summary>
static class FigureText
{
    /// <summary>What stands for an undefined figure.</summary>
    public const string Undefined = "-";

    /// <summary>A ratio in percent.</summary>
    public static string Percent(double? ratio, bool signed = false)
    {
        if (ratio is not { } value) return Undefined;
        var percent = value * 100;
        var digits = Math.Abs(percent) < 10_000 ? "0.00" : "#,0";
        return percent.ToString(signed ? $"+{digits};-{digits};{digits}" : digits, CultureInfo.InvariantCulture) + " %";
    }

    /// <summary>A plain number.</summary>
    public static string Number(double? value, string format = "0.00") => value is { } number ? number.ToString(format, CultureInfo.InvariantCulture) : Undefined;

    /// <summary>Money: two decimals, more where the amount is small.</summary>
    public static string Money(decimal? amount)
    {
        if (amount is not { } value) return Undefined;
        var format = Math.Abs(value) switch
        {
            0 => "0",
            >= 10 => "#,0.00",
            >= 0.1m => "0.0000",
            _ => "0.00000000",
        };
        return value.ToString(format, CultureInfo.InvariantCulture);
    }

    /// <summary>A length of time from minutes.</summary>
    public static string Minutes(double? minutes) => minutes switch
    {
        null => Undefined,
        < 120 => $"{Number(minutes, "0.#")} min",
        < 2 * 1440 => $"{Number(minutes / 60, "0.#")} h",
        _ => $"{Number(minutes / 1440, "0.#")} d",
    };

    /// <summary>Any figure in its unit.</summary>
    public static string Of(Metric metric, MetricValue value)
    {
        if (value.IsNull) return Undefined;
        return metric.Unit switch
        {
            MetricUnit.Ratio => IsMultiple(metric.Name) ? Number(value.Number) : Percent(value.Number),
            MetricUnit.Money => Money(value.Money),
            MetricUnit.Count => Number(value.Number, "#,0"),
            MetricUnit.Days => $"{Number(value.Number, "0.#")} d",
            MetricUnit.Minutes => Minutes(value.Number),
        };
    }

    /// <summary>A count with separators.</summary>
    public static string Count(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    // Ratios that nobody reads in percent.
    static bool IsMultiple(string name) => name is "sharpe" or "sortino" or "calmar" or "profitFactor" or "sqn" or "turnover";
}
