namespace Argosy.Strategies.Consensus.Rules;

/// <summary>Name and one-line meaning of a rule that votes yes or no.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class RuleAttribute(string name, string summary) : Attribute
{
    /// <summary>Kebab-case name.</summary>
    public string Name { get; } = name;

    /// <summary>When it says yes, one sentence.</summary>
    public string Summary { get; } = summary;
}
