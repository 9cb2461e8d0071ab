// Consensus: five opinions, one position: buys when enough voters say up, sells when enough say down.
//
//   argosy backtest --data btc-usd-4h --strategy samples/bots/csharp/consensus.cs --param quorum=4
//
// Several bots and built-in strategies vote together by --strategy consensus --param "voters=…".

[Strategy("five-voters", "Buys when enough of five voters say up, sells when enough say down.")]
public sealed class FiveVoters([Parameter("votes of five that decide", Minimum = 1, Maximum = 5)] int quorum = 3) : IStrategy
{
    readonly Sma _fast = new(14), _slow = new(50);
    readonly Macd _macd = new();
    readonly Adx _adx = new(14);
    readonly Rsi _rsi = new(14);

    public void OnBar(in Bar bar, StrategyContext context)
    {
        // Every voter sees every bar. A comparison with NaN is false: one that still warms up abstains.
        var (fast, slow) = (_fast.Push(bar.Close), _slow.Push(bar.Close));
        var histogram = _macd.Push(bar.Close).Histogram;
        var trend = _adx.Push(in bar);
        var strength = _rsi.Push(bar.Close);
        ReadOnlySpan<int> votes =
        [
            Sign(fast - slow),
            Sign(histogram),
            trend.Adx > 20 ? Sign(trend.PlusDi - trend.MinusDi) : 0,
            strength > 55 ? 1 : strength < 45 ? -1 : 0,
            Candle(context.Bars),
        ];

        var (ups, downs) = (0, 0);
        foreach (var vote in votes)
        {
            if (vote > 0) ups++;
            else if (vote < 0) downs++;
        }
        context.Plot("ups", ups, "votes", PlotKind.Histogram);
        context.Plot("downs", -downs, "votes", PlotKind.Histogram);

        // Selling is asked first: a way out must never wait for a way in.
        if (downs >= quorum) context.Target(Direction.Flat);
        else if (ups >= quorum) context.Target(Direction.Long);
    }

    // A bar whose body covers the body of the one before it, and turns.
    static int Candle(BarSeries bars)
    {
        if (bars.Count < 2) return 0;
        var (now, before) = (bars[0], bars[1]);
        if (now.Close > before.Open && now.Open < before.Close && before.Close < before.Open) return 1;
        return now.Close < before.Open && now.Open > before.Close && before.Close > before.Open ? -1 : 0;
    }

    static int Sign(double value) => value > 0 ? 1 : value < 0 ? -1 : 0;
}
