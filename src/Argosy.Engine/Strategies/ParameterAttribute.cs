namespace Argosy.Engine.Strategies;

/// <summary>Range and help of a strategy's constructor parameter; its default is the constructor's own.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ParameterAttribute(string help) : Attribute
{
    /// <summary>What it means, one phrase.</summary>
    public string Help { get; } = help;

    /// <summary>Smallest value allowed; NaN for none.</summary>
    public double Minimum { get; init; } = double.NaN;

    /// <summary>Largest value allowed; NaN for none.</summary>
    public double Maximum { get; init; } = double.NaN;

    /// <summary>Unit for display, e.g. bars or ratio.</summary>
    public string Unit { get; init; } = "";
}
