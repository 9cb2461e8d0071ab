using Argosy.Core.MarketData;

namespace Argosy.Strategies.Consensus.Voters;

/// <summary>Somebody who votes: about a direction (−1, 0, 1), or yes (1) or no (0) to a lot bought or sold.</summary>
/// <remarks>One instance a run and instrument. Whatever it throws or answers is its own fault and stops nobody else.</remarks>
public interface IVoter
{
    /// <summary>Before the first bar.</summary>
    void OnStart(VoterView view)
    {
    }

    /// <summary>A bar has closed: the vote, or null for an abstention. Any other number, NaN included, is a fault.</summary>
    double? Vote(in Bar bar, VoterView view);
}
