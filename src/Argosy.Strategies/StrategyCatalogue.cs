using Argosy.Core.Values;
using Argosy.Engine.Strategies;
using Argosy.Strategies.BuiltIn;
using Argosy.Strategies.Consensus;
using Argosy.Strategies.Prediction;

namespace Argosy.Strategies;

/// <summary>The built-in strategies, each registered by one line.</summary>
public static class StrategyCatalogue
{
    /// <summary>All of them, in the order of the reference.</summary>
    public static IReadOnlyList<StrategyDescriptor> All { get; } =
    [
        StrategyDescriptor.Of(typeof(BuyAndHold)),
        StrategyDescriptor.Of(typeof(MovingAverage)),
        StrategyDescriptor.Of(typeof(MovingAverageCross)),
        StrategyDescriptor.Of(typeof(MacdSign)),
        StrategyDescriptor.Of(typeof(Momentum)),
        StrategyDescriptor.Of(typeof(BollingerReversal)),
        StrategyDescriptor.Of(typeof(RsiReversal)),
        StrategyDescriptor.Of(typeof(DonchianBreakout)),
        StrategyDescriptor.Of(typeof(KeltnerBreakout)),
        StrategyDescriptor.Of(typeof(SupertrendFollower)),
        StrategyDescriptor.Of(typeof(Hammer)),
        StrategyDescriptor.Of(typeof(ShootingStar)),
        StrategyDescriptor.Of(typeof(Engulfing)),
        StrategyDescriptor.Of(typeof(AdxTrend)),
        StrategyDescriptor.Of(typeof(IchimokuCloud)),
        StrategyDescriptor.Of(typeof(ParabolicFlip)),
        StrategyDescriptor.Of(typeof(SqueezeRelease)),
        StrategyDescriptor.Of(typeof(ZScoreReversion)),
        ConsensusMembers.Describe(FindVoter),
        StrategyDescriptor.Of(typeof(Grid)),
        StrategyDescriptor.Of(typeof(DollarCostAverage)),
        StrategyDescriptor.Of(typeof(PredictionFollower)),
        StrategyDescriptor.Of(typeof(ManagedTrade)),
        StrategyDescriptor.Of(typeof(EveryBar)),
    ];

    // A delegate of its own: the list is still being made when the consensus is described.
    static Result<StrategyDescriptor> FindVoter(string name) => Find(name);

    /// <summary>The strategy of a name (kebab-case), or an error that suggests one.</summary>
    public static Result<StrategyDescriptor> Find(string name)
    {
        foreach (var descriptor in All)
        {
            if (string.Equals(descriptor.Name, name, StringComparison.OrdinalIgnoreCase)) return descriptor;
        }
        var names = All.Select(d => d.Name).ToArray();
        return Error.NotFound($"there is no strategy '{name}'{Suggestion.Phrase(name, names)} (built in: {string.Join(", ", names)})");
    }
}
