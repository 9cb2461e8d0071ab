using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Engine.Orders;
using Argosy.Engine.Running;
using Argosy.Engine.Strategies;
using Argosy.Strategies.Consensus.Counting;
using Argosy.Strategies.Consensus.Lots;
using Argosy.Strategies.Consensus.Records;
using Argosy.Strategies.Consensus.Voters;

namespace Argosy.Strategies.Consensus;

/// <summary>Holds a round of votes at every close of the run's bars and does what it decides.</summary>
/// <remarks>
/// Directions decide a target; rules open one lot (BUY) or close one (SELL). A round without a decision leaves position and orders
/// alone. Stops, targets and guards of the run act outside the vote.
/// </remarks>
[Strategy("consensus", "Lets strategies or rules vote at every bar and does what their count decides.")]
public sealed class ConsensusStrategy : IStrategy, IVotingStrategy
{
    readonly IReadOnlyList<Voter> _voters;
    readonly ConsensusTerms _terms;
    readonly Tally _tally;
    readonly Vote[] _votes;
    readonly bool[] _muted, _late;
    readonly bool _closesAll;
    readonly LotBook _lots = new();
    VoterSeat[] _seats = [];
    BarSeries? _base;
    int _entry, _exit;

    /// <summary>Makes a consensus of voters that serve nobody else.</summary>
    /// <exception cref="ArgumentException">Voters or options contradict.</exception>
    public ConsensusStrategy(IReadOnlyList<Voter> voters, ConsensusOptions options)
    {
        ArgumentNullException.ThrowIfNull(voters);
        ArgumentNullException.ThrowIfNull(options);
        _voters = [.. voters.OrderBy(voter => voter.Round)];
        _terms = new ConsensusTerms
        {
            Mode = options.Mode,
            Threshold = options.Threshold,
            BuyFactor = options.BuyFactor,
            SellFactor = options.SellFactor,
            Quorum = options.Quorum,
            Voters = [.. _voters.Select(voter => new VoterTerms(voter.Id, voter.Round, voter.Weight, voter.Rule, voter.Timeframe?.ToString() ?? ""))],
        };
        _tally = new Tally(_terms);
        _votes = new Vote[_voters.Count];
        _late = new bool[_voters.Count];
        _muted = [.. _voters.Select(voter => options.Muted.Contains(voter.Id, StringComparer.OrdinalIgnoreCase))];
        _closesAll = options.Lots == LotClosing.All;
        foreach (var muted in options.Muted)
        {
            if (!_voters.Any(voter => string.Equals(voter.Id, muted, StringComparison.OrdinalIgnoreCase))) throw new ArgumentException($"there is no voter '{muted}' to mute{Core.Values.Suggestion.Phrase(muted, _voters.Select(voter => voter.Id))}");
        }
    }

    /// <inheritdoc/>
    public VoteRecord? Votes { get; private set; }

    /// <summary>The open lots of a consensus of rules.</summary>
    public LotBook Lots => _lots;

    /// <summary>Takes the news that a voter did not answer in time: in the next round it is faulty, whatever it says.</summary>
    public void Take(in VoterFault fault)
    {
        for (var i = 0; i < _voters.Count; i++)
        {
            if (string.Equals(_voters[i].Id, fault.Voter, StringComparison.OrdinalIgnoreCase)) _late[i] = true;
        }
    }

    /// <inheritdoc/>
    public void OnStart(StrategyContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        _base = context.Bars;
        Votes = new VoteRecord(_terms) { Instrument = context.InstrumentIndex };
        var cash = context.Equity;
        _seats = new VoterSeat[_voters.Count];
        for (var i = 0; i < _seats.Length; i++)
        {
            var voter = _voters[i];
            var view = new VoterView(context, voter.Round, _lots, _closesAll, cash);
            _seats[i] = new VoterSeat(voter, view, Series(voter, context));
            _seats[i].Start();
        }
    }

    /// <inheritdoc/>
    public void OnBar(in Bar bar, StrategyContext context)
    {
        foreach (var seat in _seats) seat.Listen();
        // Bars of slower timeframes are in their series before the run's own is told: only that one is a round.
        if (!ReferenceEquals(context.Bars, _base)) return;
        for (var i = 0; i < _seats.Length; i++)
        {
            var vote = _seats[i].Cast(_late[i]);
            _votes[i] = _muted[i] ? Vote.Abstained : vote;
            _late[i] = false;
        }
        var decision = _tally.Decide(_votes);
        if (context.IsWarmUp) return;
        Keep(bar.Close, decision, context);
        Act(decision, bar.Close, context);
    }

    /// <inheritdoc/>
    public void OnFill(in Fill fill, StrategyContext context)
    {
        if (_terms.IsRules) _lots.Take(in fill, context.Instrument.LotSize, context.Position);
    }

    static BarSeries Series(Voter voter, StrategyContext context)
    {
        if (voter.Timeframe is not { } timeframe) return context.Bars;
        try
        {
            return context.Subscribe(timeframe);
        }
        catch (ArgumentException wrong)
        {
            throw new ArgumentException($"voter '{voter.Id}': timeframe {wrong.Message}", wrong);
        }
    }

    void Keep(double close, Decision decision, StrategyContext context)
    {
        var record = Votes!;
        record.Add(context.Time, close, _votes, decision);
        for (var i = 0; i < _seats.Length; i++)
        {
            record.ReadsPositions[i] = _seats[i].ReadsPositions;
            record.FirstFault[i] = _seats[i].FirstFault;
        }
        if (context.IsLogged && IsNew(record)) context.LogVotes(record.Letters(record.Count - 1), VoteLetters.Word(decision));
    }

    static bool IsNew(VoteRecord record)
    {
        var last = record.Count - 1;
        return last == 0 || record.Decision(last) != record.Decision(last - 1) || !record.Votes(last).SequenceEqual(record.Votes(last - 1));
    }

    void Act(Decision decision, double close, StrategyContext context)
    {
        switch (decision)
        {
            case Decision.Long or Decision.Flat or Decision.Short:
                context.Target((Direction)decision);
                break;
            case Decision.Buy:
                if (context.WorkingOrder(_entry) is null) _entry = context.Enter(Side.Buy);
                break;
            case Decision.Sell:
                if (context.WorkingOrder(_exit) is null) Close(close, context);
                break;
            case Decision.None:
                break;
        }
    }

    // What is too small to be sold even whole is let go as a target lets it go: the remainder is dust.
    void Close(double close, StrategyContext context)
    {
        if (_lots.Count == 0) return;
        var price = context.Instrument.ToMoney(context.Instrument.ToUnits(close));
        var quantity = Oldest(price, context);
        if (quantity * price < context.Instrument.MinNotional) context.Target(Direction.Flat);
        else if (quantity > 0) _exit = context.Submit(context.Intent(Side.Sell, OrderType.Market, OrderSize.Quantity(quantity)) with { Flags = OrderFlags.ReduceOnly });
    }

    // The oldest lot, with as many of the next as make an order of the least size; the last takes with it whatever the position holds beside it.
    decimal Oldest(decimal price, StrategyContext context)
    {
        var (instrument, position, sum) = (context.Instrument, context.Position, 0m);
        for (var i = 0; i + 1 < _lots.Count && !_closesAll; i++)
        {
            sum += _lots.Open[i].Quantity;
            var quantity = instrument.FloorToLot(Math.Min(position, sum));
            if (quantity > 0 && quantity * price >= instrument.MinNotional) return quantity;
        }
        return instrument.FloorToLot(position);
    }
}
