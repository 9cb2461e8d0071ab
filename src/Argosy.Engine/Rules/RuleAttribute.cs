namespace Argosy.Engine.Rules;

/// <summary>Name and one-line meaning of a rule: an exit, a guard, a limit or a size.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class RuleAttribute(string name, string summary) : Attribute
{
    /// <summary>Kebab-case name.</summary>
    public string Name { get; } = name;

    /// <summary>What it does, one sentence.</summary>
    public string Summary { get; } = summary;

    /// <summary>How it may be written, e.g. <c>stop:2%</c>.</summary>
    public string Example { get; init; } = "";
}
