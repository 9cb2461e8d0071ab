using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Engine.Strategies;
using Argosy.Strategies.BuiltIn;
using Argosy.Strategies.Consensus;
using Argosy.Strategies.Consensus.Counting;
using Argosy.Strategies.Consensus.Records;
using Argosy.Strategies.Consensus.Voters;
using Argosy.Strategies.Tests.Support;

namespace Argosy.Strategies.Tests.Consensus;

/// <summary>What a consensus of directions does at each bar, and what it writes down.</summary>
public class ConsensusTests
{
    [Fact]
    public void Majority_FollowsTheSumOfScriptedVotes()
    {
        var consensus = Of(ConsensusMode.Majority, new Script(1, 1, -1, 0), new Script(1, -1, -1, 0), new Script(-1, 0, 1, 0));
        Assert.Equal([1, 0, -1, 0], Bench.Stands(consensus, Walks.Closes(10, 10, 10, 10)));
        Assert.Equal(["++-", "+-0", "--+", "000"], Letters(consensus));
        Assert.Equal([Decision.Long, Decision.Flat, Decision.Short, Decision.Flat], Decisions(consensus));
    }

    [Fact]
    public void NoQuorum_LeavesThePosition()
    {
        var consensus = Of(ConsensusMode.Bft, new Script(1, 1, -1), new Script(1, -1, -1), new Script(1, 1, -1), new Script(0, -1, -1));
        Assert.Equal([1, 1, -1], Bench.Stands(consensus, Walks.Closes(10, 10, 10)));
        Assert.Equal([Decision.Long, Decision.None, Decision.Short], Decisions(consensus));
    }

    [Fact]
    public void EachFault_IsLoggedWithItsVoterAndTheRoundGoesOn()
    {
        var consensus = new ConsensusStrategy(
        [
            new Voter("a", new Script(1)), new Voter("throws", Faulty.Throwing()), new Voter("nan", Faulty.NotANumber()),
            new Voter("twice", Faulty.Equivocating()), new Voter("orders", Faulty.Ordering()), new Voter("seven", Faulty.Nonsense()), new Voter("b", new Script(1)),
        ], new ConsensusOptions());
        Assert.Equal([1, 1], Bench.Stands(consensus, Walks.Closes(10, 10)));
        Assert.Equal(["+ENTNN+", "+ENTNN+"], Letters(consensus));
        var record = consensus.Votes!;
        Assert.Contains("broken", record.FirstFault[1], StringComparison.Ordinal);
        Assert.Contains("NaN", record.FirstFault[2], StringComparison.Ordinal);
        Assert.Contains("two different votes", record.FirstFault[3], StringComparison.Ordinal);
        Assert.Contains("sent an order", record.FirstFault[4], StringComparison.Ordinal);
        Assert.Null(record.FirstFault[0]);
        var statistics = VoterStatistics.Of([record]);
        Assert.Equal([KeyValuePair.Create(Vote.Threw, 2)], statistics[1].Faults);
        Assert.Equal([KeyValuePair.Create(Vote.Twice, 2)], statistics[3].Faults);
        Assert.Equal((2, 0, 1.0), (statistics[0].Votes, statistics[0].Abstentions, statistics[0].Agreement));
    }

    [Fact]
    public void LateAnswer_ComesInAsAFactAndVoidsOneVote()
    {
        var consensus = Of(ConsensusMode.Majority, new Script(1), new Script(0));
        var bench = new Bench(StrategySlot.For(consensus));
        var bars = Walks.Closes(10, 10, 10);
        bench.Step(bars[0]);
        consensus.Take(new VoterFault("v0", 120_000));
        bench.Step(bars[1]);
        bench.Step(bars[2]);
        Assert.Equal(["+0", "L0", "+0"], Letters(consensus));
    }

    [Fact]
    public void AbstentionIsNoFault_AndTheLastTargetStands()
    {
        // SMA 1 against 2 speaks at crossings only; before the first it has no opinion.
        var consensus = new ConsensusStrategy([new Voter("x", new MovingAverageCross(1, 2))], new ConsensusOptions { Mode = ConsensusMode.Majority });
        Assert.Equal([0, 0, 1, 1, -1, -1], Bench.Stands(consensus, Walks.Closes(10, 10, 11, 12, 9, 9)));
        Assert.Equal([".", ".", "+", "+", "-", "-"], Letters(consensus));
        Assert.Equal((4, 2, 0), (VoterStatistics.Of([consensus.Votes!])[0].Votes, VoterStatistics.Of([consensus.Votes!])[0].Abstentions, VoterStatistics.Of([consensus.Votes!])[0].Faults.Count));
    }

