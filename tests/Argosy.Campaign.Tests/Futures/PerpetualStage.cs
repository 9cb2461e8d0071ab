using Argosy.Campaign.Tests.Running;
using Argosy.Campaign.Tests.Virtual;
using Argosy.Core.Values;
using Argosy.Testnet.Hosting;

namespace Argosy.Campaign.Tests.Futures;

/// <summary>Sets the stage for a run on a perpetual.</summary>
internal static class PerpetualStage
{
    /// <summary>A futures exchange shortly before a settlement of funding; faults are drawn unless given.</summary>
    /// <param name="seed">Of everything.</param>
    /// <param name="faults">What goes wrong; null draws it.</param>
    /// <param name="earlierMs">How much earlier than that it may begin, ms.</param>
    public static (Stage Stage, MarginPlan Margin) Of(ulong seed, NetworkFaults? faults, int earlierMs = 1)
    {
        var (random, clock) = (new SeededGenerator(seed), new VirtualClock());
        var (drawn, margin) = (faults ?? NetworkFaults.Draw(random), MarginPlan.Draw(random));
        clock.RunUntil(clock.Now + MarginPlan.BeforeFunding(clock.Now, random) - random.NextIndex(earlierMs));
        var stage = new Stage(clock, random, drawn, TestnetProtocol.BinanceFutures);
        stage.Exchange.Exchange.Futures!.Funding.Set(stage.Market, margin.FundingRate);
        return (stage, margin);
    }
}
