using Argosy.Core.MarketData;
using Argosy.Hosting.Ports;
using Argosy.Venues.Wire;

namespace Argosy.Venues.Binance;

/// <summary>Turns Binance's market frames into calls of a listener. What cannot be read, is older than what was told, or is not wanted is passed over. For one reader's thread.</summary>
/// <param name="timeframe">Length of the candles followed.</param>
/// <param name="listener">Hears trades and quotes.</param>
/// <param name="candles">Puts candles in order.</param>
/// <param name="instruments">Base and quote asset of a symbol; null for one that is not listed.</param>
internal sealed class BinanceMarketFeed(Timeframe timeframe, IMarketListener listener, CandleFollower candles, Func<string, string?> instruments)
{
    // The venue spells a timeframe as we do.
    readonly string _interval = timeframe.ToString();
    readonly BinanceReader _reader = new();
    readonly Dictionary<string, long> _trades = new(StringComparer.Ordinal), _quotes = new(StringComparer.Ordinal);

    byte[] _closed = [];

    /// <summary>Hears of candles that closed; null: nothing is rehearsed.</summary>
    public CloseRehearsal? Rehearsal { get; set; }

    /// <summary>Reads the last closed candle's frame once more to no effect, then lets the listener rehearse.</summary>
    public void Rehearse()
    {
        if (_closed.Length == 0 || BinanceReader.KindOf(_closed, out var body) != BinanceEvent.Kline || !_reader.TryKline(body, out var kline)) return;
        if (instruments(kline.Symbol) is not null) listener.OnRehearsal();
    }

    /// <summary>A connection begins: nothing is repeated across connections.</summary>
    public void Begin()
    {
        _trades.Clear();
        _quotes.Clear();
    }

    /// <summary>Takes one frame.</summary>
    /// <exception cref="InvalidDataException">A candle lies in the future: the stream is to be opened again.</exception>
    public void Frame(ReadOnlySpan<byte> frame)
    {
        switch (BinanceReader.KindOf(frame, out var body))
        {
            case BinanceEvent.Kline when _reader.TryKline(body, out var kline) && kline.Interval == _interval && instruments(kline.Symbol) is { } instrument:
                candles.Tell(instrument, kline.Bar, kline.IsClosed);
                if (kline.IsClosed && Rehearsal is { } rehearsal) Keep(frame, rehearsal, kline.Bar.OpenTime);
                break;
            case BinanceEvent.Trade when _reader.TryTrade(body, out var trade) && instruments(trade.Symbol) is { } instrument && IsNew(_trades, trade.Symbol, trade.Id):
                listener.OnTrade(instrument, trade);
                break;
            case BinanceEvent.Quote when _reader.TryQuote(body, out var quote) && instruments(quote.Symbol) is { } instrument && IsNew(_quotes, quote.Symbol, quote.Sequence):
                listener.OnQuote(instrument, quote);
                break;
        }
    }

    void Keep(ReadOnlySpan<byte> frame, CloseRehearsal rehearsal, long open)
    {
        _closed = frame.ToArray();
        rehearsal.Heard(timeframe.End(open));
    }

    static bool IsNew(Dictionary<string, long> last, string symbol, long number)
    {
        ref var known = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(last, symbol, out var isKnown);
        if (isKnown && number <= known) return false;
        known = number;
        return true;
    }
}
