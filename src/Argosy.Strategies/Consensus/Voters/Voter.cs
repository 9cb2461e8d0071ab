using Argosy.Core.MarketData;
using Argosy.Engine.Strategies;
using Argosy.Strategies.Consensus.Counting;

namespace Argosy.Strategies.Consensus.Voters;

/// <summary>A voter with its place in a consensus. The instance serves one instrument of one run.</summary>
/// <param name="Id">Its name in this consensus.</param>
/// <param name="Inner">Who votes.</param>
public sealed record Voter(string Id, IVoter Inner)
{
    /// <summary>A strategy as a voter.</summary>
    public Voter(string id, IStrategy strategy)
        : this(id, new StrategyVoter(strategy))
    {
    }

    /// <summary>What it votes about.</summary>
    public VotingRound Round { get; init; } = VotingRound.Direction;

    /// <summary>Weight in mode weighted, 0 or more.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>Bars it sees; null for the run's own.</summary>
    public Timeframe? Timeframe { get; init; }

    /// <summary>What it is, for records.</summary>
    public string Rule { get; init; } = "";
}
