namespace Argosy.Testnet.Futures;

/// <summary>The larger a position, the less leverage it may have and the more margin it must keep.</summary>
internal static class MarginTiers
{
    /// <summary>Tiers by position value, quote asset, smallest first.</summary>
    public static readonly MarginTier[] All = Build(
        (50_000, 125, 0.004m), (600_000, 100, 0.005m), (3_000_000, 75, 0.0065m), (12_000_000, 50, 0.01m), (70_000_000, 25, 0.02m), (100_000_000, 20, 0.025m),
        (230_000_000, 10, 0.05m), (480_000_000, 5, 0.1m), (600_000_000, 4, 0.125m), (800_000_000, 3, 0.15m), (1_200_000_000, 2, 0.25m), (1_800_000_000, 1, 0.5m));

    /// <summary>The tier of a position value.</summary>
    public static MarginTier Of(decimal notional) => Array.Find(All, tier => notional <= tier.Cap) ?? All[^1];

    /// <summary>Margin a position of this value must keep, quote asset.</summary>
    public static decimal Maintenance(decimal notional) => (notional * Of(notional).Rate) - Of(notional).Cum;

    /// <summary>Largest position value at a leverage, quote asset.</summary>
    public static decimal MostAt(int leverage) => All.Last(tier => tier.MaxLeverage >= leverage).Cap;

    static MarginTier[] Build(params (decimal Cap, int MaxLeverage, decimal Rate)[] rows)
    {
        var tiers = new MarginTier[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            var floor = i == 0 ? 0 : rows[i - 1].Cap;
            // So much that maintenance margin has no step at the floor.
            var cum = i == 0 ? 0 : tiers[i - 1].Cum + (floor * (rows[i].Rate - rows[i - 1].Rate));
            tiers[i] = new(i + 1, floor, rows[i].Cap, rows[i].MaxLeverage, rows[i].Rate, cum);
        }
        return tiers;
    }
}

/// <summary>One tier.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Floor">Position value above which it holds, quote asset.</param>
/// <param name="Cap">Largest position value, quote asset.</param>
/// <param name="MaxLeverage">Greatest leverage.</param>
/// <param name="Rate">Maintenance margin, ratio of the position's value.</param>
/// <param name="Cum">Taken off again, quote asset.</param>
internal sealed record MarginTier(int Number, decimal Floor, decimal Cap, int MaxLeverage, decimal Rate, decimal Cum);