    [Fact]
    public void StrategyAfterAFault_AbstainsUntilItSpeaksAgain()
    {
        var bar = 0;
        var moody = new Doing((_, context) =>
        {
            bar++;
            if (bar == 1) context.Target(Direction.Long);
            if (bar == 3) throw new InvalidOperationException("once");
            if (bar == 5) context.Target(Direction.Flat);
        });
        var consensus = new ConsensusStrategy([new Voter("moody", moody)], new ConsensusOptions());
        Bench.Stands(consensus, Walks.Closes(10, 10, 10, 10, 10));
        Assert.Equal(["+", "+", "E", ".", "0"], Letters(consensus));
    }

    [Fact]
    public void SlowerVoter_StandsUntilItsNextBar()
    {
        var asked = new List<(long Time, double Close)>();
        var slow = new Doing((bar, context) =>
        {
            asked.Add((bar.OpenTime, bar.Close));
            Assert.Equal(3 * 60_000, context.Timeframe.Milliseconds);
            context.Target(bar.Close > 11 ? Direction.Long : Direction.Short);
        });
        var consensus = new ConsensusStrategy([new Voter("slow", slow) { Timeframe = Timeframe.FromMilliseconds(180_000) }], new ConsensusOptions());
        var stands = Bench.Stands(consensus, Walks.Closes(10, 11, 12, 9, 9, 9, 12, 12));
        // The bar of minutes 0 to 2 is complete at the third close, in time for the round of that very instant.
        Assert.Equal([".", ".", "+", "+", "+", "-", "-", "-"], Letters(consensus));
        Assert.Equal([0, 0, 1, 1, 1, -1, -1, -1], stands);
        Assert.Equal([(0L, 12.0), (180_000L, 9.0)], asked);
    }

    [Fact]
    public void WarmUp_FeedsVotersAndHoldsNoRound()
    {
        var consensus = Of(ConsensusMode.Majority, new Script(1));
        Bench.Stands(consensus, Walks.Closes(10, 10, 10, 10), warmUp: 2);
        Assert.Equal(2, consensus.Votes!.Count);
    }

    [Fact]
    public void Muted_IsSilentAndStillCounted()
    {
        var consensus = new ConsensusStrategy([new Voter("a", new Script(1)), new Voter("b", new Script(1)), new Voter("c", new Script(-1))], new ConsensusOptions { Mode = ConsensusMode.Unanimous, Muted = ["c"] });
        Assert.Equal([0, 0], Bench.Stands(consensus, Walks.Closes(10, 10)));
        Assert.Equal(["++.", "++."], Letters(consensus));
    }

    [Fact]
    public void HitRate_IsMeasuredAgainstTheNextClose()
    {
        var consensus = Of(ConsensusMode.Majority, new Script(1, 1, -1, 0, 1));
        Bench.Stands(consensus, Walks.Closes(10, 11, 10, 9, 9));
        // +: 10 to 11 hit, +: 11 to 10 missed, -: 10 to 9 hit, 0 has no side, the last has no next close.
        Assert.Equal(2 / 3.0, VoterStatistics.Of([consensus.Votes!])[0].HitRate);
    }

    [Fact]
    public void ReadingThePosition_IsNoticed()
    {
        var consensus = new ConsensusStrategy(
            [new Voter("reads", new Doing((_, context) => context.Target(context.Position > 0 ? Direction.Flat : Direction.Long))), new Voter("blind", new MovingAverage(2))], new ConsensusOptions());
        Bench.Stands(consensus, Walks.Closes(10, 11, 12));
        Assert.Equal([true, false], consensus.Votes!.ReadsPositions);
    }

