using Argosy.Core.Values;
using Argosy.Strategies.Consensus.Counting;

namespace Argosy.Strategies.Consensus.Records;

/// <summary>Every round of one instrument's consensus, in order: votes, faults and decisions; it only grows.</summary>
/// <remarks>About n + 10 bytes a round. What is not written here (statistics, other counts) follows from it.</remarks>
public sealed class VoteRecord(ConsensusTerms terms)
{
    long[] _times = new long[64];
    Vote[] _votes = new Vote[64 * terms.Voters.Count];
    Decision[] _decisions = new Decision[64];
    sbyte[] _next = new sbyte[64];
    double _close = double.NaN;

    /// <summary>Value of <see cref="NextMove"/> where the next bar is not known.</summary>
    public const sbyte Unknown = 2;

    /// <summary>How the rounds were counted.</summary>
    public ConsensusTerms Terms { get; } = terms;

    /// <summary>Index of the instrument in the run's order.</summary>
    public int Instrument { get; init; }

    /// <summary>For each voter whether it looks at positions, equity or cash.</summary>
    public bool[] ReadsPositions { get; } = new bool[terms.Voters.Count];

    /// <summary>For each voter the first thing that went wrong with it, in words; null for none.</summary>
    public string?[] FirstFault { get; } = new string?[terms.Voters.Count];

    /// <summary>Rounds held.</summary>
    public int Count { get; private set; }

    /// <summary>When a round was held, Unix ms.</summary>
    public long Time(int round) => _times[round];

    /// <summary>Its votes, in the order of the terms.</summary>
    public ReadOnlySpan<Vote> Votes(int round) => _votes.AsSpan(round * Terms.Voters.Count, Terms.Voters.Count);

    /// <summary>What it decided.</summary>
    public Decision Decision(int round) => _decisions[round];

    /// <summary>Where the close after it lay: −1 below, 0 equal, 1 above its own; <see cref="Unknown"/> after the last round.</summary>
    public sbyte NextMove(int round) => _next[round];

    /// <summary>Its votes as letters: for rules those of BUY, a stroke, those of SELL.</summary>
    public string Letters(int round) => VoteLetters.Of(Terms, Votes(round));

    /// <summary>Adds a round held at a close.</summary>
    public void Add(long time, double close, ReadOnlySpan<Vote> votes, Decision decision)
    {
        var move = double.IsNaN(_close) || Count == 0 ? Unknown : (sbyte)Near.Compare(close, _close);
        if (Count > 0) _next[Count - 1] = move;
        _close = close;
        Append(time, votes, decision, Unknown);
    }

    /// <summary>Adds a round that was written down before.</summary>
    public void Append(long time, ReadOnlySpan<Vote> votes, Decision decision, sbyte nextMove)
    {
        if (Count == _times.Length) Grow();
        _times[Count] = time;
        votes.CopyTo(_votes.AsSpan(Count * Terms.Voters.Count));
        _decisions[Count] = decision;
        _next[Count] = nextMove;
        Count++;
    }

    void Grow()
    {
        Array.Resize(ref _times, Count * 2);
        Array.Resize(ref _votes, Count * 2 * Terms.Voters.Count);
        Array.Resize(ref _decisions, Count * 2);
        Array.Resize(ref _next, Count * 2);
    }
}
