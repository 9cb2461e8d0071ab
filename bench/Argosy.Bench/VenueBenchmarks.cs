using System.Text;
using Argosy.Venues.Binance;
using Argosy.Hosting.Ports;
using BenchmarkDotNet.Attributes;

namespace Argosy.Bench;

/// <summary>Frames of an exchange into values: from the last byte in memory to the value.</summary>
[MemoryDiagnoser]
public class VenueBenchmarks
{
    readonly byte[] _trade = Encoding.UTF8.GetBytes("""{"stream":"btcusdt@trade","data":{"e":"trade","E":1672515782136,"s":"BTCUSDT","t":12345678901,"p":"16850.12000000","q":"0.00123000","T":1672515782135,"m":true,"M":true}}""");
    readonly byte[] _quote = Encoding.UTF8.GetBytes("""{"stream":"btcusdt@bookTicker","data":{"u":400900217,"s":"BTCUSDT","b":"16850.11000000","B":"3.12100000","a":"16850.12000000","A":"4.06600000"}}""");
    readonly BinanceReader _reader = new();

    [Benchmark(Baseline = true, Description = "trade")]
    public TradeTick Trade()
    {
        BinanceReader.KindOf(_trade, out var body);
        _reader.TryTrade(body, out var tick);
        return tick;
    }

    [Benchmark(Description = "quote")]
    public QuoteTick Quote()
    {
        BinanceReader.KindOf(_quote, out var body);
        _reader.TryQuote(body, out var quote);
        return quote;
    }
}
