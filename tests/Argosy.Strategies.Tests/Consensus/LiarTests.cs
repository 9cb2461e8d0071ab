using Argosy.Strategies.Consensus.Counting;
using Argosy.TestSupport;
using FsCheck;
using FsCheck.Fluent;

namespace Argosy.Strategies.Tests.Consensus;

/// <summary>What a Byzantine quorum promises, whatever at most a third of the voters say.</summary>
public class LiarTests
{
    // n voters, the honest ones' votes, and what the liars say to two observers.
    static Gen<(Vote[] Honest, Vote[] First, Vote[] Second)> Rounds =>
        from n in Gen.Choose(1, 16)
        from liars in Gen.Choose(0, Quorum.Faulty(n))
        from honest in Gen.ArrayOf(Gen.Choose(-1, 2).Select(vote => (Vote)vote), n - liars)
        from first in Gen.ArrayOf(Gen.Choose(-1, 6).Select(vote => (Vote)vote), liars)
        from second in Gen.ArrayOf(Gen.Choose(-1, 6).Select(vote => (Vote)vote), liars)
        select (honest, first, second);

    [Fact]
    public void EveryDecision_HasAMajorityOfTheHonestBehindIt() => Check(round =>
    {
        var decision = Decide([.. round.Honest, .. round.First]);
        return decision == Decision.None || 2 * round.Honest.Count(vote => (int)vote == (int)decision) > round.Honest.Length;
    });

    [Fact]
    public void TwoObservers_NeverDecideOpposite() => Check(round =>
    {
        var (one, other) = (Decide([.. round.Honest, .. round.First]), Decide([.. round.Honest, .. round.Second]));
        return one == Decision.None || other == Decision.None || one == other;
    });

    [Fact]
    public void HonestOfOneMind_AreNeverStopped() => Check(round =>
    {
        var agreed = Enumerable.Repeat(Vote.Plus, round.Honest.Length);
        return Decide([.. agreed, .. round.First]) == Decision.Long;
    });

    static Decision Decide(Vote[] votes) => Quorum.Direction(votes, Quorum.Of(votes.Length));

    static void Check(Func<(Vote[] Honest, Vote[] First, Vote[] Second), bool> holds) =>
        Prop.ForAll(Rounds.ToArbitrary(), holds).Holds(5_000);
}
