using Argosy.Strategies.Consensus.Counting;

namespace Argosy.Strategies.Consensus.Records;

/// <summary>Counts written rounds again by other terms: what would have been decided by the same votes.</summary>
/// <remarks>After the first other decision the position is another one, so votes that look at it are no longer what they would have been: stale.</remarks>
public static class Recount
{
    /// <summary>Recounts a record.</summary>
    /// <param name="record">The rounds.</param>
    /// <param name="terms">The terms to count by; as many voters, in the same order.</param>
    /// <param name="muted">Voters whose votes are taken for silence; how many voters there are does not change by it.</param>
    /// <exception cref="ArgumentException">The terms contradict, or are not of these voters.</exception>
    public static RecountOutcome Of(VoteRecord record, ConsensusTerms terms, IReadOnlyCollection<string> muted)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(muted);
        if (terms.Voters.Count != record.Terms.Voters.Count) throw new ArgumentException("a recount has the voters of its record");
        var tally = new Tally(terms);
        var silent = terms.Voters.Select(voter => muted.Contains(voter.Id)).ToArray();
        var votes = new Vote[silent.Length];
        var decisions = new Decision[record.Count];
        var changes = new List<ChangedDecision>();
        var stale = 0;
        for (var round = 0; round < record.Count; round++)
        {
            record.Votes(round).CopyTo(votes);
            var isStale = changes.Count > 0 && ReadsPositions(votes, silent, record);
            if (isStale) stale++;
            for (var i = 0; i < votes.Length; i++)
            {
                if (silent[i]) votes[i] = Vote.Abstained;
            }
            decisions[round] = tally.Decide(votes);
            if (decisions[round] != record.Decision(round)) changes.Add(new ChangedDecision(record.Instrument, record.Time(round), record.Letters(round), record.Decision(round), decisions[round], isStale));
        }
        return new RecountOutcome(decisions, changes, stale);
    }

    static bool ReadsPositions(ReadOnlySpan<Vote> votes, bool[] silent, VoteRecord record)
    {
        for (var i = 0; i < votes.Length; i++)
        {
            if (votes[i].IsValid() && !silent[i] && record.ReadsPositions[i]) return true;
        }
        return false;
    }
}

/// <summary>What a recount found.</summary>
/// <param name="Decisions">Every round's decision by the new terms.</param>
/// <param name="Changes">Those that differ, in order.</param>
/// <param name="StaleRounds">Rounds after the first change with votes that read positions.</param>
public sealed record RecountOutcome(IReadOnlyList<Decision> Decisions, IReadOnlyList<ChangedDecision> Changes, int StaleRounds);

/// <summary>A round that decides otherwise.</summary>
/// <param name="Instrument">Index of the instrument.</param>
/// <param name="Time">When, Unix ms.</param>
/// <param name="Votes">Its votes as letters.</param>
/// <param name="Before">What was decided.</param>
/// <param name="After">What would be.</param>
/// <param name="Stale">Whether votes of it read positions that an earlier change has made others.</param>
public sealed record ChangedDecision(int Instrument, long Time, string Votes, Decision Before, Decision After, bool Stale);
