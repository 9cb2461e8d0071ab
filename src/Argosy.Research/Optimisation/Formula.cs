using Argosy.Core.Values;
using Argosy.Research.Metrics;

namespace Argosy.Research.Optimisation;

/// <summary>A figure made of figures: numbers, names of metrics, + - * / ^, brackets and a few functions.</summary>
public sealed class Formula
{
    readonly Func<PerformanceMetrics, double> _of;

    internal Formula(string text, Metric? metric, Func<PerformanceMetrics, double> of)
    {
        Text = text;
        Metric = metric;
        _of = of;
    }

    /// <summary>What the user wrote, without blanks around it.</summary>
    public string Text { get; }

    /// <summary>The metric, where the formula is nothing but one; null otherwise.</summary>
    public Metric? Metric { get; }

    /// <summary>Reads a formula.</summary>
    /// <returns>The formula, or what is wrong with it and where (position counted from 1).</returns>
    public static Result<Formula> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new FormulaReader(text).Read();
    }

    /// <summary>Its value; null where a metric in it is undefined or the result is no finite number.</summary>
    public double? Of(PerformanceMetrics metrics)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        var value = _of(metrics);
        return double.IsFinite(value) ? value : null;
    }
}
