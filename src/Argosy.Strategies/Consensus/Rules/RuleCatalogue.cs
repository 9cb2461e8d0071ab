using Argosy.Strategies.Consensus.Counting;

namespace Argosy.Strategies.Consensus.Rules;

/// <summary>The built-in rules, each registered by one line.</summary>
public static class RuleCatalogue
{
    /// <summary>The rules of the bundle: the BUY round's, then the SELL round's.</summary>
    public static IReadOnlyList<RuleDescriptor> Bundle { get; } =
    [
        RuleDescriptor.Of<OpenPositions>(VotingRound.Buy),
        RuleDescriptor.Of<GridStep>(VotingRound.Buy),
        RuleDescriptor.Of<BelowLowest>(VotingRound.Buy),
        RuleDescriptor.Of<Rebalance>(VotingRound.Buy),
        RuleDescriptor.Of<CalmMarket>(VotingRound.Buy),
        RuleDescriptor.Of<HammerRule>(VotingRound.Buy),
        RuleDescriptor.Of<RiskManagement>(VotingRound.Buy),
        RuleDescriptor.Of<BearishEngulfing>(VotingRound.Sell),
        RuleDescriptor.Of<AboveHighest>(VotingRound.Sell),
        RuleDescriptor.Of<ProfitTaking>(VotingRound.Sell),
        RuleDescriptor.Of<StopLoss>(VotingRound.Sell),
        RuleDescriptor.Of<ShootingStarRule>(VotingRound.Sell),
    ];

    /// <summary>All rules: the bundle's and further patterns.</summary>
    public static IReadOnlyList<RuleDescriptor> All { get; } =
    [
        .. Bundle,
        RuleDescriptor.Of<BullishEngulfing>(VotingRound.Buy),
        RuleDescriptor.Of<InverseHammer>(VotingRound.Buy),
        RuleDescriptor.Of<HangingMan>(VotingRound.Sell),
    ];

    /// <summary>The rule of a name; null where there is none.</summary>
    public static RuleDescriptor? Find(string name) => All.FirstOrDefault(rule => string.Equals(rule.Name, name, StringComparison.OrdinalIgnoreCase));
}
