using System.Globalization;
using Argosy.Core.Values;
using Argosy.Research.Metrics;

namespace Argosy.Research.Optimisation;

/// <summary>What a parameter set must keep to be wanted at all.</summary>
/// <param name="Formula">The figure.</param>
/// <param name="Operator">How it is compared.</param>
/// <param name="Value">With what.</param>
public sealed record Constraint(Formula Formula, ConstraintOperator Operator, double Value)
{
    // An undefined figure keeps nothing; it stands behind every defined one.
    const double Undefined = 1e9;

    static readonly (string Text, ConstraintOperator Operator)[] Operators =
    [
        (">=", ConstraintOperator.AtLeast), ("<=", ConstraintOperator.AtMost), ("==", ConstraintOperator.Equal),
        (">", ConstraintOperator.Above), ("<", ConstraintOperator.Below), ("=", ConstraintOperator.Equal),
    ];

    /// <summary>The constraint as text that reads back the same.</summary>
    public string Text => $"{Formula.Text}{Spelling(Operator)}{Value.ToString("R", CultureInfo.InvariantCulture)}";

    /// <summary>Reads <c>trades&gt;=30</c> or <c>maxDrawdown &lt;= 20%</c>.</summary>
    public static Result<Constraint> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (var (sign, kind) in Operators)
        {
            var at = text.IndexOf(sign, StringComparison.Ordinal);
            if (at < 0) continue;
            var formula = Formula.Parse(text[..at]);
            if (!formula.Ok) return formula.Error!;
            var value = text[(at + sign.Length)..].Trim();
            var percent = value.EndsWith('%');
            const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
            if (!double.TryParse(percent ? value[..^1] : value, style, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
            {
                return Error.BadInput($"constraint '{text}': '{value}' after {sign} is not a number, e.g. trades>=30 or maxDrawdown<=20%");
            }
            return new Constraint(formula.Value, kind, percent ? number / 100 : number);
        }
        return Error.BadInput($"constraint '{text}' has no comparison; expected a metric or formula, one of >= <= > < =, and a number, e.g. trades>=30");
    }

    /// <summary>How far a run is from keeping it, relative to its value; 0 where it keeps it.</summary>
    public double Violation(PerformanceMetrics metrics)
    {
        if (Formula.Of(metrics) is not { } figure) return Undefined;
        var miss = Operator switch
        {
            ConstraintOperator.AtLeast => Value - figure,
            ConstraintOperator.AtMost => figure - Value,
            ConstraintOperator.Above => figure > Value ? 0 : Math.Max(Value - figure, double.Epsilon),
            ConstraintOperator.Below => figure < Value ? 0 : Math.Max(figure - Value, double.Epsilon),
            ConstraintOperator.Equal => Math.Abs(figure - Value),
        };
        return miss <= 0 ? 0 : Math.Clamp(miss / Math.Max(Math.Abs(Value), 1), double.Epsilon, Undefined);
    }

    /// <summary>The sign of a comparison.</summary>
    public static string Spelling(ConstraintOperator comparison) => comparison switch
    {
        ConstraintOperator.AtLeast => ">=",
        ConstraintOperator.AtMost => "<=",
        ConstraintOperator.Above => ">",
        ConstraintOperator.Below => "<",
        ConstraintOperator.Equal => "=",
    };
}

/// <summary>How a figure is compared.</summary>
public enum ConstraintOperator
{
    /// <summary>At least the value.</summary>
    AtLeast,
    /// <summary>At most the value.</summary>
    AtMost,
    /// <summary>Above the value.</summary>
    Above,
    /// <summary>Below the value.</summary>
    Below,
    /// <summary>The value itself.</summary>
    Equal,
}
