using Argosy.Core.Values;
using Argosy.Research.Metrics;

namespace Argosy.Research.Optimisation;

/// <summary>What a search wants: a metric or a formula, as great or as small as possible.</summary>
/// <param name="Formula">The figure.</param>
/// <param name="Sense">Which way it is wanted.</param>
public sealed record Objective(Formula Formula, Sense Sense)
{
    /// <summary>The figure as the user wrote it.</summary>
    public string Name => Formula.Text;

    /// <summary>Reads <c>sharpe</c>, <c>max:trades</c>, <c>min:maxDrawdown * 2 - cagr</c>. Without a prefix a metric has its own sense, a formula is made great.</summary>
    public static Result<Objective> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var trimmed = text.Trim();
        Sense? given = trimmed.StartsWith("max:", StringComparison.Ordinal) ? Sense.Max : trimmed.StartsWith("min:", StringComparison.Ordinal) ? Sense.Min : null;
        var formula = Formula.Parse(given is null ? trimmed : trimmed[4..].Trim());
        if (!formula.Ok) return formula.Error!;
        if (given is { } sense) return new Objective(formula.Value, sense);
        return (formula.Value.Metric?.Better ?? Better.Higher) switch
        {
            Better.Higher => new Objective(formula.Value, Sense.Max),
            Better.Lower => new Objective(formula.Value, Sense.Min),
            Better.Neither => Error.BadInput($"'{trimmed}' is neither better high nor low; expected max:{trimmed} or min:{trimmed}"),
        };
    }

    /// <summary>A value turned so that greater is better.</summary>
    public double Oriented(double value) => Sense == Sense.Max ? value : -value;
}

/// <summary>Which way a figure is wanted.</summary>
public enum Sense
{
    /// <summary>As great as possible.</summary>
    Max,
    /// <summary>As small as possible.</summary>
    Min,
}
