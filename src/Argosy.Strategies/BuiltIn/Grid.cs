using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Accounting;
using Argosy.Engine.Orders;
using Argosy.Engine.Strategies;

namespace Argosy.Strategies.BuiltIn;

/// <summary>Rests a ladder of purchases below the first price; what a rung buys it offers one rung higher, and then buys again.</summary>
/// <remarks>
/// Rung k of n lies k·spacing below the first close after the warm-up (the reference), rounded down to the tick, and spends
/// 1/n of the cash there was. A rung turns when its order is wholly filled.
/// </remarks>
[Strategy("grid", "Rests purchases on a ladder below the first price and sells each one rung higher.", SendsOrders = true, LooksBack = 1)]
public sealed class Grid(
    [Parameter("distance between rungs, of the reference", Minimum = 0.0001, Maximum = 0.5, Unit = "ratio")] decimal spacing = 0.02m,
    [Parameter("number of rungs", Minimum = 1, Maximum = 200)] int levels = 5) : IStrategy
{
    readonly int[] _orders = new int[spacing * levels < 1 ? levels : throw new ArgumentException($"levels times spacing must be below 1, was {spacing * levels}")];
    readonly decimal[] _bought = new decimal[levels];
    decimal _reference;
    OrderSize _amount;

    /// <inheritdoc/>
    public void OnBar(in Bar bar, StrategyContext context)
    {
        if (_reference != 0 || context.IsWarmUp) return;
        _reference = context.Instrument.RoundToTick(bar.Close);
        _amount = OrderSize.Quote(Exact.RoundDown(context.FreeQuote / _orders.Length, Ledger.AssetScale));
        for (var rung = 0; rung < _orders.Length; rung++) Buy(rung, context);
    }

    /// <inheritdoc/>
    public void OnFill(in Fill fill, StrategyContext context)
    {
        var rung = Array.IndexOf(_orders, fill.OrderId);
        if (rung < 0) return;
        _bought[rung] += fill.SignedQuantity - ((fill.Traits & FillTraits.FeeInBase) != 0 ? fill.Fee : 0);
        if ((fill.Traits & FillTraits.Final) == 0) return;
        if (fill.Side == Side.Sell) Buy(rung, context);
        else _orders[rung] = context.Limit(Side.Sell, OrderSize.Quantity(context.Instrument.FloorToLot(_bought[rung])), Price(rung, context));
    }

    void Buy(int rung, StrategyContext context) => _orders[rung] = context.Limit(Side.Buy, _amount, Price(rung + 1, context));

    decimal Price(int step, StrategyContext context) => context.Instrument.FloorToTick(_reference * (1 - (step * spacing)));
}
