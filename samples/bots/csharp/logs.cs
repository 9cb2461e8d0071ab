// Logs: tells a day's story in the log: equity, and how low it went; buys when a day closed above its average.
//
//   argosy backtest --data btc-usd-1h --strategy samples/bots/csharp/logs.cs

[Strategy("logs", "Tells a day's story in the log; long while days close above their average.")]
public sealed class Logs([Parameter("days of the average", Minimum = 2, Maximum = 1_000)] int days = 20) : IStrategy
{
    Sma _average = new(days);

    public void OnStart(StrategyContext context)
    {
        context.Subscribe(Timeframe.OneDay);
        context.Log($"trading {context.Instrument.Name}, a day at a time");
    }

    public void OnBar(in Bar bar, StrategyContext context)
    {
        if (context.Timeframe != Timeframe.OneDay) return;
        var average = _average.Push(bar.Close);
        context.Log($"{Day(bar.OpenTime)}: close {bar.Close:0.##}, equity {context.Equity:0.00}");
        if (bar.Low < bar.Close * 0.9) context.Log(LogLevel.Warning, $"{Day(bar.OpenTime)}: it was {1 - (bar.Low / bar.Close):P1} below its close in between");
        if (bar.Close > average) context.Target(Direction.Long);
        else if (bar.Close < average) context.Target(Direction.Flat);
    }

    // A bot's time is the market's, UTC.
    static string Day(long time) => DateTimeOffset.FromUnixTimeMilliseconds(time).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
