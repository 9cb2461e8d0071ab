using Argosy.Research.Backtests;
using Argosy.Research.Results;

namespace Argosy.Research.Tests.Results;

public sealed class CsvTests
{
    [Fact]
    public void Trades_AreOneLineEach() => Assert.Equal(
        $"{TradesCsv.Header}\n" +
        "1,BTC/USD,long,1577840400000,100.05,1577844000000,106,1.5,0.309075,8.615925,0.057410794602698656,target,true,false,false,0\n" +
        "2,BTC/USD,short,1578006000000,98.95,1578009600000,98.5,0.5,0.098725,0.126275,0.0025522991409802935,end-of-run,false,true,false,0\n",
        Text(TradesCsv.Write));

    [Fact]
    public void Equity_EndsAtTheFinalEquity() => Assert.Equal(
        "time,equity\n1577836800000,10000\n1577840400000,10001.5\n1577844000000,10009.79\n1578009600000,10008.7422\n", Text(EquityCsv.Write));

    [Fact]
    public void Fills_NameTheirTraits() => Assert.Equal(
        $"{FillsCsv.Header}\n" +
        "1,BTC/USD,0,buy,signal,1577840400000,100.05,100,1.5,0.150075,USD,at-open final\n" +
        "3,BTC/USD,0,sell,target,1577844000000,106,106,1.5,0.159,USD,maker final path-dependent\n" +
        "4,BTC/USD,0,sell,signal,1578006000000,98.95,99,0.5,0.049475,USD,at-open final after-gap\n",
        Text(FillsCsv.Write));

    [Fact]
    public void Orders_LeaveEmptyWhatTheyHaveNot()
    {
        var lines = Text(OrdersCsv.Write).Split('\n');

        Assert.Equal("1,BTC/USD,0,buy,market,gtc,signal,1577840400000,150,quote,1.5,filled,none,from-target,,,,,,,", lines[1]);
        Assert.Equal("2,BTC/USD,0,sell,stop,gtc,stop,1577840400000,1.5,base,0,cancelled,sibling-filled,reduce-only child,,95,,,,3,", lines[2]);
        Assert.Equal(OrdersCsv.Header.Count(c => c == ','), lines[1].Count(c => c == ','));
    }

    static string Text(Action<TextWriter, BacktestResult> write)
    {
        using var writer = new StringWriter();
        write(writer, SampleResult.Make());
        return writer.ToString();
    }
}
