namespace Argosy.Engine.Strategies;

/// <summary>Name and one-line meaning of a strategy type.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class StrategyAttribute(string name, string summary) : Attribute
{
    /// <summary>Kebab-case name.</summary>
    public string Name { get; } = name;

    /// <summary>What it does, one sentence.</summary>
    public string Summary { get; } = summary;

    /// <summary>Whether it sends orders of its own instead of stating targets.</summary>
    public bool SendsOrders { get; init; }
}
