using Argosy.Strategies.Consensus.Counting;

namespace Argosy.Strategies.Consensus.Records;

/// <summary>How reliable a voter was.</summary>
/// <remarks>A round of rules counts for the agreement only where it was held: BUY is not, when SELL has passed.</remarks>
public sealed record VoterStatistics
{
    /// <summary>The voter.</summary>
    public required string Voter { get; init; }

    /// <summary>Rounds it had to vote in.</summary>
    public required int Rounds { get; init; }

    /// <summary>Valid votes.</summary>
    public required int Votes { get; init; }

    /// <summary>Rounds in which it had no opinion.</summary>
    public required int Abstentions { get; init; }

    /// <summary>Faults by kind, those that happened only.</summary>
    public required IReadOnlyList<KeyValuePair<Vote, int>> Faults { get; init; }

    /// <summary>Share of its valid votes that the outcome agreed with, rounds without an outcome left out; null without any.</summary>
    public required double? Agreement { get; init; }

    /// <summary>Share of its votes to be long, short, buy or sell after which the next close moved that way, unmoved closes left out; null without any.</summary>
    public required double? HitRate { get; init; }

    /// <summary>The statistics of every voter over several instruments' rounds of equal terms.</summary>
    public static IReadOnlyList<VoterStatistics> Of(IReadOnlyList<VoteRecord> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        return [.. records[0].Terms.Voters.Select((voter, i) => Of(voter, i, records))];
    }

    static VoterStatistics Of(VoterTerms voter, int index, IReadOnlyList<VoteRecord> records)
    {
        var kinds = new int[(int)Vote.Late + 1];
        var (rounds, valid, agreed, compared, hits, moves) = (0, 0, 0, 0, 0, 0);
        foreach (var record in records)
        {
            for (var round = 0; round < record.Count; round++)
            {
                rounds++;
                var vote = record.Votes(round)[index];
                if (!vote.IsValid())
                {
                    kinds[(int)vote]++;
                    continue;
                }
                valid++;
                if (Agrees(voter.Round, vote, record.Decision(round)) is { } agrees)
                {
                    compared++;
                    if (agrees) agreed++;
                }
                var wanted = voter.Round == VotingRound.Sell ? -(int)vote : (int)vote;
                var move = record.NextMove(round);
                if (wanted == 0 || move is 0 or VoteRecord.Unknown) continue;
                moves++;
                if (move == wanted) hits++;
            }
        }
        return new VoterStatistics
        {
            Voter = voter.Id,
            Rounds = rounds,
            Votes = valid,
            Abstentions = kinds[(int)Vote.Abstained],
            Faults = [.. Enumerable.Range((int)Vote.Threw, 4).Where(kind => kinds[kind] > 0).Select(kind => KeyValuePair.Create((Vote)kind, kinds[kind]))],
            Agreement = compared == 0 ? null : (double)agreed / compared,
            HitRate = moves == 0 ? null : (double)hits / moves,
        };
    }

    static bool? Agrees(VotingRound round, Vote vote, Decision decision) => round switch
    {
        VotingRound.Direction => decision == Decision.None ? null : (int)vote == (int)decision,
        VotingRound.Sell => (vote == Vote.Plus) == (decision == Decision.Sell),
        VotingRound.Buy => decision == Decision.Sell ? null : (vote == Vote.Plus) == (decision == Decision.Buy),
    };
}
