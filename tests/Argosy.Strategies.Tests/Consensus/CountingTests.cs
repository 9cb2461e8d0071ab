using Argosy.Strategies.Consensus.Counting;

namespace Argosy.Strategies.Tests.Consensus;

/// <summary>The tables of how votes are counted. Letters: + 0 - y n, . abstains, E N T L are faults.</summary>
public class CountingTests
{
    [Theory]
    [InlineData("++-", 1)]
    [InlineData("+-", 0)]
    [InlineData("+00", 1)]
    [InlineData("--+", -1)]
    [InlineData("000", 0)]
    [InlineData("+EN", 1)]
    [InlineData("...", 0)]
    [InlineData("+-TTL", 0)]
    public void Majority_IsTheSignOfTheSum(string votes, int expected) => Assert.Equal((Decision)expected, Majority.Direction(Direction(votes)));

    [Theory]
    [InlineData("++", 1)]
    [InlineData("+0", 0)]
    [InlineData("--", -1)]
    [InlineData("00", 0)]
    [InlineData("+.", 0)]
    [InlineData("+E", 0)]
    [InlineData("E+", 0)]
    public void Unanimous_NeedsAll(string votes, int expected) => Assert.Equal((Decision)expected, Unanimous.Direction(Direction(votes)));

    [Theory]
    [InlineData("+--", new double[] { 3, 1, 1 }, 0, 1)]
    [InlineData("+--", new double[] { 2, 1, 1 }, 0, 0)]
    [InlineData("+--", new double[] { 1, 1, 1 }, 0, -1)]
    [InlineData("+0.", new double[] { 1, 1, 1 }, 0, 1)]
    [InlineData("+0.", new double[] { 1, 1, 1 }, 0.3, 1)]
    [InlineData("+0.", new double[] { 1, 1, 2 }, 0.25, 0)]
    [InlineData("++-", new double[] { 0.1, 0.2, 0.3 }, 0, 0)]
    [InlineData("E+L", new double[] { 5, 1, 5 }, 0, 1)]
    public void Weighted_MustExceedItsShareOfAllWeights(string votes, double[] weights, double threshold, int expected) =>
        Assert.Equal((Decision)expected, Weighted.Direction(Direction(votes), weights, threshold));

    [Theory]
    [InlineData(4, 1, 3)]
    [InlineData(5, 1, 4)]
    [InlineData(7, 2, 5)]
    [InlineData(10, 3, 7)]
    [InlineData(1, 0, 1)]
    [InlineData(2, 0, 2)]
    [InlineData(3, 0, 2)]
    [InlineData(13, 4, 9)]
    public void Quorum_FollowsFromTheNumberOfVoters(int voters, int faulty, int quorum) => Assert.Equal((faulty, quorum), (Quorum.Faulty(voters), Quorum.Of(voters)));

    [Theory]
    [InlineData("+++++EN", Decision.Long)]
    [InlineData("+++++TL", Decision.Long)]
    [InlineData("+++++--", Decision.Long)]
    [InlineData("-----..", Decision.Short)]
    [InlineData("00000+-", Decision.Flat)]
    [InlineData("++++---", Decision.None)]
    [InlineData("++++...", Decision.None)]
    [InlineData("++++EEE", Decision.None)]
    [InlineData(".......", Decision.None)]
    public void Bft_NeedsFiveEqualVotesOfSeven(string votes, Decision expected) => Assert.Equal(expected, Quorum.Direction(Direction(votes), Quorum.Of(7)));

    [Fact]
    public void Bft_TwoValuesWithAnOwnLowQuorum_DecideNothing() => Assert.Equal(Decision.None, Quorum.Direction(Direction("++--"), 2));

    [Theory]
    [InlineData("yyyynnn", true)]
    [InlineData("yyynnnn", false)]
    [InlineData("yyy....", false)]
    [InlineData("yynn", false)]
    [InlineData("yyyn", true)]
    public void Majority_OfRules_IsMoreThanHalfOfAll(string votes, bool expected) => Assert.Equal(expected, Majority.Passes(Rules(votes)));

