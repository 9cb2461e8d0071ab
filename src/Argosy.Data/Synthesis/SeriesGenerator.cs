using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Data.Checks;
using Argosy.Data.Series;

namespace Argosy.Data.Synthesis;

/// <summary>Synthetic bars: geometric Brownian motion whose variance clusters (GARCH(1,1) a bar), walked in small steps so that highs and lows are honest.</summary>
/// <remarks>Source of the variance rule: Bollerslev, "Generalized autoregressive conditional heteroskedasticity", 1986. Only +, −, ×, ÷ and square root are used, so bars are equal on every machine.</remarks>
public static class SeriesGenerator
{
    /// <summary>Steps of the path inside a bar.</summary>
    public const int StepsPerBar = 12;

    const double YearMs = 365.25 * 86_400_000;
    const double News = 0.06, Memory = 0.92;
    const int VolumeScale = 4;

    /// <summary>Generates a series, marked synthetic.</summary>
    public static ScaledBars Generate(SynthesisOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Bars);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Price);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.PriceScale, 8);
        var random = new SeededGenerator(options.Seed);
        var years = options.Timeframe.ApproximateMilliseconds / YearMs;
        var mean = options.AnnualVolatility * options.AnnualVolatility * years;
        var drift = options.AnnualDrift * years / StepsPerBar;
        var tick = Exact.PowerOfTen(options.PriceScale);
        var candles = new CandleColumns();
        var (variance, price, time) = (mean, Exact.ToStatistic(options.Price), options.Timeframe.Floor(options.Start));
        var missing = 0;
        for (var bar = 0; bar < options.Bars; bar++, time = options.Timeframe.End(time))
        {
            var step = Math.Sqrt(variance / StepsPerBar);
            var open = Units(price, tick);
            var (high, low, start) = (open, open, price);
            for (var i = 0; i < StepsPerBar; i++)
            {
                price *= 1 + drift + (step * random.NextNormal());
                // Ten ticks are the floor: a price must never reach zero, and a range of a tick or two is no market.
                if (price < 10 / tick) price = 10 / tick;
                var units = Units(price, tick);
                if (units > high) high = units;
                if (units < low) low = units;
            }
            var move = (price - start) / start;
            var quantity = Quantity(random, move, variance, mean);
            variance = (mean * (1 - News - Memory)) + (News * move * move) + (Memory * variance);
            if (missing > 0) missing--;
            else
            {
                candles.Begin(time, open);
                candles.Add(high, low, Units(price, tick), quantity);
                if (options.GapRatio > 0 && random.NextUnit() < options.GapRatio) missing = 1 + random.NextIndex(60);
            }
        }
        var made = candles.ToBars(options.Timeframe, options.PriceScale, VolumeScale, volumeInQuote: false, synthetic: true);
        return made.With(SeriesCheck.Of(made));
    }

    static long Units(double price, double tick) => (long)Math.Round(price * tick);

    // More is traded in lively times and on large moves.
    static long Quantity(SeededGenerator random, double move, double variance, double mean)
    {
        var liveliness = Math.Sqrt(variance / mean) + (Math.Abs(move) / Math.Sqrt(mean));
        return 1 + (long)Math.Round(50_000 * liveliness * (0.25 + random.NextUnit()));
    }
}
