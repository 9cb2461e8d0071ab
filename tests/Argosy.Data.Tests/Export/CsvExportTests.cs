using Argosy.Data.Export;
using Argosy.Data.Import;
using Argosy.Data.Synthesis;
using Argosy.TestSupport;

namespace Argosy.Data.Tests.Export;

public sealed class CsvExportTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("candles/bittrex_XLM-BTC_5m.csv.gz", "x.csv")]
    [InlineData("candles/bittrex_DOGE-BTC_1m.csv.gz", "x.csv.gz")]
    [InlineData("candles/bittrex_XRP-BTC_5m.csv.gz", "x.csv")]
    [InlineData("candles/coinbase_LINK-USD_1d.csv.gz", "x.csv")]
    [InlineData("lean/Data/crypto/coinbase/minute/ltcusd/20180406_quote.zip", "x.csv")]
    public void Import_Export_Import_GivesTheSameHash(string file, string name)
    {
        var first = Importer.Read([SharedData.Path("data", file)], ImportOptions.Default).Value;
        CsvExport.Write(_folder.File(name), first.Bars);
        var second = Importer.Read([_folder.File(name)], ImportOptions.Default).Value;
        Assert.Equal(first.Bars.Hash, second.Bars.Hash);
        Assert.Equal(first.Columns.Hash, second.Columns.Hash);
        Assert.Equal(0, second.Columns.Quality.Rounded);
    }

    [Fact]
    public void Text_IsPlainAndExact()
    {
        var path = _folder.Write("a_1m.csv", "time,open,high,low,close,volume\n60,7.2e-07,0.00000080,7e-7,7.10e-07,1234567890.12345678\n");
        CsvExport.Write(_folder.File("b.csv"), Importer.Read([path], ImportOptions.Default).Value.Bars, [3]);
        Assert.Equal("time,open,high,low,close,volume,coverage\n60000,0.00000072,0.0000008,0.0000007,0.00000071,1234567890.12345678,3\n", File.ReadAllText(_folder.File("b.csv")));
        Assert.False(File.Exists(_folder.File("b.csv.part")));
    }

    [Fact]
    public void Synthetic_RoundTrips()
    {
        var bars = SeriesGenerator.Generate(new SynthesisOptions { Bars = 3000, Seed = 11, PriceScale = 6, Price = 0.01m });
        CsvExport.Write(_folder.File("s.csv"), bars);
        Assert.Equal(bars.Hash, Importer.Read([_folder.File("s.csv")], ImportOptions.Default).Value.Bars.Hash);
    }
}
