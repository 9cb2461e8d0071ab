using Argosy.Core.Values;
using Argosy.Strategies.Consensus.Counting;
using Argosy.Strategies.Consensus.Records;

namespace Argosy.Research.Results;

/// <summary>The <c>consensus</c> section of a stored result.</summary>
/// <param name="Mode">How votes became a decision.</param>
/// <param name="Threshold">Share of all weights in mode weighted.</param>
/// <param name="BuyFactor">Factor of the BUY round.</param>
/// <param name="SellFactor">Factor of the SELL round.</param>
/// <param name="OwnQuorum">A quorum of one's own; 0 for the formula.</param>
/// <param name="Rounds">n, f and quorum of each round.</param>
/// <param name="Voters">The voters, in the order of the votes.</param>
/// <param name="Decisions">How often each decision was taken.</param>
/// <param name="RoundCount">Rounds in all.</param>
/// <param name="Votes">The first rounds.</param>
/// <param name="Truncated">Whether later rounds are missing.</param>
public sealed record StoredConsensus(
    string Mode, double Threshold, double BuyFactor, double SellFactor, int OwnQuorum, IReadOnlyList<StoredRound> Rounds, IReadOnlyList<StoredVoter> Voters,
    IReadOnlyDictionary<string, int> Decisions, int RoundCount, IReadOnlyList<StoredVotes> Votes, bool Truncated)
{
    /// <summary>The stored rounds as records, one for each instrument of <paramref name="instruments"/> that voted; or what is wrong with them.</summary>
    public Result<IReadOnlyList<VoteRecord>> Records(IReadOnlyList<string> instruments)
    {
        ArgumentNullException.ThrowIfNull(instruments);
        if (!Enum.TryParse<ConsensusMode>(Mode, ignoreCase: true, out var mode) || !Enum.IsDefined(mode)) return Error.Corrupt($"consensus: '{Mode}' is no mode");
        var voters = new List<VoterTerms>();
        foreach (var voter in Voters)
        {
            if (!Enum.TryParse<VotingRound>(voter.Round, ignoreCase: true, out var round) || !Enum.IsDefined(round)) return Error.Corrupt($"consensus: '{voter.Round}' of voter '{voter.Id}' is no round");
            voters.Add(new VoterTerms(voter.Id, round, voter.Weight, voter.Rule, voter.Timeframe));
        }
        var terms = new ConsensusTerms { Mode = mode, Threshold = Threshold, BuyFactor = BuyFactor, SellFactor = SellFactor, Quorum = OwnQuorum, Voters = voters };
        try
        {
            terms.Check();
        }
        catch (ArgumentException wrong)
        {
            return Error.Corrupt($"consensus: {wrong.Message}");
        }
        return Read(terms, instruments);
    }

    Result<IReadOnlyList<VoteRecord>> Read(ConsensusTerms terms, IReadOnlyList<string> instruments)
    {
        var records = new VoteRecord?[instruments.Count];
        foreach (var row in Votes)
        {
            var index = instruments.ToList().IndexOf(row.Instrument);
            if (index < 0) return Error.Corrupt($"consensus: the result has no instrument '{row.Instrument}'");
            if (VoteLetters.Read(terms, row.Votes) is not { } votes || VoteLetters.Decided(row.Decision) is not { } decision)
                return Error.Corrupt($"consensus: '{row.Votes}' with '{row.Decision}' at {row.Time} is no round of {terms.Voters.Count} voters");
            var record = records[index] ??= New(terms, index);
            record.Append(row.Time, votes, decision, (sbyte)(row.Next is { } next ? Math.Sign(next) : VoteRecord.Unknown));
        }
        return Result<IReadOnlyList<VoteRecord>>.Of([.. records.OfType<VoteRecord>()]);
    }

    VoteRecord New(ConsensusTerms terms, int instrument)
    {
        var record = new VoteRecord(terms) { Instrument = instrument };
        for (var i = 0; i < Voters.Count; i++) record.ReadsPositions[i] = Voters[i].ReadsPositions;
        return record;
    }
}

/// <summary>Numbers of a round.</summary>
/// <param name="Round">direction, buy or sell.</param>
/// <param name="N">Voters.</param>
/// <param name="F">How many of them may be faulty.</param>
/// <param name="Quorum">How many must agree in mode bft.</param>
public sealed record StoredRound(string Round, int N, int F, int Quorum);

/// <summary>A voter with how reliable it was.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Round">What it votes about.</param>
/// <param name="Rule">What it is.</param>
/// <param name="Weight">Weight in mode weighted.</param>
/// <param name="Timeframe">Bars it sees; empty for the run's own.</param>
/// <param name="ReadsPositions">Whether it looks at positions, equity or cash.</param>
/// <param name="Rounds">Rounds it had to vote in.</param>
/// <param name="Votes">Valid votes.</param>
/// <param name="Abstentions">Rounds without an opinion.</param>
/// <param name="Faults">Faults by kind.</param>
/// <param name="FirstFault">What went wrong first; null for nothing.</param>
/// <param name="Agreement">Share of its votes the outcome agreed with; null without any.</param>
/// <param name="HitRate">Share of its votes the next close agreed with; null without any.</param>
public sealed record StoredVoter(
    string Id, string Round, string Rule, double Weight, string Timeframe, bool ReadsPositions, int Rounds, int Votes, int Abstentions,
    IReadOnlyDictionary<string, int> Faults, string? FirstFault, double? Agreement, double? HitRate);

/// <summary>A round.</summary>
/// <param name="Time">When, Unix ms.</param>
/// <param name="Instrument">Instrument's name.</param>
/// <param name="Votes">One letter a voter.</param>
/// <param name="Decision">What was decided.</param>
public sealed record StoredVotes(long Time, string Instrument, string Votes, string Decision)
{
    /// <summary>Where the next close lay: −1, 0 or 1; null where it is not known.</summary>
    public int? Next { get; init; }
}
