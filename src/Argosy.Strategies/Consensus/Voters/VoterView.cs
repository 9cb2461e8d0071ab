using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Engine.Running;
using Argosy.Engine.Strategies;
using Argosy.Strategies.Consensus.Counting;
using Argosy.Strategies.Consensus.Lots;

namespace Argosy.Strategies.Consensus.Voters;

/// <summary>What a voter may look at: the run through a context that sends nothing, and the consensus' open lots.</summary>
public sealed class VoterView : ITargetListener
{
    readonly LotBook _lots;
    readonly bool _closesAll;
    readonly List<BarSeries> _further = [];

    internal VoterView(StrategyContext outer, VotingRound round, LotBook lots, bool closesAll, decimal startingCash)
    {
        Context = outer.Inside(this);
        Round = round;
        _lots = lots;
        _closesAll = closesAll;
        StartingCash = startingCash;
    }

    /// <summary>The run. Targets are heard, orders are not sent.</summary>
    public StrategyContext Context { get; }

    /// <summary>What it votes about.</summary>
    public VotingRound Round { get; }

    /// <summary>The account's equity before the first bar, quote asset.</summary>
    public decimal StartingCash { get; }

    /// <summary>The open lots: what was really bought and not yet sold.</summary>
    public LotBook Lots
    {
        get
        {
            HasReadAccount = true;
            return _lots;
        }
    }

    /// <summary>Mean entry price of what SELL would close, quote asset; null without an open lot.</summary>
    public decimal? ClosingPrice => _closesAll ? Lots.MeanPrice : Lots.OldestPrice;

    /// <summary>Whether position, equity, cash or lots were looked at so far.</summary>
    internal bool HasReadAccount { get; private set; }

    /// <summary>Further series the voter has asked for, shortest bars first.</summary>
    internal IReadOnlyList<BarSeries> Further => _further;

    internal Direction Heard { get; private set; }

    internal int Targets { get; private set; }

    internal bool HasContradicted { get; private set; }

    internal bool HasSentOrders { get; private set; }

    internal void Forget() => (Targets, HasContradicted, HasSentOrders) = (0, false, false);

    void ITargetListener.OnTarget(Direction direction)
    {
        HasContradicted |= Targets > 0 && direction != Heard;
        Heard = direction;
        Targets++;
    }

    void ITargetListener.OnOrder() => HasSentOrders = true;

    void ITargetListener.OnAccountRead() => HasReadAccount = true;

    void ITargetListener.OnSubscribed(BarSeries series)
    {
        if (_further.Contains(series)) return;
        _further.Add(series);
        _further.Sort((a, b) => a.Timeframe.CompareTo(b.Timeframe));
    }
}
