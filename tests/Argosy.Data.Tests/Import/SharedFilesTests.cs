using System.Globalization;
using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Data.Checks;
using Argosy.Data.Import;
using Argosy.TestSupport;

namespace Argosy.Data.Tests.Import;

public class SharedFilesTests
{
    public sealed record Documented(string File, int Rows, DateTime From, DateTime To, int Gaps, long Missing, string Longest, int Repeated, int Violations, int Zero, int Flat)
    {
        public override string ToString() => File;
    }

    public static TheoryData<Documented> Candles()
    {
        var data = new TheoryData<Documented>();
        foreach (var line in File.ReadLines(SharedData.Path("data", "README.md")).Where(line => line.StartsWith("| candles/", StringComparison.Ordinal)))
        {
            var cells = line.Split('|').Select(cell => cell.Trim()).ToArray();
            var times = cells[4].Split(" to ").Select(time => DateTime.ParseExact(time, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)).ToArray();
            int Count(string what) => NumberBefore(cells[7], what) is { Length: > 0 } number ? int.Parse(number, CultureInfo.InvariantCulture) : 0;
            data.Add(new Documented(cells[1], int.Parse(cells[3], CultureInfo.InvariantCulture), times[0], times[1], Count(" gaps"), Count(" candles missing"),
                cells[7].Contains("longest ", StringComparison.Ordinal) ? NumberBefore(cells[7], " h;") is { Length: > 0 } hours ? hours : NumberBefore(cells[7], " h") : "",
                Count(" repeated times"), Count(" OHLC violations"), Count(" zero volumes"), Count(" flat candles")));
        }
        Assert.Equal(31, data.Count);
        return data;
    }

    [Theory]
    [MemberData(nameof(Candles))]
    public void CandleFile_Imported_HasTheDocumentedFigures(Documented documented)
    {
        var path = SharedData.Path("data", documented.File);
        var series = Read(ImportOptions.Default with { Force = documented.Violations > 0 }, path);
        var (bars, quality) = (series.Columns, series.Columns.Quality);
        bars.Check();
        Assert.Equal(documented.Rows - documented.Repeated, bars.Count);
        Assert.Equal(documented.From, Utc(bars.OpenTimes[0]));
        Assert.Equal(documented.To, Utc(bars.OpenTimes[^1]));
        Assert.Equal((documented.Gaps, documented.Missing, documented.Repeated, documented.Violations), (quality.Gaps, quality.Missing, quality.Duplicates, quality.Violations));
        Assert.Equal((documented.Zero, documented.Flat), (quality.ZeroVolumes, quality.Flat));
        var places = documented.Longest.Split('.') is [_, var fraction] ? fraction.Length : 0;
        Assert.Equal(documented.Longest.Length == 0 ? 0 : double.Parse(documented.Longest, CultureInfo.InvariantCulture), Math.Round(quality.LongestGapMs / 3_600_000.0, places));
        if (documented.Repeated == 0) Assert.Equal(quality, SeriesCheck.Of(bars));
        Assert.Equal(SeriesCheck.Of(bars), SeriesCheck.Of(series.Bars));
        var stem = Path.GetFileName(documented.File)[..^".csv.gz".Length].Split('_');
        Assert.Equal(string.Join('-', stem[1].Split('-').Take(2)), $"{series.BaseAsset}-{series.QuoteAsset}");
        Assert.Equal(stem[0], series.Venue);
        Assert.Equal(stem[^1], bars.Timeframe.ToString());
    }

    [Fact]
    public void XlmBtc_PricesOfMoreThanFifteenDigits_AreRoundedAndCounted()
    {
        var series = Read(ImportOptions.Default, SharedData.Path("data", "candles", "bittrex_XLM-BTC_5m.csv.gz"));
        Assert.Equal(12_702, series.Columns.Quality.Rounded);
        Assert.Equal(8, series.Bars.PriceScale);
        Assert.Equal(0.00003784, series.Columns.Low[1]);
        Assert.Equal(3784, series.Bars.Low[1]);
    }

    [Fact]
    public void XrpBtc_RepeatedTimes_LastRowWins()
    {
        var series = Read(ImportOptions.Default, SharedData.Path("data", "candles", "bittrex_XRP-BTC_5m.csv.gz"));
        Assert.Equal(48_961, series.Columns.Count);
        Assert.Equal(1509416100000, series.Columns.OpenTimes[0]);
        Assert.Equal(1315, series.Columns.Quality.Duplicates);
    }

