using System.Text;
using System.Text.Json;
using Argosy.Venues.Binance;
using Argosy.Hosting.Ports;

namespace Argosy.Venues.Tests.Binance;

public sealed class BinanceReaderTests
{
    const string Trade = """{"e":"trade","E":1672515782136,"s":"BNBBTC","t":12345,"p":"0.001","q":"100","b":88,"a":50,"T":1672515782136,"m":true,"M":true}""";

    readonly BinanceReader _reader = new();

    [Fact]
    public void Fixture_Trade_IsRead()
    {
        Assert.Equal(BinanceEvent.Trade, BinanceReader.KindOf(Assert.Single(Recording.Pushes("binance", "ws-exchangedata-trades.json")), out var body));
        Assert.True(_reader.TryTrade(body, out var tick));
        Assert.Equal(new TradeTick("BNBBTC", 12345, 1672515782136, 0.001m, 100, IsSellerTaker: true), tick);
    }

    [Fact]
    public void Fixture_Kline_ThatContradictsItself_IsRefused()
    {
        // The documented sample opens below its low.
        var frame = Recording.Pushes("binance", "ws-exchangedata-klines.json")[0];
        Assert.Equal(BinanceEvent.Kline, BinanceReader.KindOf(frame, out var body));
        Assert.False(_reader.TryKline(body, out _));
        var sound = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(body).Replace("\"l\": \"0.0015\"", "\"l\": \"0.0005\"", StringComparison.Ordinal).Replace("\"l\":\"0.0015\"", "\"l\":\"0.0005\"", StringComparison.Ordinal));
        Assert.True(_reader.TryKline(sound, out var kline));
        Assert.Equal(new BinanceKline("BNBBTC", "1m", new(123400000, 0.0010m, 0.0025m, 0.0005m, 0.0020m, 1000), IsClosed: false), kline);
    }

    [Fact]
    public void Fixture_FuturesDepthAndQuote_AreRead()
    {
        BinanceReader.KindOf(Recording.Pushes("binanceusdm", "ws-book.json")[0], out var body);
        var change = new DepthChange();
        Assert.True(_reader.TryDepth(body, change));
        Assert.Equal(("BTCUSDT", 157L, 160L, 149L), (change.Symbol, change.First, change.Last, change.Previous));
        Assert.Equal(new BookLevel(0.0024m, 10), Assert.Single(change.Bids));
        Assert.Equal(BinanceEvent.Quote, BinanceReader.KindOf(Recording.Pushes("binanceusdm", "nt-book-ticker-stream.json")[0], out body));
        Assert.True(_reader.TryQuote(body, out var quote));
        Assert.Equal(new QuoteTick("BNBUSDT", 400900217, 25.3519m, 31.21m, 25.3652m, 40.66m), quote);
    }

    [Fact]
    public void SpotQuote_WithoutEventName_IsKnown() =>
        Assert.Equal(BinanceEvent.Quote, BinanceReader.KindOf("""{"u":400900217,"s":"BNBUSDT","b":"25.3","B":"31","a":"25.4","A":"40"}"""u8, out _));

    [Theory]
    [InlineData("BINANCE.ws.1.0.txt.gz", 179, 177)]
    [InlineData("BINANCE_FUTURES.ws.1.0.txt.gz", 1535, 764)]
    public void Recording_OfAnHour_IsReadWhole(string file, int atLeast, int depths)
    {
        var (read, changes, change) = (0, 0, new DepthChange());
        foreach (var (line, json) in Recording.Lines(file))
        {
            var kind = BinanceReader.KindOf(json, out var body);
            var isRead = kind switch
            {
                BinanceEvent.Trade => _reader.TryTrade(body, out _),
                BinanceEvent.Kline => _reader.TryKline(body, out _),
                BinanceEvent.Depth => _reader.TryDepth(body, change),
                BinanceEvent.Quote => _reader.TryQuote(body, out _),
                _ => false,
            };
            Assert.True(isRead, $"{line}: {kind}");
            read++;
            if (kind == BinanceEvent.Depth) changes++;
        }
        Assert.Equal(depths, changes);
        Assert.True(read >= atLeast);
    }

    [Theory]
    [InlineData("BINANCE", false)]
    [InlineData("BINANCE_FUTURES", true)]
    public void Recording_OfBooks_StaysInStep(string name, bool isFutures)
    {
        var snapshots = Recording.Lines($"{name}.http.0.0.txt.gz").Where(row => row.Line.Contains("/depth?", StringComparison.Ordinal)).ToDictionary(row => row.Line.Split("symbol=")[1].Split('&')[0], row => row.Json, StringComparer.Ordinal);
        var changes = new Dictionary<string, List<DepthChange>>(StringComparer.Ordinal);
        foreach (var (_, json) in Recording.Lines($"{name}.ws.1.0.txt.gz"))
        {
            var change = new DepthChange();
            if (BinanceReader.KindOf(json, out var body) != BinanceEvent.Depth || !_reader.TryDepth(body, change)) continue;
            if (!changes.TryGetValue(change.Symbol, out var list)) changes.Add(change.Symbol, list = []);
            list.Add(change);
        }
        var applied = 0;
        foreach (var (symbol, list) in changes)
        {
            using var snapshot = JsonDocument.Parse(snapshots[symbol]);
            var (last, bids, asks) = (snapshot.RootElement.GetProperty("lastUpdateId").GetInt64(), Levels(snapshot, "bids"), Levels(snapshot, "asks"));
            var book = new BinanceBook(isFutures);
            var before = list.Count(change => change.Last <= last + 1);
            foreach (var change in list.Take(before)) Assert.Equal(BookStep.Waiting, book.Apply(change));
            Assert.Equal(BookStep.Applied, book.Reset(last, bids, asks));
            foreach (var change in list.Skip(before))
            {
                // The recorder fetched its snapshot late; the first change after it need not touch it on futures.
                if (applied == 0 && isFutures && change.First <= last && last <= change.Last) continue;
                var step = book.Apply(change);
                if (step == BookStep.Applied) applied++;
                Assert.False(step == BookStep.Applied && book.Levels.IsCrossed);
            }
        }
        Assert.True(applied > 0);
    }

    [Fact]
    public void Book_WithAMissingChange_IsThrownAway()
    {
        var book = new BinanceBook(isFutures: false);
        Assert.Equal(BookStep.Waiting, book.Apply(Change(5, 8, 100, 1)));
        Assert.Equal(BookStep.Applied, book.Reset(6, [new(99, 1)], [new(101, 1)]));
        Assert.Equal(8, book.Last);
        Assert.Equal(BookStep.Old, book.Apply(Change(7, 8, 98, 1)));
        Assert.Equal(BookStep.Applied, book.Apply(Change(9, 9, 100, 0)));
        Assert.Equal(new BookLevel(99, 1), book.Levels.Bids[0]);
        Assert.Equal(BookStep.Gap, book.Apply(Change(11, 12, 98, 1)));
        Assert.False(book.IsInStep);
        Assert.Empty(book.Levels.Bids);
        Assert.Equal(BookStep.Waiting, book.Apply(Change(13, 14, 98, 1)));
        Assert.Equal(BookStep.Gap, book.Reset(11, [], []));
    }

    [Fact]
    public void Book_ThatCrosses_IsThrownAway()
    {
        var book = new BinanceBook(isFutures: false);
        book.Reset(6, [new(99, 1)], [new(101, 1)]);
        Assert.Equal(BookStep.Gap, book.Apply(Change(7, 7, 101, 1)));
    }

    [Fact]
    public void Trade_WithFieldsInAnyOrder_IsTheSame()
    {
        var fields = Trade[1..^1].Split(',');
        Assert.True(_reader.TryTrade(Encoding.UTF8.GetBytes(Trade), out var expected));
        for (var turn = 1; turn < fields.Length; turn++)
        {
            var text = $"{{{string.Join(',', fields.Skip(turn).Concat(fields.Take(turn)).Reverse())}}}";
            Assert.Equal(BinanceEvent.Trade, BinanceReader.KindOf(Encoding.UTF8.GetBytes(text), out var body));
            Assert.True(_reader.TryTrade(body, out var tick));
            Assert.Equal(expected, tick);
        }
    }

    [Theory]
    [InlineData("\"p\":\"0.001\"", "\"p\":\"NaN\"")]
    [InlineData("\"p\":\"0.001\"", "\"p\":\"1e3\"")]
    [InlineData("\"p\":\"0.001\"", "\"p\":\"-1\"")]
    [InlineData("\"p\":\"0.001\"", "\"p\":\"0\"")]
    [InlineData("\"p\":\"0.001\"", "\"p\":null")]
    [InlineData("\"p\":\"0.001\"", "\"p\":\"\"")]
    [InlineData("\"p\":\"0.001\"", "\"p\":\"1,5\"")]
    [InlineData("\"p\":\"0.001\"", "\"p\":[\"1\"]")]
    [InlineData("\"p\":\"0.001\"", "\"p\":\"0.001\",\"p\":\"0.002\"")]
    [InlineData("\"p\":\"0.001\"", "\"p\":\"99999999999999999999999999999\"")]
    [InlineData("\"q\":\"100\",", "")]
    [InlineData("\"s\":\"BNBBTC\"", "\"s\":\"\"")]
    [InlineData("\"s\":\"BNBBTC\"", "\"s\":7")]
    [InlineData("\"m\":true", "\"m\":\"true\"")]
    [InlineData("\"T\":1672515782136", "\"T\":1.5")]
    public void Trade_ThatIsBad_IsRefused(string part, string bad) =>
        Assert.False(_reader.TryTrade(Encoding.UTF8.GetBytes(Trade.Replace(part, bad, StringComparison.Ordinal)), out _));

    [Fact]
    public void Frames_CutOrChangedAnywhere_NeverThrow()
    {
        byte[][] frames = [.. Recording.Lines("BINANCE_FUTURES.ws.1.0.txt.gz").Take(40).Select(row => row.Json), .. Recording.Pushes("binance", "ws-account-order.json"), .. Recording.Pushes("binanceusdm", "ws-orderupdate.json"), .. Recording.Pushes("binanceusdm", "ws-accountupdate.json"), .. Recording.Pushes("binance", "nt-account-position-wrapped.json"), Encoding.UTF8.GetBytes(Trade)];
        foreach (var frame in frames)
        {
            for (var length = 0; length < frame.Length; length++) Assert.False(ReadAll(frame.AsSpan(0, length)));
            for (var i = 0; i < frame.Length; i++)
            {
                var changed = frame.ToArray();
                changed[i] ^= 0x1f;
                ReadAll(changed);
            }
        }
    }

    [Fact]
    public void Trade_OnceItsSymbolIsKnown_AllocatesNothing()
    {
        var frame = Encoding.UTF8.GetBytes(Trade);
        Assert.True(_reader.TryTrade(frame, out _));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) _reader.TryTrade(frame, out _);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    bool ReadAll(ReadOnlySpan<byte> frame)
    {
        var account = new BinanceAccountReader(_ => null);
        return BinanceReader.KindOf(frame, out var body) switch
        {
            BinanceEvent.Trade => _reader.TryTrade(body, out _),
            BinanceEvent.Kline => _reader.TryKline(body, out _),
            BinanceEvent.Depth => _reader.TryDepth(body, new()),
            BinanceEvent.Quote => _reader.TryQuote(body, out _),
            BinanceEvent.Order => account.TryOrder(body, out _),
            BinanceEvent.Balances => account.TryBalances(body, []),
            BinanceEvent.Account => account.TryAccount(body, [], []),
            _ => false,
        };
    }

    static DepthChange Change(long first, long last, decimal bid, decimal quantity)
    {
        var change = new DepthChange { Symbol = "X", First = first, Last = last };
        change.Bids.Add(new(bid, quantity));
        return change;
    }

    static BookLevel[] Levels(JsonDocument snapshot, string side) => [.. snapshot.RootElement.GetProperty(side).EnumerateArray().Select(row => new BookLevel(decimal.Parse(row[0].GetString()!), decimal.Parse(row[1].GetString()!)))];
}
