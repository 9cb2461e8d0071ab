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

    /// <summary>How many of the last closed bars of a series it reads at most, the newest among them; below 0 where it does not say, and all are kept.</summary>
    /// <remarks>A paper or live run keeps at least so many, and 256; reading further back there is an error. A backtest has all bars.</remarks>
    public int LooksBack { get; init; } = -1;
}
