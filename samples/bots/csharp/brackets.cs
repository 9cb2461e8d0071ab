// Brackets: buys a weak market and lets the venue watch the way out: a stop and a target with the entry, or a pair of orders.
//
//   argosy backtest --data btc-usd-1h --strategy samples/bots/csharp/brackets.cs --param style=pair

public enum WayOut
{
    Bracket,
    Trailing,
    Pair,
}

[Strategy("brackets", "Buys a weak market and lets the venue watch the way out.", SendsOrders = true)]
public sealed class Brackets(
    [Parameter("buys when the RSI falls below", Minimum = 1, Maximum = 99)] double low = 30,
    [Parameter("stop distance", Minimum = 0.001, Maximum = 0.5, Unit = "ratio")] decimal stop = 0.02m,
    [Parameter("target distance", Minimum = 0.001, Maximum = 5, Unit = "ratio")] decimal target = 0.04m,
    [Parameter("how a position is protected")] WayOut style = WayOut.Bracket) : IStrategy
{
    readonly Rsi _rsi = new(14);
    readonly Protection? _protection = style switch
    {
        WayOut.Bracket => new Protection { StopRatio = stop, TargetRatio = target },
        WayOut.Trailing => new Protection { TrailRatio = stop },
        _ => null,
    };

    double _before = double.NaN;

    public void OnBar(in Bar bar, StrategyContext context)
    {
        var rsi = _rsi.Push(bar.Close);
        var fell = _before >= low && rsi < low;
        _before = rsi;
        if (!fell || context.Direction is not Direction.Flat || context.FreeQuote < 10) return;
        context.Market(Side.Buy, OrderSize.Quote(Math.Round(context.FreeQuote / 2, 2, MidpointRounding.ToZero)), _protection);
    }

    // One cancels the other: a fill of the target reduces the stop by as much, and the other way round.
    public void OnFill(in Fill fill, StrategyContext context)
    {
        if (style is not WayOut.Pair || fill.Side is not Side.Buy) return;
        var instrument = context.Instrument;
        var size = OrderSize.Quantity(instrument.FloorToLot(Math.Min(fill.Quantity, context.Position)));
        context.OneCancelsOther(
            context.Intent(Side.Sell, OrderType.Limit, size, new OrderTerms { Limit = instrument.CeilingToTick(fill.Price * (1 + target)) }),
            context.Intent(Side.Sell, OrderType.Stop, size, new OrderTerms { Trigger = instrument.FloorToTick(fill.Price * (1 - stop)) }));
    }
}
