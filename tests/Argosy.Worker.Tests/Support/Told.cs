using Argosy.Core.Events;
using Argosy.Core.Instruments;
using Argosy.Core.Links;
using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Data.Links;
using Argosy.Research.Backtests;
using Argosy.Research.Results;
using Argosy.Simulation.Margin;
using Argosy.Worker.Running;
using Argosy.Worker.Strategies;

namespace Argosy.Worker.Tests.Support;

/// <summary>The messages by which a host would tell the histories of a backtest.</summary>
static class Told
{
    /// <summary>Everything of a run, its end included.</summary>
    /// <param name="markets">Instruments with their histories.</param>
    /// <param name="strategy">What trades.</param>
    /// <param name="settings">Settings of the backtest.</param>
    /// <param name="manner">How a host tells it.</param>
    /// <param name="seed">Where the manner leaves a choice.</param>
    /// <param name="text">The strategy as JSON where it is made in another way; null for its own.</param>
    public static IEnumerable<HostMessage> Run(IReadOnlyList<Market> markets, StrategyChoice strategy, BacktestSettings settings, Manner manner = Manner.Together, ulong seed = 1, string? text = null)
    {
        yield return new RunBegins(RunMode.Paper, [.. markets.Select(market => market.Instrument)], markets[0].Bars.Timeframe, text ?? StrategyText.Of(strategy), StoredSettings.Text(settings));
        foreach (var message in Market(markets, settings, manner, new SeededGenerator(seed))) yield return message;
        yield return new RunEnds(markets.Max(market => market.Bars.CloseTime(market.Bars.Count - 1)));
    }

    /// <summary>Everything of a run that is filled on the trades of its market: of each bar its trades in messages of any length, then its close with the open of the next.</summary>
    public static IEnumerable<HostMessage> OnTrades(Market market, StrategyChoice strategy, BacktestSettings settings, ulong seed)
    {
        var (ticks, bars, random) = (market.Ticks!, market.Bars, new SeededGenerator(seed));
        yield return new RunBegins(RunMode.Paper, [market.Instrument], bars.Timeframe, StrategyText.Of(strategy), StoredSettings.Text(settings));
        var trade = 0;
        for (var row = 0; row < bars.Count; row++)
        {
            while (trade < ticks.Trades.Count && ticks.Trades.Times[trade] < bars.CloseTime(row))
            {
                var told = new List<MarketTrade>();
                for (var most = 1 + random.NextIndex(40); told.Count < most && trade < ticks.Trades.Count && ticks.Trades.Times[trade] < bars.CloseTime(row); trade++) told.Add(TradeOf(ticks, trade));
                yield return new TradesSaid(told);
            }
            var opens = row + 1 < bars.Count && bars.OpenTimes[row + 1] == bars.CloseTime(row);
            yield return new MarketMoved(bars.CloseTime(row), [new ClosedBar(0, bars[row])], opens ? [new OpenedBar(0, bars.Open[row + 1])] : []);
        }
        yield return new RunEnds(bars.CloseTime(bars.Count - 1));
    }

    /// <summary>A row of trades as a host tells it.</summary>
    public static MarketTrade TradeOf(TickHistory ticks, int row) =>
        new(0, ticks.Trades.Times[row], Exact.FromUnits(ticks.Trades.Prices[row], ticks.PriceScale), Exact.FromUnits(ticks.Trades.Quantities[row], ticks.QuantityScale), ticks.Trades.Takers[row]);

    /// <summary>The log of a worker that was told messages.</summary>
    public static RunLogLines Log(IEnumerable<HostMessage> messages)
    {
        var lines = new List<LinkMessage>();
        var worker = new RunWorker(answer => lines.Add(new LinkMessage(null, answer)));
        foreach (var message in messages)
        {
            lines.Add(new LinkMessage(message, null));
            worker.Hear(message);
        }
        return new RunLogLines(lines, 0, 0);
    }

    /// <summary>A worker that was told messages, and what it answered.</summary>
    public static (RunWorker Worker, List<WorkerMessage> Answers) Worker(IEnumerable<HostMessage> messages)
    {
        var answers = new List<WorkerMessage>();
        var worker = new RunWorker(answers.Add);
        foreach (var message in messages) worker.Hear(message);
        return (worker, answers);
    }

    // Closes and opens at each point in time, as a feed of these histories meets them.
    static IEnumerable<HostMessage> Market(IReadOnlyList<Market> markets, BacktestSettings settings, Manner manner, SeededGenerator random)
    {
        var events = new SortedDictionary<long, (List<ClosedBar> Closed, List<OpenedBar> Opened)>();
        for (short i = 0; i < markets.Count; i++)
        {
            var bars = markets[i].Bars;
            for (var row = 0; row < bars.Count && bars.CloseTime(row) <= (settings.To ?? long.MaxValue); row++)
            {
                At(events, bars.OpenTimes[row]).Opened.Add(new OpenedBar(i, bars.Open[row]));
                At(events, bars.CloseTime(row)).Closed.Add(new ClosedBar(i, bars[row]));
            }
        }
        var funding = Funding(markets).OrderBy(told => told.Settlement.Time).ToArray();
        var paid = 0;
        foreach (var (time, (closed, opened)) in events)
        {
            while (paid < funding.Length && funding[paid].Settlement.Time < time) yield return funding[paid++];
            var isHistory = settings.From is { } from && time <= from;
            var way = manner == Manner.Any ? (Manner)random.NextIndex(3) : manner;
            if (way == Manner.Apart && closed.Count > 0 && opened.Count > 0)
            {
                yield return new MarketMoved(time, closed, [], isHistory);
                yield return new MarketMoved(time, [], opened, isHistory);
            }
            else if (way != Manner.ClosesOnly)
            {
                yield return new MarketMoved(time, closed, opened, isHistory);
            }
            else if (closed.Count > 0)
            {
                yield return new MarketMoved(time, closed, [], isHistory);
            }
            while (paid < funding.Length && funding[paid].Settlement.Time == time) yield return funding[paid++];
        }
    }

    // At the open of the bar that opens then, else at the last price, as where there are no mark prices.
    static IEnumerable<FundingSaid> Funding(IReadOnlyList<Market> markets)
    {
        for (short i = 0; i < markets.Count; i++)
        {
            if (markets[i].Funding is not { } rates) continue;
            for (var k = 0; k < rates.Count; k++)
            {
                var bars = markets[i].Bars;
                var row = bars.IndexAtOrAfter(rates.Time(k));
                var opens = row < bars.Count && bars.OpenTimes[row] == rates.Time(k);
                if (!opens && row == 0) continue;
                var price = opens ? bars.Open[row] : bars.Close[row - 1];
                yield return new FundingSaid(new FundingSettlement(i, rates.Time(k), markets[i].Instrument.ToMoney(markets[i].Instrument.ToUnits(price)), rates.Rate(k)));
            }
        }
    }

    static (List<ClosedBar> Closed, List<OpenedBar> Opened) At(SortedDictionary<long, (List<ClosedBar> Closed, List<OpenedBar> Opened)> events, long time)
    {
        if (!events.TryGetValue(time, out var at)) events.Add(time, at = ([], []));
        return at;
    }
}

/// <summary>How a host tells what happens at one point in time.</summary>
public enum Manner
{
    /// <summary>What closes and what opens in one message.</summary>
    Together,
    /// <summary>First what closes, then what opens.</summary>
    Apart,
    /// <summary>What closes alone: its open is in the bar.</summary>
    ClosesOnly,
    /// <summary>Now one way, now another.</summary>
    Any,
}
