using Argosy.Core.MarketData;
using Argosy.Core.Values;

namespace Argosy.Research.Validation;

/// <summary>Bars made of other bars for checks: cut, scrambled, noised. They keep their times, lie on the tick and enclose their own prices.</summary>
static class AlteredBars
{
    /// <summary>Rows first to end (exclusive).</summary>
    public static BarColumns Slice(BarColumns bars, int first, int end) => first == 0 && end == bars.Count ? bars : new BarColumns
    {
        Timeframe = bars.Timeframe,
        OpenTimes = bars.OpenTimes[first..end],
        CloseTimes = bars.CloseTimes?[first..end],
        Open = bars.Open[first..end],
        High = bars.High[first..end],
        Low = bars.Low[first..end],
        Close = bars.Close[first..end],
        Volume = bars.Volume[first..end],
        PriceScale = bars.PriceScale,
        VolumeInQuote = bars.VolumeInQuote,
        Synthetic = bars.Synthetic,
        Hash = bars.Hash,
        Quality = bars.Quality,
    };

    /// <summary>The same bars up to a row; from there on the shapes of the bars in another order, hung onto one another.</summary>
    public static BarColumns Scramble(BarColumns bars, int row, ulong seed)
    {
        var random = new SeededGenerator(seed);
        var order = Enumerable.Range(row, bars.Count - row).ToArray();
        Shuffle(order, random);
        var made = new Maker(bars);
        var before = row > 0 ? bars.Close[row - 1] : bars.Open.Length > 0 ? bars.Open[0] : 0;
        for (var i = row; i < bars.Count; i++)
        {
            var shape = order[i - row];
            var reference = shape > 0 ? bars.Close[shape - 1] : bars.Open[shape];
            var ratio = reference > 0 ? before / reference : 1;
            made.Set(i, bars.Open[shape] * ratio, bars.High[shape] * ratio, bars.Low[shape] * ratio, bars.Close[shape] * ratio);
            made.Volume[i] = bars.Volume[shape];
            before = made.Close[i];
        }
        return made.Build();
    }

    /// <summary>Every price moved by a normal number times <paramref name="amount"/> times its bar's range; high and low enclose what comes out.</summary>
    public static BarColumns Noise(BarColumns bars, double amount, ulong seed)
    {
        var random = new SeededGenerator(seed);
        var made = new Maker(bars);
        for (var i = 0; i < bars.Count; i++)
        {
            var step = amount * (bars.High[i] - bars.Low[i]);
            made.Set(
                i, bars.Open[i] + (step * random.NextNormal()), bars.High[i] + (step * random.NextNormal()),
                bars.Low[i] + (step * random.NextNormal()), bars.Close[i] + (step * random.NextNormal()));
        }
        return made.Build();
    }

    /// <summary>Puts things into a random order (Fisher and Yates).</summary>
    public static void Shuffle<T>(T[] things, SeededGenerator random)
    {
        for (var i = things.Length - 1; i > 0; i--)
        {
            var j = random.NextIndex(i + 1);
            (things[i], things[j]) = (things[j], things[i]);
        }
    }

    sealed class Maker(BarColumns bars)
    {
        readonly double _power = Exact.PowerOfTen(bars.PriceScale);
        readonly double[] _open = [.. bars.Open], _high = [.. bars.High], _low = [.. bars.Low];

        public double[] Close { get; } = [.. bars.Close];

        public double[] Volume { get; } = [.. bars.Volume];

        public void Set(int row, double open, double high, double low, double close)
        {
            (open, high, low, close) = (OnTick(open), OnTick(high), OnTick(low), OnTick(close));
            _open[row] = open;
            Close[row] = close;
            _high[row] = Math.Max(Math.Max(high, low), Math.Max(open, close));
            _low[row] = Math.Min(Math.Min(high, low), Math.Min(open, close));
        }

        public BarColumns Build() => new()
        {
            Timeframe = bars.Timeframe,
            OpenTimes = bars.OpenTimes,
            CloseTimes = bars.CloseTimes,
            Open = _open,
            High = _high,
            Low = _low,
            Close = Close,
            Volume = Volume,
            PriceScale = bars.PriceScale,
            VolumeInQuote = bars.VolumeInQuote,
            Synthetic = true,
            Hash = bars.Hash,
            Quality = bars.Quality,
        };

        // At least one tick: there is no price of nothing.
        double OnTick(double price) => Math.Max(1, Math.Round(price * _power)) / _power;
    }
}
