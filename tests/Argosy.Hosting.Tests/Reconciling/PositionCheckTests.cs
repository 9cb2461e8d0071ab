using Argosy.Hosting.Reconciling;

namespace Argosy.Hosting.Tests.Reconciling;

public sealed class PositionCheckTests
{
    [Fact]
    public void VenueHasWhatWeHave_Agrees() => Assert.Equal(PositionVerdict.Agrees, Check(2m, [2m]).Verdict);

    [Theory]
    [InlineData(PositionEvent.Liquidation)]
    [InlineData(PositionEvent.AutoDeleveraging)]
    [InlineData(PositionEvent.Settlement)]
    [InlineData(PositionEvent.ManualClose)]
    public void VenueFlat_HistoryShowsOurSideClosed_TheOnlyBookFollows(PositionEvent kind)
    {
        var check = Check(0m, [2m], Event(kind, -0.5m), Event(kind, -1.5m));
        Assert.Equal((PositionVerdict.Reconciled, "bot0", 2), (check.Verdict, check.Book, check.Closes.Count));
        Assert.Equal(PositionVerdict.Reconciled, Check(0m, [-2m], Event(kind, 2m)).Verdict);
    }

    [Fact]
    public void VenueFlat_TwoBooksHoldIt_NobodyIsClosed()
    {
        var check = Check(0m, [1m, 1m], Event(PositionEvent.Liquidation, -2m));
        Assert.Equal((PositionVerdict.Unexplained, -2m), (check.Verdict, check.Unexplained));
    }

    [Fact]
    public void VenueFlat_NoHistory_IsUnexplained() => Assert.Equal((PositionVerdict.Unexplained, -2m), (Check(0m, [2m]).Verdict, Check(0m, [2m]).Unexplained));

    [Theory]
    [InlineData(0, -2)]
    [InlineData(1, -1)]
    [InlineData(-1, -3)]
    public void ForeignOppositeTrade_NetsOurs_IsLeftToTheUser(int venue, int foreign)
    {
        var check = Check(venue, [2m], Event(PositionEvent.ManualTrade, foreign));
        Assert.Equal((PositionVerdict.ForeignNetting, (decimal)foreign), (check.Verdict, check.Foreign));
        Assert.Empty(check.Closes);
    }

    [Fact]
    public void ForeignTradeOnOurSide_IsReportedOnly()
    {
        var check = Check(5m, [2m], Event(PositionEvent.ManualTrade, 3m));
        Assert.Equal((PositionVerdict.Agrees, 3m), (check.Verdict, check.Foreign));
    }

    [Fact]
    public void PartlyLiquidated_IsNotABookToClose() => Assert.Equal(PositionVerdict.Unexplained, Check(1m, [2m], Event(PositionEvent.Liquidation, -1m)).Verdict);

    [Fact]
    public void HistoryOfAnotherSize_IsUnexplained() => Assert.Equal(PositionVerdict.Unexplained, Check(0m, [2m], Event(PositionEvent.ManualClose, -1m)).Verdict);

    static PositionCheck Check(decimal venue, decimal[] own, params VenueClose[] history) =>
        PositionCheck.Of("BTC/USDT", venue, [.. own.Select((quantity, i) => new BookPosition($"bot{i}", quantity))], history);

    static VenueClose Event(PositionEvent kind, decimal change) => new($"e{change}", kind, change, 100m, 0m, 1);
}
