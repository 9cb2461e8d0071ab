using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Engine.Strategies;
using Argosy.Strategies.Consensus;
using Argosy.Strategies.Consensus.Counting;
using Argosy.Strategies.Consensus.Lots;
using Argosy.Strategies.Consensus.Rules;
using Argosy.Strategies.Consensus.Voters;
using Argosy.Strategies.Sizing;
using Argosy.Strategies.Tests.Support;

namespace Argosy.Strategies.Tests.Consensus;

/// <summary>Rules, lots, and what BUY and SELL do.</summary>
public class RuleTests
{
    [Fact]
    public void BuyOpensALot_SellClosesTheOldest()
    {
        var consensus = Rules([new Script(1, 1, 0, 0)], [new Script(0, 0, 1, 1)]);
        var bench = new Bench(StrategySlot.For(consensus), allowShort: false);
        foreach (var bar in Walks.Closes(10, 11, 12, 13)) bench.Step(in bar);
        Assert.Equal([(Side.Buy, 10m), (Side.Buy, 11m), (Side.Sell, 12m), (Side.Sell, 13m)], bench.Fills.Select(fill => (fill.Side, fill.Price)));
        Assert.Equal(["y|n", "y|n", "n|y", "n|y"], Letters(consensus));
        Assert.Equal(0, consensus.Lots.Count);
    }

    [Fact]
    public void SellAll_ClosesEveryLot()
    {
        var consensus = Rules([new Script(1, 1, 0)], [new Script(0, 0, 1)], new ConsensusOptions { Lots = LotClosing.All });
        var bench = new Bench(StrategySlot.For(consensus), allowShort: false);
        foreach (var bar in Walks.Closes(10, 11, 12)) bench.Step(in bar);
        Assert.Equal([1m, 1m, 2m], bench.Fills.Select(fill => fill.Quantity));
        Assert.Equal(0, bench.Direction);
    }

    [Fact]
    public void BothPass_OnlySells()
    {
        var consensus = Rules([new Script(1)], [new Script(0, 1)]);
        var bench = new Bench(StrategySlot.For(consensus), allowShort: false);
        foreach (var bar in Walks.Closes(10, 11)) bench.Step(in bar);
        Assert.Equal([Side.Buy, Side.Sell], bench.Fills.Select(fill => fill.Side));
        Assert.Equal(Decision.Sell, consensus.Votes!.Decision(1));
    }

    [Fact]
    public void SellWithoutALot_SendsNothing()
    {
        var bench = new Bench(StrategySlot.For(Rules([new Script(0)], [new Script(1)])), allowShort: false);
        foreach (var bar in Walks.Closes(10, 11)) bench.Step(in bar);
        Assert.Empty(bench.Fills);
        Assert.Equal(0, bench.Engine.Orders.Count);
    }

    [Fact]
    public void MinusOneInARuleRound_IsNoVote()
    {
        var consensus = Rules([new Script(-1)], []);
        Bench.Stands(consensus, Walks.Closes(10));
        Assert.Equal(["N"], Letters(consensus));
    }

    [Fact]
    public void StrategyInARuleRound_SaysYesByItsTarget()
    {
        var consensus = new ConsensusStrategy(
        [
            new Voter("b", new BuiltIn()) { Round = VotingRound.Buy }, new Voter("s", new BuiltIn()) { Round = VotingRound.Sell },
        ], new ConsensusOptions());
        Bench.Stands(consensus, Walks.Closes(10, 11, 9), allowShort: false);
        Assert.Equal([".|.", "y|n", "n|y"], Letters(consensus));
    }

    [Theory]
    [InlineData("open-positions(limit=1)", "y n n n")]
    [InlineData("grid-step", "y n n y")]
    [InlineData("below-lowest", "n n n y")]
    [InlineData("rebalance", "y y y y")]
    [InlineData("rebalance(share=1)", "n n n n")]
    public void BuyRule_AfterOnePurchaseAt100(string rule, string expected) => Assert.Equal(expected, Asked(rule, VotingRound.Buy, [100, 100, 99.6, 99.5]));

    [Theory]
    [InlineData("above-highest", "n n n y")]
    [InlineData("profit-taking(gain=0.005)", "n n y y")]
    [InlineData("stop-loss", "n n n n")]
    public void SellRule_AboveALotAt100(string rule, string expected) => Assert.Equal(expected, Asked(rule, VotingRound.Sell, [100, 100, 100.5, 100.6]));

