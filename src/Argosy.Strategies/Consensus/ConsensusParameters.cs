using Argosy.Engine.Strategies;
using Argosy.Strategies.Consensus.Counting;

namespace Argosy.Strategies.Consensus;

/// <summary>The consensus' own parameters, as texts give them; its voters' are <c>id.key</c>.</summary>
public sealed class ConsensusParameters(
    [Parameter("strategies that vote on a direction: id:name(key=value, ...); several with semicolons; bundle is the bundle of rules")] string voters = "",
    [Parameter("rules that vote yes or no to buying a lot, written alike")] string buy = "",
    [Parameter("rules that vote yes or no to selling a lot")] string sell = "",
    [Parameter("the whole bundle of rules, each a voter of its own")] bool bundle = false,
    [Parameter("how votes become a decision")] ConsensusMode mode = ConsensusMode.Majority,
    [Parameter("weighted directions: share of all weights the sum must exceed", Minimum = 0, Maximum = 0.999, Unit = "ratio")] double threshold = 0,
    [Parameter("factor: yes votes to buy per no vote", Minimum = 0.001, Maximum = 1_000)] double buyFactor = 1.3,
    [Parameter("factor: yes votes to sell per no vote", Minimum = 0.001, Maximum = 1_000)] double sellFactor = 0.5,
    [Parameter("bft: votes that decide; 0 for what tolerates a third of liars", Minimum = 0, Maximum = 10_000, Unit = "votes")] int quorum = 0,
    [Parameter("rules: what a passed SELL closes")] LotClosing lots = LotClosing.Oldest,
    [Parameter("voters taken for silent, with commas")] string mute = "")
{
    /// <summary>Voters on a direction.</summary>
    public string Voters => voters;

    /// <summary>Rules of the BUY round.</summary>
    public string Buy => buy;

    /// <summary>Rules of the SELL round.</summary>
    public string Sell => sell;

    /// <summary>Whether the bundle votes.</summary>
    public bool Bundle => bundle;

    /// <summary>How votes become a decision.</summary>
    public ConsensusMode Mode => mode;

    /// <summary>Share of all weights, ratio.</summary>
    public double Threshold => threshold;

    /// <summary>Factor of the BUY round.</summary>
    public double BuyFactor => buyFactor;

    /// <summary>Factor of the SELL round.</summary>
    public double SellFactor => sellFactor;

    /// <summary>Votes that decide; 0 for the formula.</summary>
    public int Quorum => quorum;

    /// <summary>What SELL closes.</summary>
    public LotClosing Lots => lots;

    /// <summary>Voters taken for silent.</summary>
    public string Mute => mute;

    /// <summary>The voters of a consensus that names none.</summary>
    public const string DefaultVoters = "cross:ma-cross; trend:supertrend; macd:macd";
}
