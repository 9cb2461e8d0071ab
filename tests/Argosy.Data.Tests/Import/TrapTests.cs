using System.IO.Compression;
using System.Text;
using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Data.Import;

namespace Argosy.Data.Tests.Import;

public sealed class TrapTests : IDisposable
{
    const string Header = "time,open,high,low,close,volume\n";

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void RepeatedTimes_LastRowWins_AndIsCounted()
    {
        var series = Read("a_BTC-USD_1m.csv", Header + "60,1,1,1,1,1\n120,2,2,2,2,2\n120,3,3,3,3,3\n60,4,4,4,4,0\n180,5,5,5,5,5\n");
        Assert.Equal([60000, 120000, 180000], series.Columns.OpenTimes);
        Assert.Equal([4, 3, 5], series.Columns.Open);
        Assert.Equal((2, 2, 1, 5), (series.Columns.Quality.Duplicates, series.Columns.Quality.OutOfOrder, series.Columns.Quality.ZeroVolumes, series.Columns.Quality.Flat));
    }

    [Fact]
    public void NewestFirst_IsAnOrderNotADefect()
    {
        var series = Read("a.csv", Header + "180,3,3,3,3,3\n120,2,2,2,2,2\n60,1,1,1,1,1\n");
        Assert.Equal([60000, 120000, 180000], series.Columns.OpenTimes);
        Assert.Equal(0, series.Columns.Quality.OutOfOrder);
        Assert.Contains("rows were newest first", series.Notes);
    }

    [Fact]
    public void Columns_InAnyOrder_AreFoundByName()
    {
        var series = Read("a.csv", "close;volume;Date;Low;Open;High\n2;9;2020-01-01;1;1.5;3\n2;9;2020-01-02;1;1.5;3\n");
        var bar = series.Columns[0];
        Assert.Equal((1.5, 3, 1, 2, 9), (bar.Open, bar.High, bar.Low, bar.Close, bar.Volume));
        Assert.Equal("1d", series.Columns.Timeframe.ToString());
    }

    [Theory]
    [InlineData("2020-01-01T00:00:59.999", "2020-01-01T00:01:59.999", "2020-01-01T00:02:59.999")]
    [InlineData("2020-01-01T00:00:59", "2020-01-01T00:01:59", "2020-01-01T00:02:59")]
    [InlineData("1577836859999", "1577836919999", "1577836979999")]
    public void EndTimes_BecomeOpenTimes(string first, string second, string third)
    {
        var series = Read("a.csv", Header + $"{first},1,1,1,1,1\n{second},1,1,1,1,1\n{third},1,1,1,1,1\n");
        Assert.Equal([1577836800000, 1577836860000, 1577836920000], series.Columns.OpenTimes);
    }

    [Theory]
    [InlineData("1577836800")]
    [InlineData("1577836800.0")]
    [InlineData("1577836800000")]
    [InlineData("1577836800000.0")]
    [InlineData("1577836800000000")]
    [InlineData("1577836800000000000")]
    [InlineData("2020-01-01")]
    public void Times_InAnyUnit_AreMilliseconds(string time) =>
        Assert.Equal([1577836800000], Read("x_1d.csv", Header + $"{time},1,1,1,1,1\n").Columns.OpenTimes);

    [Fact]
    public void Gaps_AreCountedNotFilled()
    {
        var series = Read("a.csv", Header + "60,1,1,1,1,1\n120,1,1,1,1,1\n180,1,1,1,1,1\n360,1,1,1,1,1\n420,1,1,1,1,1\n");
        Assert.Equal((1, 2, 180000), (series.Columns.Quality.Gaps, series.Columns.Quality.Missing, series.Columns.Quality.LongestGapMs));
        Assert.Equal(5, series.Columns.Count);
    }

    [Fact]
    public void Months_AreRecognised()
    {
        var series = Read("a.csv", Header + "2020-01-01,1,1,1,1,1\n2020-02-01,1,1,1,1,1\n2020-03-01,1,1,1,1,1\n2020-05-01,1,1,1,1,1\n");
        Assert.Equal("1M", series.Columns.Timeframe.ToString());
        Assert.Equal((1, 1), (series.Columns.Quality.Gaps, series.Columns.Quality.Missing));
    }

