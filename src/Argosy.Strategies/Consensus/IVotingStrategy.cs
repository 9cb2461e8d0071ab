using Argosy.Strategies.Consensus.Records;

namespace Argosy.Strategies.Consensus;

/// <summary>A strategy that decides by votes and keeps every round of them.</summary>
public interface IVotingStrategy
{
    /// <summary>The rounds so far; null before the run has begun.</summary>
    VoteRecord? Votes { get; }
}
