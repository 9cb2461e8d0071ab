using Argosy.Core.Instruments;
using Argosy.Research.Perpetuals;

namespace Argosy.Research.Tests.Perpetuals;

public sealed class PerpetualFileTests : IDisposable
{
    static readonly Instrument Xrp = new("XRP", "USDT", 0.0001m, 0.1m, 0, 4);

    readonly string _folder = Directory.CreateTempSubdirectory("argosy-tables").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("floor,cap,max_leverage,rate\n0,1000,20,0.02\n1000,5000,10,0.05\n")]
    [InlineData("symbol,floor,cap,max_leverage,rate,cum\nBTCUSDT,0,9,5,0.1,0\nXRPUSDT,0,1000,20,0.02,0\nXRPUSDT,1000,5000,10,0.05,30\n")]
    [InlineData("""
        [{"symbol":"BTCUSDT","brackets":[{"bracket":1,"initialLeverage":5,"notionalCap":9,"notionalFloor":0,"maintMarginRatio":0.1,"cum":0.0}]},
         {"symbol":"XRPUSDT","notionalCoef":1.5,"brackets":[
          {"bracket":2,"initialLeverage":10,"notionalCap":5000,"notionalFloor":1000,"maintMarginRatio":0.05,"cum":30.0},
          {"bracket":1,"initialLeverage":20,"notionalCap":1000,"notionalFloor":0,"maintMarginRatio":0.02,"cum":0.0}]}]
        """)]
    [InlineData("""{"symbol":"XRPUSDT","brackets":[{"initialLeverage":20,"notionalCap":1000,"notionalFloor":0,"maintMarginRatio":"0.02","cum":0},{"initialLeverage":10,"notionalCap":5000,"notionalFloor":1000,"maintMarginRatio":"0.05","cum":30}]}""")]
    public void Brackets_OfAnyForm_AreRead(string text)
    {
        var file = BracketFile.Read(Write("brackets", text));
        Assert.True(file.Ok, file.Error?.Message);
        var table = file.Value.Of(Xrp);
        Assert.True(table.Ok, table.Error?.Message);
        Assert.Equal((20, 5_000m, 30m), (table.Value.MaxLeverage, table.Value.LargestValue, table.Value.Brackets[1].Cum));
    }

    [Theory]
    [InlineData("", "holds no bracket")]
    [InlineData("a,b\n", "line 1: 'a,b' is not the header")]
    [InlineData("floor,cap,max_leverage,rate\n", "holds no bracket")]
    [InlineData("floor,cap,max_leverage,rate\n0,1000,20\n", "line 2: 3 columns, expected 4")]
    [InlineData("floor,cap,max_leverage,rate\n0,x,20,0.02\n", "line 2: '0,x,20,0.02' is no bracket")]
    [InlineData("floor,cap,max_leverage,rate\n0,1000,2.5,0.02\n", "line 2: a leverage of 2.5 is not a whole number")]
    [InlineData("floor,cap,max_leverage,rate,cum\n0,1000,20,0.02,x\n", "line 2: the cum 'x' is not a number")]
    [InlineData("floor,cap,max_leverage,rate\n0,1000,20,0.02\n2000,3000,10,0.05\n", "bracket 2: its floor 2000 must be the cap before, 1000")]
    [InlineData("[{\"symbol\":1}]", "expected [{\"symbol\"")]
    [InlineData("[{\"symbol\":\"A\",\"brackets\":[{}]}]", "bracket 1 of A needs")]
    [InlineData("[{", "line 1: no valid JSON")]
    public void Brackets_ThatAreNone_AreRefusedWithTheirPlace(string text, string said) => Refused(BracketFile.Read(Write("brackets", text)).Error, said);

    [Fact]
    public void Brackets_WithoutTheInstrument_AreRefused()
    {
        var file = BracketFile.Read(Write("brackets", "symbol,floor,cap,max_leverage,rate\nBTCUSDT,0,1000,20,0.02\n")).Value;
        Refused(file.Of(Xrp).Error, "has no brackets of XRP/USDT; it has BTCUSDT");
    }

    [Theory]
    [InlineData("time,rate\n1638316800000,0.0001\n1638345600001,-1e-4\n")]
    [InlineData("fundingTime,symbol,fundingRate\n2021-12-01T00:00:00Z,XRPUSDT,0.0001\n2021-12-01 08:00,XRPUSDT,-0.0001\n")]
    [InlineData("""[{"symbol":"XRPUSDT","fundingTime":1638316800002,"fundingRate":"0.00010000"},{"symbol":"XRPUSDT","fundingTime":1638345600000,"fundingRate":"-0.0001"}]""")]
    public void Funding_OfAnyForm_IsRead(string text)
    {
        var funding = FundingFile.Read(Write("funding", text));
        Assert.True(funding.Ok, funding.Error?.Message);
        Assert.Equal((2, 1_638_316_800_000, 1_638_345_600_000), (funding.Value.Count, funding.Value.Time(0), funding.Value.Time(1)));
        Assert.Equal((0.0001m, -0.0001m), (funding.Value.Rate(0), funding.Value.Rate(1)));
    }

    [Theory]
    [InlineData("", "holds no settlement")]
    [InlineData("time,open\n", "is not the header of funding")]
    [InlineData("time,rate\n1638316800000\n", "line 2: 1 columns")]
    [InlineData("time,rate\nnoon,0.1\n", "line 2: 'noon' is not a time")]
    [InlineData("time,rate\n1638316800000,much\n", "line 2: 'much' is not a rate")]
    [InlineData("time,rate\n1638316800000,0.5\n", "not a percentage")]
    [InlineData("time,rate\n1638316800000,0\n1638316800001,0\n", "settlement 2 at 1638316800001 does not follow")]
    [InlineData("time,rate,open,high,low\n1638316800000,0.01,0.01,0.01,0.01\n", "daily summaries of the rate in percent")]
    [InlineData("[{\"fundingTime\":1}]", "settlement 1: expected fundingTime and fundingRate")]
    [InlineData("{\"a\":1}", "is not a list of settlements")]
    [InlineData("[1,", "no valid JSON")]
    public void Funding_ThatIsNone_IsRefusedWithItsPlace(string text, string said) => Refused(FundingFile.Read(Write("funding", text)).Error, said);

    [Fact]
    public void MissingFile_IsSaid()
    {
        Refused(FundingFile.Read(Path.Combine(_folder, "none.csv")).Error, "no such file");
        Refused(BracketFile.Read(Path.Combine(_folder, "none.csv")).Error, "no such file");
    }

    string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    static void Refused(Core.Values.Error? error, string said)
    {
        Assert.NotNull(error);
        Assert.Contains(said, error.Message, StringComparison.Ordinal);
    }
}
