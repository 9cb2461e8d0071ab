using Argosy.Engine.Rules;
using Argosy.Strategies.Consensus.Counting;
using Argosy.Strategies.Consensus.Voters;

namespace Argosy.Strategies.Consensus.Rules;

/// <summary>The rules that vote yes or no, each registered by one line.</summary>
public static class VoterRules
{
    /// <summary>All of them: those of the bundle's BUY round, those of its SELL round, further patterns.</summary>
    public static RuleCatalogue<IVoter> Catalogue { get; } = new(
        "voter",
        typeof(OpenPositions),
        typeof(GridStep),
        typeof(BelowLowest),
        typeof(Rebalance),
        typeof(CalmMarket),
        typeof(HammerRule),
        typeof(RiskManagement),
        typeof(BearishEngulfing),
        typeof(AboveHighest),
        typeof(ProfitTaking),
        typeof(StopLoss),
        typeof(ShootingStarRule),
        typeof(BullishEngulfing),
        typeof(InverseHammer),
        typeof(HangingMan));

    /// <summary>The bundle: seven rules for BUY, then five for SELL.</summary>
    public static IReadOnlyList<(VotingRound Round, RuleDescriptor<IVoter> Rule)> Bundle { get; } =
        [.. Catalogue.All.Take(12).Select((rule, i) => (i < 7 ? VotingRound.Buy : VotingRound.Sell, rule))];

    /// <summary>The rule of a name; null where there is none.</summary>
    public static RuleDescriptor<IVoter>? Find(string name) => Catalogue.All.FirstOrDefault(rule => string.Equals(rule.Name, name, StringComparison.OrdinalIgnoreCase));
}
