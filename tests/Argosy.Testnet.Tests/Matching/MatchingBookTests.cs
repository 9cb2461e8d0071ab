using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.TestSupport;
using Argosy.Testnet.Matching;

namespace Argosy.Testnet.Tests.Matching;

public sealed class MatchingBookTests
{
    [Fact]
    public void Book_UnderAnyFlow_IsNeverCrossedAndLosesNoLot()
    {
        PropertyChecks.ForSeeds(100, seed =>
        {
            var (chance, book) = (new SeededGenerator((ulong)seed), new MatchingBook());
            var (submitted, matched, gone) = (0L, 0L, 0L);
            var resting = new List<BookOrder>();
            for (var i = 1; i <= 200; i++)
            {
                var lots = 1 + chance.NextIndex(20);
                var mode = (SelfTrade)chance.NextIndex(5);
                var taker = new Taker(i, 1 + chance.NextIndex(3), (Side)chance.NextIndex(2), 90 + chance.NextIndex(20), lots, mode) { Rests = chance.NextIndex(4) > 0, FillOrKill = chance.NextIndex(8) == 0 };
                var before = Shown(book);
                var outcome = book.Submit(taker);
                var traded = outcome.Matches.Sum(match => match.Lots);
                submitted += lots;
                matched += traded;
                // What left the book other than by trading left by prevention; what entered is the rest of the taker.
                gone += before - Shown(book) - traded + (outcome.Resting?.Lots ?? 0);
                if (outcome.Resting is { } rest) resting.Add(rest);
                if (taker.FillOrKill) Assert.True(traded == 0 || traded == lots);
                if (mode != SelfTrade.None) Assert.DoesNotContain(outcome.Matches, match => match.Maker.Owner == taker.Owner);
                Assert.True(before - Shown(book) - traded + (outcome.Resting?.Lots ?? 0) >= 0);
                Assert.True(book.Bids.IsEmpty || book.Asks.IsEmpty || book.Bids.BestPrice < book.Asks.BestPrice);
                if (chance.NextIndex(10) == 0 && resting.Count > 0) gone += Cancelled(book, resting[chance.NextIndex(resting.Count)]);
            }
            Assert.True(matched + gone + Shown(book) <= submitted);
        });
    }

    [Fact]
    public void Match_ServesBestPriceThenFirstComer()
    {
        var book = new MatchingBook();
        foreach (var (id, price) in new[] { (1, 101L), (2, 100L), (3, 100L) }) book.Submit(new Taker(id, id, Side.Sell, price, 5, SelfTrade.None) { Rests = true });
        var outcome = book.Submit(new Taker(9, 9, Side.Buy, null, 12, SelfTrade.None));
        Assert.Equal([(2L, 100L, 5L), (3L, 100L, 5L), (1L, 101L, 2L)], outcome.Matches.Select(match => (match.Maker.Id, match.Price, match.Lots)));
    }

    [Fact]
    public void Budget_IsNeverExceeded()
    {
        var book = new MatchingBook();
        book.Submit(new Taker(1, 1, Side.Sell, 100, 5, SelfTrade.None) { Rests = true });
        book.Submit(new Taker(2, 1, Side.Sell, 110, 5, SelfTrade.None) { Rests = true });
        var outcome = book.Submit(new Taker(9, 9, Side.Buy, null, long.MaxValue, SelfTrade.None) { Budget = 830 });
        Assert.Equal([(100L, 5L), (110L, 3L)], outcome.Matches.Select(match => (match.Price, match.Lots)));
    }

    [Theory]
    [InlineData(nameof(SelfTrade.None), 1, 0, false)]
    [InlineData(nameof(SelfTrade.ExpireTaker), 0, 5, true)]
    [InlineData(nameof(SelfTrade.ExpireMaker), 0, 0, false)]
    [InlineData(nameof(SelfTrade.ExpireBoth), 0, 0, true)]
    [InlineData(nameof(SelfTrade.Decrement), 0, 0, true)]
    public void SelfTrade_FollowsTheTakersChoice(string mode, int matches, long left, bool expired)
    {
        var book = new MatchingBook();
        book.Submit(new Taker(1, 1, Side.Sell, 100, 5, SelfTrade.None) { Rests = true });
        var outcome = book.Submit(new Taker(2, 1, Side.Buy, 100, 5, Enum.Parse<SelfTrade>(mode)));
        Assert.Equal((matches, left, expired), (outcome.Matches.Count, book.Asks.LotsAt(100), outcome.TakerExpired));
    }

    static long Cancelled(MatchingBook book, BookOrder order)
    {
        var lots = order.Lots;
        return book.Cancel(order) ? lots : 0;
    }

    static long Shown(MatchingBook book) => book.Bids.Orders().Concat(book.Asks.Orders()).Sum(order => order.Lots);
}
