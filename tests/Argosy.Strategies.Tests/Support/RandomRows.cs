using Argosy.Core.Values;

namespace Argosy.Strategies.Tests.Support;

/// <summary>Rows of open, high, low, close and volume that wander.</summary>
static class RandomRows
{
    /// <summary>A walk from 100 in steps of at most one and a half.</summary>
    public static double[][] Walk(SeededGenerator random, int bars)
    {
        var price = 10_000;
        var rows = new double[bars][];
        for (var i = 0; i < bars; i++)
        {
            var open = price + random.NextIndex(81) - 40;
            var close = open + random.NextIndex(301) - 150;
            var high = Math.Max(open, close) + random.NextIndex(120);
            var low = Math.Min(open, close) - random.NextIndex(120);
            price = close;
            rows[i] = [open / 100.0, high / 100.0, low / 100.0, close / 100.0, 5 + random.NextIndex(40)];
        }
        return rows;
    }
}