    [Fact]
    public void TwoFaultyOfSeven_DoNotStopFiveEqualVotes()
    {
        var voters = Enumerable.Range(0, 5).Select(i => new Voter($"h{i}", new Script(1, -1, 1))).ToList();
        voters.Add(new Voter("broken", Faulty.Throwing()));
        voters.Add(new Voter("liar", new Script(-1, 1, 0)));
        var consensus = new ConsensusStrategy(voters, new ConsensusOptions { Mode = ConsensusMode.Bft });
        Assert.Equal([1, -1, 1], Bench.Stands(consensus, Walks.Closes(10, 10, 10)));
    }

    [Fact]
    public void Recount_OfEqualTerms_ChangesNothing_AndOfOthersIsACountFromScratch()
    {
        var bars = Walks.Random(5, 2_000, 40);
        var majority = Directions(ConsensusMode.Majority);
        Bench.Stands(majority, bars);
        var record = majority.Votes!;
        Assert.Empty(Recount.Of(record, record.Terms, []).Changes);
        foreach (var mode in new[] { ConsensusMode.Unanimous, ConsensusMode.Bft, ConsensusMode.Weighted })
        {
            var scratch = Directions(mode);
            Bench.Stands(scratch, bars);
            var recounted = Recount.Of(record, record.Terms with { Mode = mode }, []);
            Assert.Equal(Decisions(scratch), recounted.Decisions);
            Assert.NotEmpty(recounted.Changes);
            Assert.Equal(0, recounted.StaleRounds);
        }
    }

    [Fact]
    public void Recount_AfterTheFirstChange_MarksVotesThatReadPositions()
    {
        var record = new VoteRecord(new ConsensusTerms { Voters = [new("a", VotingRound.Direction), new("b", VotingRound.Direction)] });
        record.ReadsPositions[1] = true;
        record.Append(1, [Vote.Plus, Vote.Plus], Decision.Long, 0);
        record.Append(2, [Vote.Plus, Vote.Zero], Decision.Long, 0);
        record.Append(3, [Vote.Zero, Vote.Plus], Decision.Long, 0);
        record.Append(4, [Vote.Plus, Vote.Abstained], Decision.Long, 0);
        var outcome = Recount.Of(record, record.Terms with { Mode = ConsensusMode.Unanimous }, []);
        Assert.Equal([(2L, false), (3L, true), (4L, false)], outcome.Changes.Select(change => (change.Time, change.Stale)));
        Assert.Equal(1, outcome.StaleRounds);
        // A muted voter's votes are nobody's any more.
        Assert.Equal(0, Recount.Of(record, record.Terms with { Mode = ConsensusMode.Unanimous }, ["b"]).StaleRounds);
    }

    [Fact]
    public void Round_AllocatesNothing()
    {
        var consensus = Directions(ConsensusMode.Bft);
        var bench = new Bench(StrategySlot.For(new Stretches(consensus)));
        foreach (var bar in Walks.Random(9, 9_000, 40)) bench.Step(in bar);
        // The record doubles now and then; between two doublings nothing is allocated.
        Assert.Equal(0, Stretches.Least);
    }

    sealed class Stretches(IStrategy inner) : IStrategy
    {
        int _bars;
        long _bytes;

        public static long Least { get; private set; } = long.MaxValue;

        public void OnStart(StrategyContext context) => inner.OnStart(context);

        public void OnBar(in Bar bar, StrategyContext context)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            inner.OnBar(in bar, context);
            _bytes += GC.GetAllocatedBytesForCurrentThread() - before;
            if (++_bars % 1_000 != 0) return;
            Least = Math.Min(Least, _bytes);
            _bytes = 0;
        }
    }

    static ConsensusStrategy Directions(ConsensusMode mode) => new(
        [
            new Voter("fast", new MovingAverageCross(5, 20)), new Voter("slow", new MovingAverageCross(20, 50)), new Voter("trend", new SupertrendFollower()) { Weight = 2 },
            new Voter("macd", new MacdSign()),
        ], new ConsensusOptions { Mode = mode });

    static ConsensusStrategy Of(ConsensusMode mode, params Script[] voters) => new([.. voters.Select((voter, i) => new Voter($"v{i}", voter))], new ConsensusOptions { Mode = mode });

    static string[] Letters(ConsensusStrategy consensus) => [.. Enumerable.Range(0, consensus.Votes!.Count).Select(consensus.Votes.Letters)];

    static Decision[] Decisions(ConsensusStrategy consensus) => [.. Enumerable.Range(0, consensus.Votes!.Count).Select(consensus.Votes.Decision)];
}
