// State: remembers its trades, stands aside for a while after two losses in a row, and survives an update to this version.
//
//   argosy backtest --data btc-usd-1h --strategy samples/bots/csharp/state.cs

[Strategy("state", "Trades a channel, and stands aside for a while after two losses in a row.")]
public sealed class Remembers(
    [Parameter("length of the channel", Minimum = 2, Maximum = 1_000, Unit = "bars")] int period = 20,
    [Parameter("how long to stand aside after two losses", Minimum = 0, Maximum = 10_000, Unit = "bars")] int pause = 48) : IStrategy, IMigratesState
{
    readonly Donchian _channel = new(period);

    public void OnBar(in Bar bar, StrategyContext context)
    {
        // The channel as it was before this bar: a close never lies beyond its own bar.
        var before = _channel.Value;
        _channel.Push(in bar);
        if (bar.Close < before.Lower) context.Target(Direction.Flat);
        else if (bar.Close > before.Upper && context.Time >= context.State.Get("paused-until", 0L)) context.Target(Direction.Long);
    }

    // What is kept under a name is seen in the web app, and is there again after a restart. Had this method thrown, nothing of it would be kept.
    public void OnFill(in Fill fill, StrategyContext context)
    {
        var state = context.State;
        if (fill.Side is Side.Buy)
        {
            state.Set("entry", fill.Price);
            return;
        }
        var gain = (double)(fill.Price / state.Get("entry", fill.Price)) - 1;
        var gains = state.Get("gains", Array.Empty<double>());
        state.Set("gains", gains.Append(gain).TakeLast(100).ToArray());
        var losses = gain < 0 ? state.Get<int>("losses") + 1 : 0;
        state.Set("losses", losses);
        if (losses >= 2) state.Set("paused-until", context.Time + (pause * context.Timeframe.Milliseconds));
    }

    // Once, when a deployed bot is updated: an older version wrote its losses under another name.
    public void Migrate(StateBag old, string oldVersion, StrategyContext context)
    {
        context.State.CopyFrom(old);
        if (old.Has("losing-streak")) context.State.Set("losses", old.Get<int>("losing-streak"));
        context.State.Remove("losing-streak");
    }
}
