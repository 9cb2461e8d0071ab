using Argosy.Core.MarketData;
using Argosy.Core.Values;

namespace Argosy.Strategies.Tests.Support;

/// <summary>Made-up markets in whole cents.</summary>
static class Walks
{
    const long Minute = 60_000;

    /// <summary>A seeded random walk. A coarse one moves by few cents, so that equal values are common.</summary>
    public static Bar[] Random(ulong seed, int count, int largestStep)
    {
        var random = new SeededGenerator(seed);
        var bars = new Bar[count];
        var price = 10_000;
        for (var i = 0; i < count; i++)
        {
            var open = Move(random, price, largestStep);
            var close = Move(random, open, largestStep);
            var high = Math.Max(open, close) + random.NextIndex(largestStep + 1);
            var low = Math.Max(1, Math.Min(open, close) - random.NextIndex(largestStep + 1));
            bars[i] = Cents(i, open, high, low, close);
            price = close;
        }
        return bars;
    }

    /// <summary>Bars that are their close and nothing else.</summary>
    public static Bar[] Closes(params double[] closes) => [.. closes.Select((c, i) => new Bar(i * Minute, c, c, c, c, 1))];

    /// <summary>Bars by open, high, low and close.</summary>
    public static Bar[] Candles(params (double Open, double High, double Low, double Close)[] candles) =>
        [.. candles.Select((c, i) => new Bar(i * Minute, c.Open, c.High, c.Low, c.Close, 1))];

    static int Move(SeededGenerator random, int price, int largestStep) =>
        Math.Max(5_000, price + random.NextIndex((2 * largestStep) + 1) - largestStep);

    static Bar Cents(int i, int open, int high, int low, int close) =>
        new(i * Minute, open / 100.0, high / 100.0, low / 100.0, close / 100.0, 1 + (i % 7));
}
