// Limit ping-pong: buys a little below the market and sells what it bought a little above, again and again.
//
//   argosy backtest --data btc-usd-1m --strategy samples/bots/csharp/limit-ping-pong.cs --param distance=0.01

[Strategy("limit-ping-pong", "Buys a little below the market and sells what it bought a little above, again and again.", SendsOrders = true)]
public sealed class LimitPingPong(
    [Parameter("distance of the limits from the price", Minimum = 0.0001, Maximum = 0.5, Unit = "ratio")] double distance = 0.005,
    [Parameter("share of the cash that a purchase spends", Minimum = 0.01, Maximum = 1, Unit = "ratio")] decimal share = 0.5m) : IStrategy
{
    int _order;

    public void OnBar(in Bar bar, StrategyContext context)
    {
        if (context.WorkingOrder(_order) is { } order)
        {
            // A purchase that the market has left behind is taken back; the next bar makes a new one.
            var isLeftBehind = order.Side is Side.Buy && order.Filled == 0 && bar.Close > (double)order.Terms!.Limit! * (1 + (3 * distance));
            if (isLeftBehind) context.Cancel(_order);
            return;
        }

        var instrument = context.Instrument;
        var held = instrument.FloorToLot(context.Position);
        if (held > 0 && held * (decimal)bar.Close >= instrument.MinNotional)
        {
            var price = Math.Max((double)context.EntryPrice, bar.Close) * (1 + distance);
            _order = context.Limit(Side.Sell, OrderSize.Quantity(held), instrument.RoundToTick(price));
        }
        else
        {
            _order = context.Limit(Side.Buy, OrderSize.Quote(Math.Round(context.FreeQuote * share, 2, MidpointRounding.ToZero)), instrument.RoundToTick(bar.Close * (1 - distance)));
        }
    }
}