    [Theory]
    [InlineData("coinmarketcap/history/btc_usd.csv", 4915, "BTC/USD", "1d", "coinmarketcap")]
    [InlineData("coinmarketcap/history/doge_usd.csv", 399, "DOGE/USD", "1d", "coinmarketcap")]
    [InlineData("coinmarketcap/mini-test/btc_usd.csv", 49, "BTC/USD", "1d", "coinmarketcap")]
    [InlineData("coinmarketcap/mini-test/doge_usd.csv", 49, "DOGE/USD", "1d", "coinmarketcap")]
    [InlineData("asis/bittrex_BTC_AUR-5.json.gz", 17_408, "AUR/BTC", "5m", "json-objects")]
    [InlineData("asis/bitfinex_btc_candle_data.json", 1000, "BASE/QUOTE", "1m", "json-arrays")]
    [InlineData("asis/hummingbot_binance_perpetual_WLD-USDT_1h.csv", 2160, "WLD/USDT", "1h", "hummingbot")]
    [InlineData("asis/freqtrade-layout_ZEC_BTC-5m.json", 5757, "ZEC/BTC", "5m", "json-arrays")]
    [InlineData("asis/cryptodatadownload_BTCUSD_1h_head.csv", 2000, "BTC/USD", "1h", "cryptodatadownload")]
    [InlineData("lean/Data/crypto/coinbase/minute/btcusd/20161007_trade.zip", 1419, "BTC/USD", "1m", "lean")]
    [InlineData("lean/Data/crypto/coinbase/second/btcusd/20161007_trade.zip", 4063, "BTC/USD", "1s", "lean")]
    [InlineData("lean/Data/crypto/coinbase/minute/ltcusd/20180406_trade.zip", 1440, "LTC/USD", "1m", "lean")]
    [InlineData("lean/Data/crypto/coinbase/minute/ltcusd/20180406_quote.zip", 1439, "LTC/USD", "1m", "lean")]
    [InlineData("lean/Data/forex/oanda/hour/nzdusd.zip", 74451, "NZD/USD", "1h", "lean")]
    [InlineData("lean/Data/forex/oanda/daily/nzdusd.zip", 3738, "NZD/USD", "1d", "lean")]
    [InlineData("bench/bars_100000.csv.gz", 100000, "BASE/QUOTE", "1m", "csv")]
    public void File_RecognisedByContent_HasItsRows(string file, int rows, string instrument, string timeframe, string format)
    {
        var series = Read(ImportOptions.Default, SharedData.Path("data", file));
        Assert.Equal(format, series.Format);
        Assert.Equal(instrument, $"{series.BaseAsset}/{series.QuoteAsset}");
        Assert.Equal(timeframe, series.Columns.Timeframe.ToString());
        Assert.Equal(rows, series.Columns.Count);
        series.Columns.Check();
        Assert.All(series.Columns.OpenTimes, time => Assert.Equal(time, series.Columns.Timeframe.Floor(time)));
    }

    [Fact]
    public void CoinMarketCap_NewestFirst_EqualsItsNormalisedCopy()
    {
        var source = Read(ImportOptions.Default, SharedData.Path("data", "coinmarketcap", "history", "btc_usd.csv"));
        var copy = Read(ImportOptions.Default, SharedData.Path("data", "candles", "coinmarketcap_BTC-USD_1d.csv.gz"));
        Assert.True(source.Columns.VolumeInQuote);
        Assert.Equal(0, source.Columns.Quality.OutOfOrder);
        Equal(copy, source);
        Assert.Equal(0.06183332, source.Columns.Open[0]);
    }

    [Theory]
    [InlineData("asis/bitfinex_btc_candle_data.json", "candles/bitfinex_BTC-USD_1m.csv.gz", null)]
    [InlineData("asis/hummingbot_binance_perpetual_WLD-USDT_1h.csv", "candles/binanceperp_WLD-USDT_1h.csv.gz", null)]
    [InlineData("asis/freqtrade-layout_ZEC_BTC-5m.json", "candles/bittrex_ZEC-BTC_5m.csv.gz", null)]
    [InlineData("asis/gocryptotrader_BTCUSDT_24h.csv", "candles/binance_BTC-USDT_defective_1d.csv.gz", "t,v,o,h,l,c")]
    public void Source_AndItsNormalisedCopy_HaveOneHash(string source, string copy, string? columns)
    {
        var options = ImportOptions.Default with { Force = columns is not null };
        var one = Read(options with { Columns = columns }, SharedData.Path("data", source));
        var other = Read(options, SharedData.Path("data", copy));
        Assert.Equal(other.Columns.Hash, one.Columns.Hash);
        Equal(other, one);
    }

