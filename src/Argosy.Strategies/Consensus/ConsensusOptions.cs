using Argosy.Strategies.Consensus.Counting;

namespace Argosy.Strategies.Consensus;

/// <summary>How a consensus counts and acts.</summary>
public sealed record ConsensusOptions
{
    /// <summary>How votes become a decision.</summary>
    public ConsensusMode Mode { get; init; }

    /// <summary>Weighted directions: share of the sum of all weights that must be exceeded, 0 to below 1.</summary>
    public double Threshold { get; init; }

    /// <summary>Factor of the BUY round, above 0.</summary>
    public double BuyFactor { get; init; } = 1.3;

    /// <summary>Factor of the SELL round, above 0.</summary>
    public double SellFactor { get; init; } = 0.5;

    /// <summary>A quorum of one's own; 0 for the one that tolerates a third of liars.</summary>
    public int Quorum { get; init; }

    /// <summary>What SELL closes.</summary>
    public LotClosing Lots { get; init; }

    /// <summary>Voters taken for silent.</summary>
    public IReadOnlyList<string> Muted { get; init; } = [];
}
