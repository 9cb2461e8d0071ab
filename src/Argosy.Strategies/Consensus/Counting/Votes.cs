using System.Runtime.CompilerServices;

namespace Argosy.Strategies.Consensus.Counting;

/// <summary>Questions about votes, and how they are spelled: one letter each.</summary>
public static class Votes
{
    const string DirectionLetters = "-0+.ENTL", RuleLetters = "?ny.ENTL";

    /// <summary>Whether it counts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsValid(this Vote vote) => vote <= Vote.Plus;

    /// <summary>Whether it is a fault.</summary>
    public static bool IsFault(this Vote vote) => vote >= Vote.Threw;

    /// <summary>How many are exactly this.</summary>
    public static int CountOf(this ReadOnlySpan<Vote> votes, Vote wanted)
    {
        var count = 0;
        foreach (var vote in votes)
        {
            if (vote == wanted) count++;
        }
        return count;
    }

    /// <summary>Its letter: − 0 + in a direction round, n y in a round of rules; . abstained, E threw, N no vote, T twice, L late.</summary>
    public static char Letter(this Vote vote, VotingRound round) => (round == VotingRound.Direction ? DirectionLetters : RuleLetters)[(int)vote + 1];

    /// <summary>The vote of a letter; null where it is none.</summary>
    public static Vote? OfLetter(char letter, VotingRound round)
    {
        var index = (round == VotingRound.Direction ? DirectionLetters : RuleLetters).IndexOf(letter, StringComparison.Ordinal);
        return index < 0 || letter == '?' ? null : (Vote)(index - 1);
    }

    /// <summary>A kind of fault as a word, for tables and files.</summary>
    public static string Word(Vote fault) => fault switch
    {
        Vote.Threw => "exception",
        Vote.NotAVote => "not-a-vote",
        Vote.Twice => "two-votes",
        Vote.Late => "deadline",
        Vote.Abstained => "abstained",
        Vote.Minus or Vote.Zero or Vote.Plus => "vote",
    };
}
