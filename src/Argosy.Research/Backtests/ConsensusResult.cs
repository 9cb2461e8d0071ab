using Argosy.Strategies.Consensus;
using Argosy.Strategies.Consensus.Counting;
using Argosy.Strategies.Consensus.Records;

namespace Argosy.Research.Backtests;

/// <summary>Every round of a run's consensus, one record an instrument, and how reliable its voters were.</summary>
/// <param name="Terms">How votes were counted.</param>
/// <param name="Records">The rounds, in the run's order of instruments.</param>
/// <param name="Statistics">One for each voter, over all instruments.</param>
public sealed record ConsensusResult(ConsensusTerms Terms, IReadOnlyList<VoteRecord> Records, IReadOnlyList<VoterStatistics> Statistics)
{
    /// <summary>Rounds in all.</summary>
    public int Rounds => Records.Sum(record => record.Count);

    /// <summary>How often each decision was taken, those that were only, in the order of <see cref="Decision"/>.</summary>
    public IReadOnlyList<KeyValuePair<Decision, int>> Decisions { get; } =
    [
        .. Records.SelectMany(record => Enumerable.Range(0, record.Count).Select(record.Decision))
            .GroupBy(decision => decision).OrderBy(group => group.Key).Select(group => KeyValuePair.Create(group.Key, group.Count())),
    ];

    /// <summary>Whether a voter looked at positions, equity or cash.</summary>
    public bool ReadsPositions(int voter) => Records.Any(record => record.ReadsPositions[voter]);

    /// <summary>The first thing that went wrong with a voter; null for none.</summary>
    public string? FirstFault(int voter) => Records.Select(record => record.FirstFault[voter]).FirstOrDefault(fault => fault is not null);

    /// <summary>Every round in time order, those of one instant in the run's order of instruments.</summary>
    public IEnumerable<(VoteRecord Record, int Round)> InOrder()
    {
        if (Records.Count == 1) return Enumerable.Range(0, Records[0].Count).Select(round => (Records[0], round));
        return Records.SelectMany(record => Enumerable.Range(0, record.Count).Select(round => (Record: record, Round: round)))
            .OrderBy(entry => entry.Record.Time(entry.Round)).ThenBy(entry => entry.Record.Instrument);
    }

    /// <summary>The rounds of strategies that vote; null where none does.</summary>
    public static ConsensusResult? Of(IReadOnlyList<IVotingStrategy> strategies)
    {
        ArgumentNullException.ThrowIfNull(strategies);
        VoteRecord[] records = [.. strategies.Select(strategy => strategy.Votes).OfType<VoteRecord>()];
        return records.Length == 0 ? null : Of(records);
    }

    /// <summary>The rounds of records of equal terms.</summary>
    public static ConsensusResult Of(IReadOnlyList<VoteRecord> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        return new ConsensusResult(records[0].Terms, records, VoterStatistics.Of(records));
    }
}
