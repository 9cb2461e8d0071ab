// Grid: rests purchases on a ladder below the first price; what a rung buys it offers one rung higher, and then buys again.
//
//   argosy backtest --data btc-usd-1m --strategy samples/bots/csharp/grid.cs --param levels=8

[Strategy("grid", "Rests purchases on a ladder below the first price; what a rung buys it offers one rung higher.", SendsOrders = true)]
public sealed class Grid(
    [Parameter("number of rungs", Minimum = 1, Maximum = 100)] int levels = 5,
    [Parameter("how far below the first price the lowest rung lies", Minimum = 0.001, Maximum = 0.9, Unit = "ratio")] double depth = 0.1) : IStrategy
{
    readonly List<Rung> _rungs = [];

    public void OnBar(in Bar bar, StrategyContext context)
    {
        if (context.IsWarmUp || _rungs.Count > 0) return;
        var budget = Math.Round(context.FreeQuote / levels, 2, MidpointRounding.ToZero);
        var step = bar.Close * depth / levels;
        for (var i = 0; i < levels; i++)
        {
            var price = bar.Close - (step * (i + 1));
            var rung = new Rung(context.Instrument.RoundToTick(price), context.Instrument.RoundToTick(price + step), budget);
            Buy(rung, context);
            _rungs.Add(rung);
        }
        context.Log($"{levels} rungs from {_rungs[^1].BuyAt} to {_rungs[0].BuyAt}");
    }

    // An order may fill in parts: the rung turns when it is whole.
    public void OnFill(in Fill fill, StrategyContext context)
    {
        var id = fill.OrderId;
        if (_rungs.Find(one => one.Order == id) is not { } rung) return;
        if (fill.Side is Side.Buy) rung.Bought += fill.Quantity;
        if (context.WorkingOrder(id) is { IsFinal: false }) return;
        if (fill.Side is Side.Sell)
        {
            rung.Bought = 0;
            Buy(rung, context);
            context.State.Set("round-trips", context.State.Get<int>("round-trips") + 1);
            return;
        }
        // A fee taken from what was bought leaves less than that.
        var quantity = context.Instrument.FloorToLot(Math.Min(rung.Bought, context.Position));
        if (quantity > 0) rung.Order = context.Limit(Side.Sell, OrderSize.Quantity(quantity), rung.SellAt);
    }

    static void Buy(Rung rung, StrategyContext context) => rung.Order = context.Limit(Side.Buy, OrderSize.Quote(rung.Budget), rung.BuyAt);

    sealed class Rung(decimal buyAt, decimal sellAt, decimal budget)
    {
        public decimal BuyAt { get; } = buyAt;
        public decimal SellAt { get; } = sellAt;
        public decimal Budget { get; } = budget;
        public decimal Bought { get; set; }
        public int Order { get; set; }
    }
}
