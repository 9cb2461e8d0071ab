using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Research.Backtests;

namespace Argosy.Research.Validation;

/// <summary>Whether decisions agree with what came, though they do not depend on the prices the strategy was shown.</summary>
/// <param name="Decisions">Buys and sells that a strategy decided, protective orders left out.</param>
/// <param name="SameOnOtherPrices">Share of them that it decided at the same instants on scrambled prices, 0..1.</param>
/// <param name="HorizonBars">Bars ahead at which they agree best with what came.</param>
/// <param name="Hits">Decisions after which the price moved their way over so many bars.</param>
/// <param name="Score">How many standard errors that is above what the market's own moves give.</param>
public sealed record Foresight(int Decisions, double SameOnOtherPrices, int HorizonBars, int Hits, double Score)
{
    const int FewestDecisions = 20;
    const double MostlySame = 0.8, TooManyErrors = 5;
    static readonly int[] Horizons = [1, 2, 5, 10];

    /// <summary>Decisions that other prices do not change cannot foretell prices; where they do, these come from elsewhere.</summary>
    public bool IsFound => Decisions >= FewestDecisions && SameOnOtherPrices >= MostlySame && Score >= TooManyErrors;

    internal static Foresight Of(RunTape run, RunTape onOtherPrices, IReadOnlyList<Market> markets)
    {
        var decisions = Decided(run);
        var others = Decided(onOtherPrices).ToHashSet();
        var same = decisions.Count == 0 ? 0 : (double)decisions.Count(others.Contains) / Math.Max(decisions.Count, others.Count);
        var (best, hits, score) = (Horizons[0], 0, double.NegativeInfinity);
        foreach (var horizon in Horizons)
        {
            var (found, z) = Count(decisions, markets, horizon);
            if (z > score) (best, hits, score) = (horizon, found, z);
        }
        return new Foresight(decisions.Count, same, best, hits, score);
    }

    static List<(long Time, short Instrument, Side Side)> Decided(RunTape tape) =>
        [.. tape.Entries.Where(e => e is { IsOrder: true, IsChild: false }).Select(e => (e.Instant, e.Instrument, e.Side)).Distinct()];

    // Each decision is held against how often the market moves that way at all.
    static (int Hits, double Score) Count(List<(long Time, short Instrument, Side Side)> decisions, IReadOnlyList<Market> markets, int horizon)
    {
        var (hits, expected, variance) = (0, 0.0, 0.0);
        var rises = markets.Select(m => ShareOfRises(m.Bars, horizon)).ToArray();
        foreach (var (time, instrument, side) in decisions)
        {
            var bars = markets[instrument].Bars;
            var row = bars.IndexAtOrAfter(time);
            if (row + horizon - 1 >= bars.Count) continue;
            var move = bars.Close[row + horizon - 1] - bars.Open[row];
            if (side == Side.Buy ? move > 0 : move < 0) hits++;
            var p = side == Side.Buy ? rises[instrument].Up : rises[instrument].Down;
            expected += p;
            variance += p * (1 - p);
        }
        return (hits, variance > 0 ? (hits - expected) / Math.Sqrt(variance) : 0);
    }

    static (double Up, double Down) ShareOfRises(BarColumns bars, int horizon)
    {
        var (up, down, n) = (0, 0, 0);
        for (var row = 0; row + horizon - 1 < bars.Count; row++, n++)
        {
            var move = bars.Close[row + horizon - 1] - bars.Open[row];
            if (move > 0) up++;
            else if (move < 0) down++;
        }
        return n == 0 ? (0, 0) : ((double)up / n, (double)down / n);
    }
}
