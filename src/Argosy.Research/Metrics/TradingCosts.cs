using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Accounting;

namespace Argosy.Research.Metrics;

/// <summary>What trading cost, and how much was traded.</summary>
/// <param name="Fees">Σ fees of all trades, the closing of positions open at the end included, quote asset.</param>
/// <param name="Slippage">Σ (price − path price) · quantity of taker fills, signed against us, quote asset, to 8 decimals.</param>
/// <param name="Funding">Σ funding flows, quote asset; negative was paid.</param>
/// <param name="Traded">Σ fill notional, quote asset.</param>
public sealed record TradingCosts(decimal Fees, decimal Slippage, decimal Funding, decimal Traded)
{
    /// <summary>Sums the costs of a run.</summary>
    public static TradingCosts Of(MetricsInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        decimal fees = 0, slippage = 0, funding = 0, traded = 0;
        foreach (var trade in input.Trades) fees += trade.Fees;
        foreach (var flow in input.CashFlows)
        {
            if (flow.Kind == LedgerAccount.Funding) funding += flow.Amount;
        }
        for (var i = 0; i < input.Fills.Count; i++)
        {
            ref readonly var fill = ref input.Fills[i];
            traded += Exact.Round(fill.Price * fill.Quantity, Ledger.AssetScale);
            // A resting limit fills at its own price: it has no slippage, wherever the path went.
            if (fill.IsMaker) continue;
            var against = fill.Price - input.Instruments[fill.Instrument].ToMoney(fill.PathUnits);
            slippage += (fill.Side == Side.Buy ? against : -against) * fill.Quantity;
        }
        return new TradingCosts(fees, Exact.Round(slippage, Ledger.AssetScale), funding, traded);
    }

    /// <summary>Traded notional / mean equity over the points after the starting cash; null without a curve or where that mean is not above 0.</summary>
    public double? Turnover(EquitySeries curve)
    {
        ArgumentNullException.ThrowIfNull(curve);
        if (!curve.IsKept) return null;
        var sum = 0.0;
        var values = curve.Values;
        for (var i = 1; i < values.Length; i++) sum += values[i];
        return sum > 0 ? Exact.ToStatistic(Traded) / (sum / (curve.Count - 1)) : null;
    }
}
