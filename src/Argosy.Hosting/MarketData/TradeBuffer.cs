using Argosy.Core.Links;
using Argosy.Core.MarketData;
using Argosy.Hosting.Ports;

namespace Argosy.Hosting.MarketData;

/// <summary>The trades of one run's market that were heard and are not told yet: candles and trades come on streams of their own, the run is told both in the order of the clock.</summary>
/// <remarks>
/// A trade of a candle that has begun waits for the close of the candle before it, at most for the grace. One that was told already, by a stream
/// that began anew, is left out.
/// </remarks>
/// <param name="timeframe">Length of the candles.</param>
/// <param name="graceMs">Longest wait for a candle.</param>
sealed class TradeBuffer(Timeframe timeframe, long graceMs)
{
    // A recorded market is not looked at by a clock.
    const int Full = 256;
    const long Nothing = long.MinValue;

    readonly Dictionary<int, long> _lastIds = [];
    readonly List<MarketTrade> _trades = [];
    long _newest = Nothing, _resumed = Nothing, _begin = Nothing, _waitingSince = Nothing;

    /// <summary>Whether so many have come that they should be told.</summary>
    public bool IsFull => _trades.Count >= Full;

    /// <summary>Goes on where a run's log ends: trades up to then were told, whoever tells them again.</summary>
    /// <param name="last">Time of the last trade told, Unix ms.</param>
    public void Resume(long last) => _newest = _resumed = last;

    /// <summary>Takes a trade.</summary>
    public void Add(int instrument, in TradeTick trade)
    {
        if (trade.Price <= 0 || trade.Quantity <= 0 || trade.Time <= _resumed) return;
        if (trade.Id > 0 && trade.Id <= _lastIds.GetValueOrDefault(instrument)) return;
        _lastIds[instrument] = trade.Id;
        _newest = Math.Max(_newest, trade.Time);
        if (_begin == Nothing) _begin = timeframe.Floor(trade.Time);
        _trades.Add(new MarketTrade((short)instrument, _newest, trade.Price, trade.Quantity, trade.IsTakerUnknown ? TakerSide.Unknown : trade.IsSellerTaker ? TakerSide.Sell : TakerSide.Buy));
    }

    /// <summary>Hands out what may be told now.</summary>
    /// <param name="closed">When the last candle that was told closed, Unix ms; <see cref="long.MinValue"/> for none.</param>
    /// <param name="now">Unix ms.</param>
    public IReadOnlyList<MarketTrade> Take(long closed, long now)
    {
        if (_trades.Count == 0) return [];
        if (_waitingSince != Nothing && now - _waitingSince >= graceMs) return TakeBefore(long.MaxValue);
        var taken = TakeBefore(timeframe.End(closed == Nothing ? _begin : closed));
        if (_trades.Count > 0 && _waitingSince == Nothing) _waitingSince = now;
        return taken;
    }

    /// <summary>Hands out what was traded before a time, Unix ms.</summary>
    public IReadOnlyList<MarketTrade> TakeBefore(long time)
    {
        var count = 0;
        while (count < _trades.Count && _trades[count].Time < time) count++;
        if (count == 0) return [];
        var taken = _trades.GetRange(0, count);
        _trades.RemoveRange(0, count);
        _waitingSince = Nothing;
        return taken;
    }
}
