using Argosy.Core.Links;
using Argosy.Core.MarketData;
using Argosy.Data.Links;
using Argosy.Research.Backtests;
using Argosy.Simulation.Margin;
using Argosy.Worker.Running;

namespace Argosy.Worker.Parity;

/// <summary>The bars a run was told, as histories.</summary>
/// <param name="Markets">Instruments with their bars.</param>
/// <param name="From">End of the warm-up, Unix ms; null without one.</param>
/// <param name="Count">Bars in all.</param>
sealed record LoggedBars(IReadOnlyList<Market> Markets, long? From, int Count)
{
    /// <summary>Reads them; what the run dropped is not among them.</summary>
    public static LoggedBars Of(RunLogLines log, RunBegins begins)
    {
        var bars = begins.Instruments.Select(_ => new List<Bar>()).ToArray();
        var funding = begins.Instruments.Select(_ => new SortedDictionary<long, decimal>()).ToArray();
        var check = new BarCheck(begins.Instruments, begins.Timeframe);
        long? from = null;
        var isTrading = false;
        foreach (var message in log.Messages)
        {
            if (message.Host is FundingSaid { Settlement: var settlement } && settlement.Instrument >= 0 && settlement.Instrument < funding.Length) funding[settlement.Instrument][FundingRates.RoundToSecond(settlement.Time)] = settlement.Rate;
            if (message.Host is not MarketMoved moved) continue;
            isTrading |= !moved.IsHistory;
            if (!isTrading) from = moved.Time;
            foreach (var closed in check.Closed(moved)) bars[closed.Instrument].Add(closed.Bar);
        }
        // A backtest knows only instruments that have bars, and whose order is the run's.
        var markets = begins.Instruments.Select((instrument, i) => new Market(instrument, Columns(bars[i], begins.Timeframe, instrument.PriceScale), null, "log")
        {
            Funding = funding[i].Count == 0 ? null : new FundingRates([.. funding[i].Keys], [.. funding[i].Values], "log"),
        }).ToArray();
        return new LoggedBars(markets, from, bars.Min(own => own.Count) == 0 ? 0 : bars.Sum(own => own.Count));
    }

    static BarColumns Columns(List<Bar> bars, Timeframe timeframe, int scale) => new()
    {
        Timeframe = timeframe,
        OpenTimes = [.. bars.Select(bar => bar.OpenTime)],
        Open = [.. bars.Select(bar => bar.Open)],
        High = [.. bars.Select(bar => bar.High)],
        Low = [.. bars.Select(bar => bar.Low)],
        Close = [.. bars.Select(bar => bar.Close)],
        Volume = [.. bars.Select(bar => bar.Volume)],
        PriceScale = scale,
        Hash = "log",
    };
}
