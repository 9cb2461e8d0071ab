using Argosy.Strategies.Consensus.Counting;

namespace Argosy.Strategies.Consensus.Records;

/// <summary>A round's votes as text, one letter a voter: <c>+-0.</c> for directions, <c>yyn|ny</c> for rules, BUY before SELL.</summary>
public static class VoteLetters
{
    /// <summary>Votes as letters.</summary>
    public static string Of(ConsensusTerms terms, ReadOnlySpan<Vote> votes)
    {
        ArgumentNullException.ThrowIfNull(terms);
        Span<char> letters = stackalloc char[votes.Length + 1];
        var length = 0;
        for (var i = 0; i < votes.Length; i++)
        {
            var round = terms.Voters[i].Round;
            if (round == VotingRound.Sell && (i == 0 || terms.Voters[i - 1].Round != round)) letters[length++] = '|';
            letters[length++] = votes[i].Letter(round);
        }
        return new string(letters[..length]);
    }

    /// <summary>Letters as votes; null where they are not those of these voters.</summary>
    public static Vote[]? Read(ConsensusTerms terms, string letters)
    {
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(letters);
        var bare = letters.Replace("|", "", StringComparison.Ordinal);
        if (bare.Length != terms.Voters.Count) return null;
        var votes = new Vote[bare.Length];
        for (var i = 0; i < votes.Length; i++)
        {
            if (Votes.OfLetter(bare[i], terms.Voters[i].Round) is not { } vote) return null;
            votes[i] = vote;
        }
        return votes;
    }

    /// <summary>A decision as a word.</summary>
    public static string Word(Decision decision) => decision switch
    {
        Decision.Short => "short",
        Decision.Flat => "flat",
        Decision.Long => "long",
        Decision.None => "none",
        Decision.Buy => "buy",
        Decision.Sell => "sell",
    };

    /// <summary>The decision of a word; null where it is none.</summary>
    public static Decision? Decided(string word)
    {
        foreach (var decision in Enum.GetValues<Decision>())
        {
            if (Word(decision) == word) return decision;
        }
        return null;
    }
}