    [Fact]
    public void CryptoDataDownload_TwoVolumes_KeepsTheBaseAssets()
    {
        var source = Read(ImportOptions.Default, SharedData.Path("data", "asis", "cryptodatadownload_BTCUSD_1h_head.csv"));
        var copy = Read(ImportOptions.Default, SharedData.Path("data", "candles", "bitstamp_BTC-USD_1h.csv.gz"));
        Assert.Equal(copy.Columns.OpenTimes[..2000], source.Columns.OpenTimes);
        Assert.Equal(copy.Columns.Volume[..2000], source.Columns.Volume);
        Assert.Equal(copy.Columns.Close[..2000], source.Columns.Close);
    }

    [Fact]
    public void DefectiveFile_WithoutForce_IsRefusedWithItsFirstLine()
    {
        var error = Refusal(ImportOptions.Default, SharedData.Path("data", "candles", "binance_BTC-USDT_defective_1d.csv.gz"));
        Assert.Equal(ErrorKind.BadInput, error.Kind);
        Assert.StartsWith("binance_BTC-USDT_defective_1d.csv.gz line 4: high 3766.78", error.Message, StringComparison.Ordinal);
        Assert.Contains("176 such bars", error.Message, StringComparison.Ordinal);
        Assert.Contains("--force", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("asis/bybit_xrpusdt-ob500.data.zip", "not candles: use a file of candles, or of trades")]
    [InlineData("asis/binance_spot_ethusdt_20240809_raw.gz", "not candles: use a file of candles, or of trades")]
    [InlineData("asis/lean_symbol-properties_crypto.csv", "not candles: use 'argosy backtest --tick T --lot L'")]
    [InlineData("funding/binanceperp_XRP-USDT_8h.csv.gz", "not candles: use a file of candles; funding rates belong to perpetuals")]
    [InlineData("funding/coinalyze_ETH_1d.csv.gz", "not candles: use a file of candles; funding rates belong to perpetuals")]
    [InlineData("book/binance_ETH-USDT_20240808_l2.csv.gz", "not candles: use a file of candles, or of trades")]
    [InlineData("book/binance_ETH-USDT_20240808_quotes.csv.gz", "not candles: use a file of candles, or of trades")]
    [InlineData("asis/freqtrade_XLM_BTC-5m.feather", "not supported")]
    [InlineData("asis/gocryptotrader_BTCUSDT_24h.csv", "--columns")]
    [InlineData("README.md", "unknown layout")]
    public void OtherFile_IsAnsweredWithWhereItBelongs(string file, string answer)
    {
        var error = Refusal(ImportOptions.Default, SharedData.Path("data", file));
        Assert.Contains(answer, error.Message, StringComparison.Ordinal);
        Assert.Contains(Path.GetFileName(file), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryRecording_IsNotCandles()
    {
        var files = Directory.GetFiles(SharedData.Path("data", "recordings"), "*.gz");
        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.Contains("not candles: use", Refusal(ImportOptions.Default, file).Message, StringComparison.Ordinal));
    }

    [Fact]
    public void LeanDays_TogetherFormOneSeries()
    {
        var days = new[] { "20161009", "20161007", "20161008" }.Select(day => SharedData.Path("data", "lean", "Data", "crypto", "coinbase", "minute", "btcusd", day + "_trade.zip")).ToArray();
        var series = Read(ImportOptions.Default, days);
        Assert.Equal(1419 + 1400 + 1397, series.Columns.Count);
        Assert.Equal(new DateTime(2016, 10, 7, 0, 0, 0, DateTimeKind.Utc), Utc(series.Columns.OpenTimes[0]));
        Assert.Equal("coinbase", series.Venue);
        Assert.Equal(3, series.Sources.Count);
    }

    [Fact]
    public void LeanQuotes_AreTheMiddleOfBidAndAsk()
    {
        var series = Read(ImportOptions.Default, SharedData.Path("data", "lean", "Data", "crypto", "coinbase", "minute", "ltcusd", "20180406_quote.zip"));
        Assert.Equal(118.675, series.Columns.Open[0]);
        Assert.Equal(3, series.Bars.PriceScale);
        Assert.All(series.Columns.Volume, volume => Assert.Equal(0, volume));
    }

    [Theory]
    [InlineData("trades/binance_FXS-USDT_20231117.csv.gz", "1m")]
    [InlineData("trades/binance_FXS-USDT_20231117.csv.gz", "15m")]
    [InlineData("trades/binance_ETH-USDT_20240808.csv.gz", "1s")]
    [InlineData("trades/binanceperp_ETH-USDT_20240808.csv.gz", "1m")]
    [InlineData("trades/kraken_BCH-EUR.csv.gz", "1h")]
    [InlineData("asis/kraken_BCHEUR_trades.csv", "1h")]
    public void Trades_BecomeTheCandlesOfAnIndependentCount(string file, string timeframe)
    {
        var path = SharedData.Path("data", file);
        var series = Read(ImportOptions.Default with { Timeframe = Timeframe.Parse(timeframe).Value }, path);
        var step = series.Columns.Timeframe.Milliseconds;
        var kraken = path.EndsWith("trades.csv", StringComparison.Ordinal);
        var expected = Lines(path).Skip(kraken ? 0 : 1).Select(line => line.Split(','))
            .Select(f => (Time: long.Parse(f[0]) * (kraken ? 1000 : 1), Price: decimal.Parse(f[1]), Quantity: decimal.Parse(f[2])))
            .GroupBy(trade => trade.Time / step * step).OrderBy(period => period.Key).SkipLast(1)
            .Select(period => (period.Key, period.First().Price, period.Max(t => t.Price), period.Min(t => t.Price), period.Last().Price, period.Sum(t => t.Quantity))).ToArray();
        var bars = series.Bars;
        decimal Price(long units) => Exact.FromUnits(units, bars.PriceScale);
        var actual = Enumerable.Range(0, bars.Count).Select(i => (bars.OpenTimes[i], Price(bars.Open[i]), Price(bars.High[i]), Price(bars.Low[i]), Price(bars.Close[i]), Exact.FromUnits(bars.Volume[i], bars.VolumeScale))).ToArray();
        Assert.Equal(expected, actual);
        Assert.Equal("trades", series.Format);
    }

    [Fact]
    public void KrakenIncrements_FormOneSeries()
    {
        var hour = ImportOptions.Default with { Timeframe = Timeframe.OneHour };
        var series = Read(hour, SharedData.Path("data", "asis", "kraken_BCHEUR_trades_q2.csv"), SharedData.Path("data", "asis", "kraken_BCHEUR_trades.csv"));
        Assert.Equal(("BCH", "EUR", "kraken"), (series.BaseAsset, series.QuoteAsset, series.Venue));
        Assert.Equal(new DateTime(2023, 1, 1, 0, 0, 0, DateTimeKind.Utc), Utc(series.Columns.OpenTimes[0]));
        Assert.Equal(new DateTime(2023, 1, 2, 22, 0, 0, DateTimeKind.Utc), Utc(series.Columns.OpenTimes[^1]));
        Assert.Equal(90.54, series.Columns.Open[0]);
    }

    static string NumberBefore(string text, string what)
    {
        var end = text.IndexOf(what, StringComparison.Ordinal);
        var start = end;
        while (start > 0 && (char.IsAsciiDigit(text[start - 1]) || text[start - 1] == '.')) start--;
        return end < 0 ? "" : text[start..end];
    }

    static void Equal(ImportedSeries expected, ImportedSeries actual)
    {
        Assert.Equal(expected.Columns.OpenTimes, actual.Columns.OpenTimes);
        Assert.Equal(expected.Columns.Open, actual.Columns.Open);
        Assert.Equal(expected.Columns.High, actual.Columns.High);
        Assert.Equal(expected.Columns.Low, actual.Columns.Low);
        Assert.Equal(expected.Columns.Close, actual.Columns.Close);
        Assert.Equal(expected.Columns.Volume, actual.Columns.Volume);
    }

    static ImportedSeries Read(ImportOptions options, params string[] files)
    {
        var read = Importer.Read(files, options);
        Assert.True(read.Ok, read.Error?.Message);
        return read.Value;
    }

    static Error Refusal(ImportOptions options, string file)
    {
        var read = Importer.Read([file], options);
        Assert.False(read.Ok);
        return read.Error!;
    }

    static IEnumerable<string> Lines(string path)
    {
        using var file = File.OpenRead(path);
        using var text = new StreamReader(path.EndsWith(".gz", StringComparison.Ordinal) ? new System.IO.Compression.GZipStream(file, System.IO.Compression.CompressionMode.Decompress) : file);
        while (text.ReadLine() is { } line) yield return line;
    }

    static DateTime Utc(long time) => DateTimeOffset.FromUnixTimeMilliseconds(time).UtcDateTime;
}