    [Theory]
    [InlineData("yyy", true)]
    [InlineData("yyn", false)]
    [InlineData("yy.", false)]
    [InlineData("yyE", false)]
    public void Unanimous_OfRules_IsAll(string votes, bool expected) => Assert.Equal(expected, Unanimous.Passes(Rules(votes)));

    [Theory]
    [InlineData("ynn", new double[] { 3, 1, 1 }, true)]
    [InlineData("ynn", new double[] { 2, 1, 1 }, false)]
    [InlineData("y..", new double[] { 1, 1, 1 }, false)]
    public void Weighted_OfRules_IsMoreThanHalfOfAllWeights(string votes, double[] weights, bool expected) => Assert.Equal(expected, Weighted.Passes(Rules(votes), weights));

    [Theory]
    [InlineData("yyyynnn", true)]
    [InlineData("yyynnnn", false)]
    [InlineData("yEEEEEE", false)]
    [InlineData("y......", false)]
    [InlineData("yyy....", false)]
    [InlineData("yyyn...", true)]
    [InlineData("nnnnnnn", false)]
    [InlineData(".......", false)]
    public void Factor_OfSevenBuyRules_NeedsFour(string votes, bool expected) => Assert.Equal(expected, Factor.Passes(Rules(votes), 1.3));

    [Theory]
    [InlineData("yynnn", true)]
    [InlineData("ynnnn", false)]
    [InlineData("ynn..", true)]
    [InlineData("yn...", false)]
    [InlineData("nnnnn", false)]
    public void Factor_OfFiveSellRules_NeedsTwo(string votes, bool expected) => Assert.Equal(expected, Factor.Passes(Rules(votes), 0.5));

    [Theory]
    [InlineData("yyyyynn", true)]
    [InlineData("yyyynnn", false)]
    [InlineData("yyyy...", false)]
    [InlineData("yyyyyEL", true)]
    public void Bft_OfRules_NeedsTheQuorum(string votes, bool expected) => Assert.Equal(expected, Quorum.Passes(Rules(votes), Quorum.Of(7)));

    [Theory]
    [InlineData("y", "y", Decision.Sell)]
    [InlineData("y", "n", Decision.Buy)]
    [InlineData("n", "y", Decision.Sell)]
    [InlineData("n", "n", Decision.None)]
    public void Rules_SellIsCountedFirst(string buy, string sell, Decision expected)
    {
        foreach (var mode in Enum.GetValues<ConsensusMode>())
        {
            var tally = new Tally(new ConsensusTerms { Mode = mode, Voters = [new("b", VotingRound.Buy), new("s", VotingRound.Sell)] });
            Assert.Equal(expected, tally.Decide(Rules(buy + sell)));
        }
    }

    [Fact]
    public void Terms_ThatContradict_AreRefused()
    {
        static string Refusal(ConsensusTerms terms) => Assert.Throws<ArgumentException>(() => new Tally(terms)).Message;
        Assert.Contains("at least one voter", Refusal(new ConsensusTerms { Voters = [] }), StringComparison.Ordinal);
        Assert.Contains("two voters are called 'A'", Refusal(new ConsensusTerms { Voters = [new("a", VotingRound.Buy), new("A", VotingRound.Buy)] }), StringComparison.Ordinal);
        Assert.Contains("factor counts rules", Refusal(new ConsensusTerms { Mode = ConsensusMode.Factor, Voters = [new("a", VotingRound.Direction)] }), StringComparison.Ordinal);
        Assert.Contains("above 0", Refusal(new ConsensusTerms { Mode = ConsensusMode.Weighted, Voters = [new("a", VotingRound.Direction, 0)] }), StringComparison.Ordinal);
        Assert.Contains("one consensus", Refusal(new ConsensusTerms { Voters = [new("a", VotingRound.Direction), new("b", VotingRound.Buy)] }), StringComparison.Ordinal);
    }

    static Vote[] Direction(string letters) => [.. letters.Select(letter => Votes.OfLetter(letter, VotingRound.Direction)!.Value)];

    static Vote[] Rules(string letters) => [.. letters.Select(letter => Votes.OfLetter(letter, VotingRound.Buy)!.Value)];
}
