namespace Argosy.Strategies.Consensus;

/// <summary>What a SELL that passes closes.</summary>
public enum LotClosing
{
    /// <summary>The oldest open lot.</summary>
    Oldest,
    /// <summary>All open lots.</summary>
    All,
}
