namespace Argosy.Campaign.Tests.Running;

/// <summary>Tests beside which no other one runs in their process: they look at its memory.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    /// <summary>The collection's name.</summary>
    public const string Name = "alone";
}