    [Fact]
    public void StopLoss_LooksAtTheLotSellWouldClose() => Assert.Equal("n n n y", Asked("stop-loss", VotingRound.Sell, [100, 100, 98.1, 98]));

    [Fact]
    public void ProfitTaking_IsExactlyTwoPerCent() => Assert.Equal("n n n y", Asked("profit-taking", VotingRound.Sell, [100, 100, 101.99, 102]));

    [Fact]
    public void LotRules_WithoutALot_SayNo()
    {
        foreach (var rule in new[] { "below-lowest", "above-highest", "profit-taking", "stop-loss" })
        {
            var consensus = Named(buy: "", sell: rule, other: "buy=buyer:hammer");
            Bench.Stands(consensus, Walks.Closes(100, 50, 200), allowShort: false);
            Assert.All(Letters(consensus), letters => Assert.Equal("n|n", letters));
        }
    }

    [Fact]
    public void RiskManagement_FollowsTheGate()
    {
        // One coin at 100 needs 100: with 150 the second purchase could not be paid.
        var consensus = Named("risk-management", "", "");
        var bench = new Bench(StrategySlot.For(consensus), allowShort: false, sizing: new FixedQuantity(1), cash: 150);
        foreach (var bar in Walks.Closes(100, 100, 100)) bench.Step(in bar);
        Assert.Equal(["y", "n", "n"], Letters(consensus));
        Assert.Single(bench.Fills);
    }

    [Fact]
    public void Volatility_AbstainsUntilItsWindowIsFull()
    {
        var consensus = Named("volatility(period=3)", "", "");
        Bench.Stands(consensus, Walks.Candles((100, 101, 99, 100), (100, 101, 99, 100), (100, 101, 99, 100), (100, 103, 98, 100)), allowShort: false);
        Assert.Equal([".", ".", "y", "n"], Letters(consensus));
    }

    [Theory]
    [InlineData("hammer", "n n y n")]
    [InlineData("hammer(confirmed=true)", "n n n y")]
    [InlineData("hanging-man", ". . . .")]
    [InlineData("inverse-hammer", ". . . .")]
    [InlineData("bullish-engulfing", "n n n n")]
    public void Pattern_AndItsConfirmation(string rule, string expected)
    {
        // Two plain candles, a hammer (lower shadow 4 bodies), one that closes higher.
        var consensus = Named(rule, "", "");
        Bench.Stands(consensus, Walks.Candles((10, 10.5, 9.5, 10.2), (10.2, 10.6, 9.9, 10.1), (10, 10.1, 9.5, 10.1), (10.1, 10.4, 10, 10.3)), allowShort: false);
        Assert.Equal(expected, string.Join(' ', Letters(consensus)));
    }

    [Fact]
    public void HangingMan_IsAHammerAboveTheMean()
    {
        var bars = Walks.Candles([.. Enumerable.Range(0, 20).Select(i => (9.0, 9.1, 8.9, 9.05)), (10, 10.1, 9.5, 10.1)]);
        var man = Named("", "hanging-man", "buy=hammer");
        Bench.Stands(man, bars, allowShort: false);
        Assert.Equal("y|y", Letters(man)[^1]);
        Assert.Equal("n|n", Letters(man)[^2]);
    }

    [Fact]
    public void Engulfing_BothWays()
    {
        var bars = Walks.Candles((10, 11, 9, 10.5), (10.6, 11, 9, 9.9), (9.8, 11, 9, 10.7));
        var consensus = Named("bullish-engulfing", "bearish-engulfing", "");
        Bench.Stands(consensus, bars, allowShort: false);
        Assert.Equal(["n|n", "n|y", "y|n"], Letters(consensus));
    }

    [Fact]
    public void LotBook_FollowsRealFills()
    {
        var book = new LotBook();
        Take(book, 1, Side.Buy, 2, 100, 2);
        Take(book, 1, Side.Buy, 2, 102, 4);
        Take(book, 2, Side.Buy, 1, 90, 5);
        Assert.Equal((2, 90m, 101m, 101m), (book.Count, book.Lowest, book.Highest, book.OldestPrice));
        Assert.Equal(98.8m, book.MeanPrice);
        Take(book, 3, Side.Sell, 1, 110, 4);
        Assert.Equal((2, 3m), (book.Count, book.Open[0].Quantity));
        Take(book, 4, Side.Sell, 3, 110, 1);
        Assert.Equal((1, 90m, 90m), (book.Count, book.Lowest, book.Highest));
        Take(book, 5, Side.Sell, 1, 110, 0);
        Assert.Equal((0, null), (book.Count, book.Lowest));
    }

