using Argosy.Campaign.Tests.Running;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Testnet.Futures;

namespace Argosy.Campaign.Tests.Futures;

/// <summary>What a seed does with margin: leverage and its kind, the funding rate, and moves of the market that liquidate.</summary>
/// <param name="Leverage">1..125.</param>
/// <param name="IsIsolated">Margin of the position's own.</param>
/// <param name="StopDistance">How far stops lie from their entries, ratio.</param>
/// <param name="FundingRate">Ratio of notional; above 0 longs pay.</param>
/// <param name="Shocks">A second brings a sudden move, share.</param>
/// <param name="Deleverages">A second brings a close against somebody else's liquidation, share.</param>
internal sealed record MarginPlan(int Leverage, bool IsIsolated, decimal StopDistance, decimal FundingRate, double Shocks, double Deleverages)
{
    /// <summary>A third of the seeds liquidates: high leverage on isolated margin, with stops beyond the price of liquidation.</summary>
    public static MarginPlan Draw(SeededGenerator random) => random.NextIndex(3) switch
    {
        0 => new(50 + random.NextIndex(50), true, 0.05m, Rate(random), 0.04, 0),
        1 => new(1 + random.NextIndex(20), random.NextIndex(2) == 0, 0.03m, Rate(random), 0.02, 0.01),
        _ => new(1 + random.NextIndex(20), random.NextIndex(2) == 0, 0.03m, Rate(random), 0, 0),
    };

    /// <summary>Somebody trades far from the price.</summary>
    public static void Shock(Stage stage)
    {
        var move = (0.005m + (stage.Random.NextIndex(25) * 0.001m)) * (stage.Random.NextIndex(2) == 0 ? 1 : -1);
        stage.Exchange.Exchange.Print(Stage.Symbol, stage.Market.LastPrice * (1 + move), 1m, move > 0 ? Side.Buy : Side.Sell);
    }

    /// <summary>As a host does it: tries until the account has leverage and margin, or it is too late for that.</summary>
    public async Task SetAsync(HostLife life, Func<bool> isTooLate)
    {
        while (life.Time.IsAlive && !(await life.Account.SetMarginAsync(Stage.Name, Leverage, IsIsolated, CancellationToken.None).ConfigureAwait(false)).Ok && !isTooLate()) await Task.Delay(TimeSpan.FromMilliseconds(500), life.Time).ConfigureAwait(false);
    }

    /// <summary>Time until shortly before a settlement of funding, ms.</summary>
    public static long BeforeFunding(long now, SeededGenerator random)
    {
        var next = ((now / FundingDesk.EveryMs) + 1) * FundingDesk.EveryMs;
        return next - now - 40_000 - random.NextIndex(100_000);
    }

    static decimal Rate(SeededGenerator random) => (random.NextIndex(41) - 20) * 0.0001m;
}
