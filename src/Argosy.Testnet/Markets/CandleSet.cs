namespace Argosy.Testnet.Markets;

/// <summary>The candles of every interval, made from trades as they happen.</summary>
internal sealed class CandleSet
{
    /// <summary>Names of the intervals and their lengths, ms.</summary>
    public static readonly (string Name, long Length)[] Intervals =
    [
        ("1m", 60_000), ("3m", 180_000), ("5m", 300_000), ("15m", 900_000), ("30m", 1_800_000), ("1h", 3_600_000), ("2h", 7_200_000), ("4h", 14_400_000),
        ("6h", 21_600_000), ("8h", 28_800_000), ("12h", 43_200_000), ("1d", 86_400_000), ("3d", 259_200_000), ("1w", 604_800_000),
        ("1s", 1_000),
    ];

    // Seconds of a long history would fill the memory: of every interval so many candles are kept.
    const int MostKept = 100_000, Dropped = 20_000;

    // Weeks begin on a Monday; the epoch was a Thursday.
    const long WeekOffset = 4 * 86_400_000L;

    readonly List<Candle>[] _candles = [.. Intervals.Select(_ => new List<Candle>())];

    /// <summary>Place of an interval in <see cref="Intervals"/>, or -1.</summary>
    public static int IndexOf(string name) => Array.FindIndex(Intervals, interval => interval.Name == name);

    /// <summary>Candles of an interval, oldest first; the last one is open.</summary>
    public IReadOnlyList<Candle> Of(int interval) => _candles[interval];

    /// <summary>Adds a trade to the open candle of every interval.</summary>
    public void Add(in PublicTrade trade)
    {
        for (var i = 0; i < _candles.Length; i++)
        {
            if (_candles[i].Count == 0 || trade.Time > _candles[i][^1].CloseTime) _candles[i].Add(Start(i, trade.Time, trade.Price));
            _candles[i][^1].Add(trade);
        }
    }

    /// <summary>Closes what ended before a time and opens what follows, flat at the last price.</summary>
    /// <returns>The candles that closed, with their intervals.</returns>
    public List<(int Interval, Candle Candle)> Advance(long now)
    {
        var closed = new List<(int, Candle)>();
        for (var i = 0; i < _candles.Length; i++)
        {
            while (_candles[i].Count > 0 && _candles[i][^1] is var last && now > last.CloseTime)
            {
                closed.Add((i, last));
                _candles[i].Add(Start(i, last.CloseTime + 1, last.Close));
                if (_candles[i].Count > MostKept) _candles[i].RemoveRange(0, Dropped);
            }
        }
        return closed;
    }

    static Candle Start(int interval, long time, decimal price)
    {
        var length = Intervals[interval].Length;
        var shifted = Intervals[interval].Name == "1w" ? time - WeekOffset : time;
        var open = time - (((shifted % length) + length) % length);
        return new Candle { OpenTime = open, CloseTime = open + length - 1, Open = price, High = price, Low = price, Close = price };
    }
}