    [Fact]
    public void Overlap_IsRefusedWithItsLine()
    {
        var error = Refusal("a.csv", Header + "60,1,1,1,1,1\n120,1,1,1,1,1\n180,1,1,1,1,1\n210,1,1,1,1,1\n240,1,1,1,1,1\n300,1,1,1,1,1\n");
        Assert.StartsWith("a.csv line 5: 1970-01-01 00:03:30 begins before", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("60,1,1,1,abc,1", "line 2, column 5 (close): 'abc' is no number")]
    [InlineData("60,1,1,1,nan,1", "line 2, column 5 (close): 'nan' is no number")]
    [InlineData("60,1,inf,1,1,1", "line 2, column 3 (high): 'inf' is no number")]
    [InlineData("60,,1,1,1,1", "line 2, column 2 (open): the field is empty")]
    [InlineData("60,1,1,1,1,", "line 2, column 6 (volume): the field is empty")]
    [InlineData("60,0,1,1,1,1", "line 2, column 2 (open): '0' is no price")]
    [InlineData("60,-1,1,1,1,1", "line 2, column 2 (open): '-1' is no price")]
    [InlineData("60,1,1,1,1,-1", "line 2, column 6 (volume): '-1' is no volume")]
    [InlineData("60,1234567890123456,1,1,1,1", "line 2, column 2 (open): '1234567890123456' has more than 15 digits before the point")]
    [InlineData("soon,1,1,1,1,1", "line 2, column 1 (time): 'soon' is no time")]
    [InlineData("60,1,1,1", "line 2: 4 columns, at least 6 expected")]
    [InlineData("60,1,2,1.5,1,1", "line 2: high 2 and low 1.5 do not enclose open 1 and close 1")]
    public void BadField_IsRefusedWithFileLineAndColumn(string row, string message) =>
        Assert.Contains("a_1m.csv " + message, Refusal("a_1m.csv", Header + row + "\n").Message, StringComparison.Ordinal);

    [Fact]
    public void BadField_DeepInAFile_NamesItsLine()
    {
        var text = new StringBuilder(Header);
        for (var i = 1; i <= 9000; i++) text.Append(i * 60).Append(",1,1,1,").Append(i == 8765 ? "x" : "1").Append(",1\r\n");
        Assert.StartsWith("a.csv line 8766, column 5 (close): 'x'", Refusal("a.csv", text.ToString()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Violations_WithForce_AreTakenAndCounted()
    {
        var read = Importer.Read([_folder.Write("a_1m.csv", Header + "60,1,2,1.5,1,1\n120,1,1,1,1,1\n")], ImportOptions.Default with { Force = true });
        Assert.Equal(1, read.Value.Columns.Quality.Violations);
    }

    [Fact]
    public void Scale_IsTheSmallestThatHoldsAllPrices()
    {
        var series = Read("a.csv", Header + "60,1.50,2.000,1.25,1.5,0.1\n120,100,100,100,100,10\n");
        Assert.Equal((2, 1), (series.Bars.PriceScale, series.Bars.VolumeScale));
        Assert.Equal([150, 10000], series.Bars.Open);
        Assert.Equal(0.01m, series.Bars.TickSize);
    }

    [Fact]
    public void Scale_IsCappedByTheLargestPrice_AndWhatLiesBeyondIsCounted()
    {
        var series = Read("a.csv", Header + "60,0.000000001234,0.000000001234,0.000000001234,0.000000001234,1\n120,70000,70000,70000,70000,1\n");
        Assert.Equal(10, series.Bars.PriceScale);
        Assert.Equal(12, series.Bars.Open[0]);
        Assert.Equal(4, series.Columns.Quality.Rounded);
        Assert.All(series.Bars.High, units => Assert.True(units < 1_000_000_000_000_000));
    }

    [Fact]
    public void PriceThatWouldBecomeZero_IsRefused() =>
        Assert.Contains("a.csv line 2: a price is too small", Refusal("a.csv", Header + "60,1e-16,1e-16,1e-16,1e-16,1\n120,70000,70000,70000,70000,1\n").Message, StringComparison.Ordinal);

    [Fact]
    public void Volumes_OfManyDigits_AreExact()
    {
        var series = Read("a.csv", Header + "60,1,1,1,1,1234567890.12345678\n120,1,1,1,1,0.00000001\n");
        Assert.Equal([123456789012345678, 1], series.Bars.Volume);
        Assert.Equal(0, series.Columns.Quality.Rounded);
    }

    [Theory]
    [InlineData("1577836800000,1,3,0.5,2,10,1577836859999,20,5,4,8,0\n1577836860000,2,3,1,2,10,1577836919999,20,5,4,8,0\n", false)]
    [InlineData("1577836800000000,1,3,0.5,2,10,1577836859999999,20,5,4,8,0\n1577836860000000,2,3,1,2,10,1577836919999999,20,5,4,8,0\n", false)]
    [InlineData("open_time,open,high,low,close,volume,close_time,quote_volume,count,taker_buy_volume,taker_buy_quote_volume,ignore\n1577836800000,1,3,0.5,2,10,1577836859999,20,5,4,8,0\n1577836860000,2,3,1,2,10,1577836919999,20,5,4,8,0\n", true)]
    public void BinanceKlines_ZipOrCsv_MillisecondsOrMicroseconds(string text, bool zip)
    {
        var path = _folder.File(zip ? "BTCUSDT-1m-2020-01.zip" : "BTCUSDT-1m-2020-01.csv");
        if (zip)
        {
            using var archive = ZipFile.Open(path, ZipArchiveMode.Create);
            using var entry = new StreamWriter(archive.CreateEntry("BTCUSDT-1m-2020-01.csv").Open());
            entry.Write(text);
        }
        else File.WriteAllText(path, text);
        var series = Importer.Read([path], ImportOptions.Default).Value;
        Assert.Equal(("binance", "binance", "BTC", "USDT", "1m"), (series.Format, series.Venue, series.BaseAsset, series.QuoteAsset, series.Columns.Timeframe.ToString()));
        Assert.Equal(new Bar(1577836800000, 1, 3, 0.5, 2, 10), series.Columns[0]);
    }

    [Fact]
    public void BinanceKlines_AsJson_AreReadInTheirOrder()
    {
        var series = Read("BTCUSDT-1m.json", "[[1577836800000,\"1\",\"3\",\"0.5\",\"2\",\"10\",1577836859999,\"20\",5,\"4\",\"8\",\"0\"]]");
        Assert.Equal(new Bar(1577836800000, 1, 3, 0.5, 2, 10), series.Columns[0]);
    }

    [Fact]
    public void JsonArrays_WithFlatRowsOnly_AreToldApartByTheirOrder()
    {
        var rising = Read("a.json", "[[60000,5,5,5,5,1],[120000,6,6,6,6,1]]");
        var falling = Read("b.json", "[[120000,6,6,6,6,1],[60000,5,5,5,5,1]]");
        Assert.DoesNotContain(rising.Notes, note => note.Contains("Bitfinex", StringComparison.Ordinal));
        Assert.Contains(falling.Notes, note => note.Contains("Bitfinex", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("[[60000,1,1,1,1,1],[120000,1,1,x", "not valid JSON")]
    [InlineData("[[60000,1,1,1,1,1],[120000,1,1,null,1,1]]", "line 1, column 32, entry 2: column 4: expected a number")]
    [InlineData("[[60000,1,1,1,1,1],\n[120000,1,1,-4,1,1]]", "line 2, column 13, entry 2: column 4: '-4' is no price")]
    [InlineData("[{\"O\":1,\"H\":1,\"L\":1,\"V\":1,\"T\":\"2018-01-08T03:00:00\"}]", "expected \"T\", \"O\", \"H\", \"L\" and \"C\"")]
    public void BrokenJson_IsRefusedWithItsPlace(string text, string message) => Assert.Contains(message, Refusal("a.json", text).Message, StringComparison.Ordinal);

    [Fact]
    public void CryptoDataDownload_OldLayout_WithAddressLineAndHourNames()
    {
        var series = Read("Coinbase_BTCUSD_1h.csv", "https://www.CryptoDataDownload.com\nDate,Symbol,Open,High,Low,Close,Volume BTC,Volume USD\n2019-10-17 01-PM,BTCUSD,8051,8056.83,8021.23,8035.88,1.5,12000\n2019-10-17 12-PM,BTCUSD,8051,8056.83,8021.23,8035.88,24000,3\n2019-10-17 11-AM,BTCUSD,8051,8056.83,8021.23,8035.88,0,0\n");
        Assert.Equal("cryptodatadownload", series.Format);
        Assert.Equal([0, 3, 1.5], series.Columns.Volume);
        Assert.Equal(11, DateTimeOffset.FromUnixTimeMilliseconds(series.Columns.OpenTimes[0]).Hour);
    }

    [Fact]
    public void CryptoDataDownload_CheapAsset_BaseVolumeIsTheLarger()
    {
        var series = Read("a_1h.csv", "unix,date,symbol,open,high,low,close,Volume DOGE,Volume USD\n1577836800,x,DOGE/USD,0.1,0.1,0.1,0.1,1000,100\n");
        Assert.Equal([1000], series.Columns.Volume);
        Assert.Equal("DOGE", series.BaseAsset);
    }

    [Fact]
    public void Columns_NameAHeaderlessCsv()
    {
        var path = _folder.Write("a_1d.csv", "1546300800,7,1,3,0.5,2,x\n1546387200,8,1,3,0.5,2,x\n");
        Assert.Contains("--columns", Importer.Read([path], ImportOptions.Default).Error!.Message, StringComparison.Ordinal);
        var series = Importer.Read([path], ImportOptions.Default with { Columns = "t,v,o,h,l,c,_" }).Value;
        Assert.Equal(new Bar(1546300800000, 1, 3, 0.5, 2, 7), series.Columns[0]);
    }

    [Theory]
    [InlineData("t,o,h,l", "t, o, h, l and c are needed")]
    [InlineData("t,o,h,l,c,x", "'x' is no column")]
    [InlineData("t,o,h,l,c,c", "'c' stands twice")]
    public void Columns_ThatMakeNoSense_AreRefused(string columns, string message)
    {
        var path = _folder.Write("a.csv", "60,1,1,1,1,1\n");
        Assert.Contains(message, Importer.Read([path], ImportOptions.Default with { Columns = columns }).Error!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("hello world\nhow are you\n", "unknown layout (hello world)")]
    [InlineData("time,open,high,low,close,volume\n", "has no rows")]
    [InlineData("name,price\nx,1\n", "unknown layout")]
    public void FileOfUnknownLayout_GivesOneClearError(string text, string message)
    {
        var error = Refusal("a.csv", text);
        Assert.Contains("a.csv", error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OneRow_WithoutTimeframe_AsksForIt() => Assert.Contains("--timeframe", Refusal("a.csv", Header + "60,1,1,1,1,1\n").Message, StringComparison.Ordinal);

    [Fact]
    public void CutOffGzip_IsCorrupt()
    {
        var path = _folder.File("a.csv.gz");
        using (var packed = new GZipStream(File.Create(path), CompressionLevel.Optimal))
        {
            for (var i = 1; i < 20000; i++) packed.Write(Encoding.ASCII.GetBytes(i == 1 ? Header : $"{i * 60},1,1,1,1,{i * 7919 % 1000}\n"));
        }
        using (var file = File.OpenWrite(path)) file.SetLength(file.Length / 2);
        var read = Importer.Read([path], ImportOptions.Default);
        Assert.Equal(ErrorKind.Corrupt, read.Error?.Kind);
    }

    [Fact]
    public void MissingFile_OrFolder_IsSaid()
    {
        Assert.Equal(ErrorKind.NotFound, Importer.Read([_folder.File("none.csv")], ImportOptions.Default).Error!.Kind);
        Assert.Contains("is a folder", Importer.Read([_folder.Path], ImportOptions.Default).Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FilesOfTwoFormats_AreRefused()
    {
        var files = new[] { _folder.Write("a.csv", Header + "60,1,1,1,1,1\n"), _folder.Write("b.json", "[[120000,1,1,1,1,1]]") };
        Assert.Contains("files of one series must have one format", Importer.Read(files, ImportOptions.Default).Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_OverruleNameAndContent()
    {
        var path = _folder.Write("bittrex_DOGE-BTC_1m.csv", Header + "3600,1,1,1,1,1\n7200,1,1,1,1,1\n");
        var series = Importer.Read([path], ImportOptions.Default with { Instrument = "btc-usd", Timeframe = Timeframe.OneMinute }).Value;
        Assert.Equal(("BTC", "USD", "1m"), (series.BaseAsset, series.QuoteAsset, series.Columns.Timeframe.ToString()));
        Assert.Equal(1, series.Columns.Quality.Gaps);
        Assert.Contains("is no instrument", Importer.Read([path], ImportOptions.Default with { Instrument = "12/!" }).Error!.Message, StringComparison.Ordinal);
        Assert.Contains("'xls' is no format", Importer.Read([path], ImportOptions.Default with { Format = "xls" }).Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NameThatContradictsTheRows_IsOverruledAndSaid()
    {
        var series = Read("bittrex_DOGE-BTC_1h.csv", Header + "60,1,1,1,1,1\n120,1,1,1,1,1\n180,1,1,1,1,1\n");
        Assert.Equal("1m", series.Columns.Timeframe.ToString());
        Assert.Contains(series.Notes, note => note.Contains("the name says 1h", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("bittrex_DOGE-BTC_1m.csv.gz", "DOGE", "BTC")]
    [InlineData("BTC_AUR-5.json", "AUR", "BTC")]
    [InlineData("ZEC_BTC-5m.json", "ZEC", "BTC")]
    [InlineData("XRP_USDT_USDT-8h-mark.json", "XRP", "USDT")]
    [InlineData("candles_binance_perpetual_WLD-USDT_1h.csv", "WLD", "USDT")]
    [InlineData("btc_usd.csv", "BTC", "USD")]
    [InlineData("BTCUSDT-1m-2024-01.csv", "BTC", "USDT")]
    [InlineData("kraken_BCHEUR_trades.csv", "BCH", "EUR")]
    [InlineData("bars.csv", "BASE", "QUOTE")]
    public void Name_HintsAtTheInstrument(string name, string baseAsset, string quoteAsset)
    {
        var text = Header + "300,1,1,1,1,1\n600,1,1,1,1,1\n";
        var series = Read(name.Replace(".gz", "", StringComparison.Ordinal).Replace(".json", ".csv", StringComparison.Ordinal), text);
        Assert.Equal((baseAsset, quoteAsset), (series.BaseAsset, series.QuoteAsset));
    }

    [Fact]
    public void Trades_RepeatedInOverlappingFiles_CountOnce()
    {
        const string head = "time,price,quantity,side,trade_id\n";
        var one = _folder.Write("one.csv", head + "1577836800000,1,1,buy,1\n1577836801000,2,1,buy,2\n");
        var two = _folder.Write("two.csv", head + "1577836801000,2,1,buy,2\n1577836860000,3,1,,3\n");
        var series = Importer.Read([one, two], ImportOptions.Default).Value;
        Assert.Equal(1, series.Columns.Quality.Duplicates);
        Assert.Equal([2], series.Columns.Volume);
        Assert.Contains(series.Notes, note => note.Contains("the last candle was dropped", StringComparison.Ordinal));
    }

    [Fact]
    public void Trades_WithoutAWholePeriod_AreRefused()
    {
        var path = _folder.Write("a.csv", "time,price,quantity\n1577836800000,1,1\n");
        Assert.Contains("cover no whole 1d period", Importer.Read([path], ImportOptions.Default with { Timeframe = Timeframe.OneDay }).Error!.Message, StringComparison.Ordinal);
    }

    ImportedSeries Read(string name, string text)
    {
        var read = Importer.Read([_folder.Write(name, text)], ImportOptions.Default);
        Assert.True(read.Ok, read.Error?.Message);
        return read.Value;
    }

    Error Refusal(string name, string text)
    {
        var read = Importer.Read([_folder.Write(name, text)], ImportOptions.Default);
        Assert.False(read.Ok);
        return read.Error!;
    }
}