    [Fact]
    public void LotBook_LessThanALotLeft_GoesOnWithTheNext()
    {
        var book = new LotBook();
        Take(book, 1, Side.Buy, 1, 100, 1);
        Take(book, 2, Side.Buy, 1, 90, 2);
        Take(book, 3, Side.Sell, 0.9999m, 95, 1.0001m);
        Assert.Equal((1, 1.0001m), (book.Count, book.Open[0].Quantity));
    }

    [Fact]
    public void Bundle_HasSevenBuyersAndFiveSellers()
    {
        var consensus = (ConsensusStrategy)StrategyCatalogue.Find("consensus").Value.Bind(new Dictionary<string, string> { ["voters"] = "bundle", ["mode"] = "factor" }).Value.Create();
        var bench = new Bench(StrategySlot.For(consensus), allowShort: false, sizing: new FixedQuote(1_000));
        foreach (var bar in Walks.Random(3, 3_000, 60)) bench.Step(in bar);
        var terms = consensus.Votes!.Terms;
        Assert.Equal((7, 5), (terms.CountOf(VotingRound.Buy), terms.CountOf(VotingRound.Sell)));
        Assert.Contains(bench.Fills, fill => fill.Side == Side.Buy);
        Assert.Contains(bench.Fills, fill => fill.Side == Side.Sell);
        Assert.True(consensus.Lots.Count <= 15);
        Assert.Equal(bench.Engine.Ledger.Position(0, 0).Quantity, consensus.Lots.Open.Sum(lot => lot.Quantity));
        Assert.Equal([true, true, true, true, false, false, true, false, true, true, true, false], consensus.Votes.ReadsPositions);
    }

    static void Take(LotBook book, int order, Side side, decimal quantity, decimal price, decimal position)
    {
        var fill = new Fill
        {
            OrderId = order, Instrument = 0, Book = 0, Side = side, Purpose = OrderPurpose.Signal, Traits = FillTraits.Final, Time = 0, PathUnits = 0,
            Price = price, Quantity = quantity, Fee = 0,
        };
        book.Take(in fill, 0.001m, position);
    }

    // A buyer that always wants, four voters strong, opens one lot at the first close and is then silent.
    static string Asked(string rule, VotingRound round, double[] closes)
    {
        var voters = new List<Voter>
        {
            new("opens", new Script(1, 0)) { Round = VotingRound.Buy, Weight = 10 },
            new("asked", Rule(rule)) { Round = round },
            new("keeps", new Script(0)) { Round = VotingRound.Sell, Weight = 10 },
        };
        var consensus = new ConsensusStrategy(voters, new ConsensusOptions { Mode = ConsensusMode.Weighted });
        var bench = new Bench(StrategySlot.For(consensus), allowShort: false);
        foreach (var bar in Walks.Closes(closes)) bench.Step(in bar);
        Assert.Single(bench.Fills);
        return string.Join(' ', Letters(consensus).Select(letters => round == VotingRound.Buy ? letters[1] : letters[2]));
    }

    static IVoter Rule(string text) => VoterRules.Catalogue.Parse(text).Value;

    static ConsensusStrategy Named(string buy, string sell, string other)
    {
        var values = new Dictionary<string, string> { ["buy"] = buy, ["sell"] = sell };
        foreach (var pair in other.Split(';', StringSplitOptions.RemoveEmptyEntries)) values[pair.Split('=', 2)[0]] = pair.Split('=', 2)[1];
        var bound = StrategyCatalogue.Find("consensus").Value.Bind(values);
        Assert.True(bound.Ok, bound.Error?.Message);
        return (ConsensusStrategy)bound.Value.Create();
    }

    static ConsensusStrategy Rules(Script[] buy, Script[] sell, ConsensusOptions? options = null) => new(
        [
            .. buy.Select((voter, i) => new Voter($"b{i}", voter) { Round = VotingRound.Buy }), .. sell.Select((voter, i) => new Voter($"s{i}", voter) { Round = VotingRound.Sell }),
        ], options ?? new ConsensusOptions());

    static string[] Letters(ConsensusStrategy consensus) => [.. Enumerable.Range(0, consensus.Votes!.Count).Select(consensus.Votes.Letters)];

    // Above 10 long, below flat, at 10 no opinion.
    sealed class BuiltIn : IStrategy
    {
        public void OnBar(in Bar bar, StrategyContext context)
        {
            if (bar.Close > 10) context.Target(Direction.Long);
            else if (bar.Close < 10) context.Target(Direction.Flat);
        }
    }
}
