using System.Diagnostics.CodeAnalysis;
using Argosy.Core.MarketData;
using Argosy.Engine.Running;
using Argosy.Engine.Strategies;
using Argosy.Strategies.Consensus.Counting;

namespace Argosy.Strategies.Consensus.Voters;

/// <summary>One voter at work: brings it its bars, takes its answer for what it is, and keeps the vote of a slower timeframe until its next bar.</summary>
sealed class VoterSeat(Voter voter, VoterView view, BarSeries series)
{
    Vote _standing = Counting.Vote.Abstained;
    int _seen;
    bool _started = true;

    public string Id => voter.Id;

    /// <summary>What went wrong first, in words.</summary>
    public string? FirstFault { get; private set; }

    public bool ReadsPositions => view.HasReadAccount;

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "A voter's boundary: whatever it throws is its fault in the record, and the round goes on.")]
    public void Start()
    {
        view.Context.Show(series);
        try
        {
            voter.Inner.OnStart(view);
        }
        catch (Exception e)
        {
            _started = false;
            Note($"did not start: {e.GetType().Name}: {e.Message}");
        }
    }

    /// <summary>Asks the voter where a bar of its timeframe has closed since it was asked last.</summary>
    public void Listen()
    {
        if (series.Count == _seen) return;
        _seen = series.Count;
        _standing = _started ? Ask(series[0]) : Counting.Vote.Threw;
    }

    /// <summary>Its vote in the round that is held now; a fault is one round's.</summary>
    public Vote Cast(bool late)
    {
        var vote = late ? Counting.Vote.Late : _standing;
        if (!vote.IsFault()) return vote;
        if (late) Note("answered after the deadline");
        if (_started) _standing = Counting.Vote.Abstained;
        return vote;
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "A voter's boundary: whatever it throws is its fault in the record, and the round goes on.")]
    Vote Ask(in Bar bar)
    {
        view.Forget();
        view.Context.Show(series);
        try
        {
            return Judge(voter.Inner.Vote(in bar, view));
        }
        catch (Exception e)
        {
            Note($"{e.GetType().Name}: {e.Message}");
            return Counting.Vote.Threw;
        }
    }

    Vote Judge(double? answer)
    {
        if (view.HasSentOrders)
        {
            Note("sent an order; a voter states targets");
            return Counting.Vote.NotAVote;
        }
        if (view.HasContradicted)
        {
            Note("cast two different votes at one bar");
            return Counting.Vote.Twice;
        }
        if (answer is not { } value) return Counting.Vote.Abstained;
        if (value == 1) return Counting.Vote.Plus;
        if (value == 0) return Counting.Vote.Zero;
        if (value == -1 && view.Round == VotingRound.Direction) return Counting.Vote.Minus;
        if (FirstFault is null) Note($"answered {value}, expected {(view.Round == VotingRound.Direction ? "-1, 0 or 1" : "0 or 1")}");
        return Counting.Vote.NotAVote;
    }

    void Note(string fault) => FirstFault ??= fault;
}
