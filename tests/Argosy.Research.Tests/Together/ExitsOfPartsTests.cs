using Argosy.Core.Orders;
using Argosy.Research.Backtests;
using Argosy.Simulation.Fills;
using Argosy.Strategies.Consensus.Counting;
using static Argosy.Research.Tests.Together.HandMade;

namespace Argosy.Research.Tests.Together;

/// <summary>Exit rules where a tenth of a bar's volume is all one gets: entries and exits in parts, worked by hand.</summary>
public sealed class ExitsOfPartsTests
{
    [Fact]
    public void Target_WhoseVolumeTheEntryTook_WaitsForTheNextTradeThroughIt()
    {
        // Bought 1 a bar at the opens of minutes 1, 2 and 3, which is all there is in them: the path of minute 2 goes through 103 in vain.
        double[][] bars = [Thin(100), Thin(100), [100, 104, 100, 100, 10], Thin(100), Wide(100), [100, 103.01, 100, 100, 1_000], Wide(100)];
        Assert.Equal("1m buy 1 at 100; 2m buy 1 at 100; 3m buy 1 at 100; 6m target 3 at 103", Told(bars, "target:3%"));
    }

    [Fact]
    public void Stop_InParts_TakesTheTargetWithIt()
    {
        double[][] bars = [Wide(100), Wide(100), [100, 100, 97, 97, 10], [97, 104, 97, 104, 10], [104, 104, 104, 104, 10], Wide(104)];
        // 1 of 3 at the trigger; the rest goes on at the next opens, whatever the price does. The target is down to as much and never fills first.
        Assert.Equal("1m buy 3 at 100; 3m stop 1 at 98; 3m stop 1 at 97; 4m stop 1 at 104", Told(bars, "stop:2%", "target:10%"));
    }

    [Fact]
    public void Target_InParts_LeavesTheStopTheRest()
    {
        double[][] bars = [Wide(100), Wide(100), [100, 104, 100, 104, 10], [104, 104, 97, 97, 100], Wide(97)];
        // 1 of 3 as maker at 103 from the path of minute 2; the bar of minute 3 opens beyond it and gives the rest.
        Assert.Equal("1m buy 3 at 100; 3m target 1 at 103; 3m target 2 at 103", Told(bars, "stop:2%", "target:3%"));
    }

    [Fact]
    public void StopAfterAPartOfTheTarget_SellsWhatTheTargetLeft()
    {
        double[][] bars = [Wide(100), Wide(100), [100, 103.5, 100, 100, 10], [100, 100, 97, 97, 100], Wide(97)];
        Assert.Equal("1m buy 3 at 100; 3m target 1 at 103; 4m stop 2 at 98", Told(bars, "stop:2%", "target:3%"));
    }

    [Fact]
    public void TimeStop_OfAVotedEntryStillFilling_EndsItAndSellsWhatItHas()
    {
        // Wants 3 at 1 a bar; a minute after its first fill the rest is called off and 1 is sold.
        double[][] bars = [Thin(100), Thin(100), Thin(100), Thin(100), Thin(100)];
        Assert.Equal("1m buy 1 at 100; 2m time-stop 1 at 100", Told(bars, "time-stop:1m"));
    }

    [Fact]
    public void Roi_SteppingDownBetweenParts_AsksTheNewPriceForTheRest()
    {
        double[][] bars = [Wide(100), Wide(100), [100, 104.5, 100, 100, 10], Thin(100), [100, 102, 100, 102, 10], [102, 102, 102, 102, 10], Wide(102)];
        // 4 % is 104 without fees: 1 of 3 there; from minute 3 on 1 % is 101, and 1 a bar goes there or at the open beyond it.
        var told = Told(bars, "roi:0:4%/2:1%");
        Assert.StartsWith("1m buy 3 at 100; 3m target 1 at 104; ", told, StringComparison.Ordinal);
        Assert.Equal("1m buy 3 at 100; 3m target 1 at 104; 5m target 1 at 101; 5m target 1 at 101", told);
    }

    static double[] Thin(double price) => [price, price, price, price, 10];

    static double[] Wide(double price) => [price, price, price, price, 1_000];

    static string Told(double[][] bars, params string[] exits)
    {
        var settings = new BacktestSettings
        {
            Cash = 10_000, Size = "qty:3", Band = false, Exits = exits, Fills = new FillOptions { TakerFee = 0, MakerFee = 0, Participation = 0.1m },
        };
        var result = Run(Voting(ConsensusMode.Bft, "+."), settings, Market(bars));
        var (bought, sold) = (Sum(result, Side.Buy), Sum(result, Side.Sell));
        Assert.True(sold <= bought);
        return HandMade.Told(result);
    }

    static decimal Sum(BacktestResult result, Side side) => Enumerable.Range(0, result.Fills.Count).Select(i => result.Fills[i]).Where(fill => fill.Side == side).Sum(fill => fill.Quantity);
}
