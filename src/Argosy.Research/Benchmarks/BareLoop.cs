using Argosy.Core.MarketData;
using Argosy.Core.Values;

namespace Argosy.Research.Benchmarks;

/// <summary>The floor every engine is measured against: two moving averages, a fill at the next open, a fee, all in plain doubles and one loop.</summary>
/// <remarks>No orders, no ledger, no report. It trades the same work as W1, so its order count must equal the engine's.</remarks>
public static class BareLoop
{
    /// <summary>Crossings of two simple averages, long only, one unit.</summary>
    public static BareOutcome SmaCross(BarColumns bars, int fast, int slow, double cash, double fee)
    {
        ArgumentNullException.ThrowIfNull(bars);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(fast);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(slow, fast);
        double[] open = bars.Open, close = bars.Close;
        double fastSum = 0, slowSum = 0;
        int fastAge = 0, slowAge = 0, position = 0, pending = 0, orders = 0;
        bool wasAtMost = false, wasAtLeast = false;
        for (var i = 0; i < close.Length; i++)
        {
            if (pending != 0)
            {
                var price = open[i];
                cash -= (pending * price) + (price * fee);
                position += pending;
                pending = 0;
                orders++;
            }
            // A sum is added anew when its window has turned over, so it carries no drift.
            fastSum = ++fastAge >= fast * 2 ? Renew(close, i, fast, ref fastAge) : fastSum + close[i] - (i >= fast ? close[i - fast] : 0);
            slowSum = ++slowAge >= slow * 2 ? Renew(close, i, slow, ref slowAge) : slowSum + close[i] - (i >= slow ? close[i - slow] : 0);
            if (i < slow - 1) continue;
            var (quick, steady) = (fastSum / fast, slowSum / slow);
            var difference = quick - steady;
            var allowed = Near.Tolerance * Math.Max(Math.Abs(quick), Math.Abs(steady));
            var (atMost, atLeast) = (difference <= allowed, difference >= -allowed);
            if (wasAtMost && !atMost && position == 0) pending = 1;
            else if (wasAtLeast && !atLeast && position == 1) pending = -1;
            (wasAtMost, wasAtLeast) = (atMost, atLeast);
        }
        return new BareOutcome(orders, cash + (position * close[^1]));
    }

    static double Renew(double[] values, int last, int length, ref int age)
    {
        age = length;
        var sum = 0.0;
        for (var i = last - length + 1; i <= last; i++) sum += values[i];
        return sum;
    }
}

/// <summary>What the bare loop came to.</summary>
/// <param name="Orders">Orders filled.</param>
/// <param name="Equity">Cash and position at the last close, quote asset.</param>
public readonly record struct BareOutcome(int Orders, double Equity);
