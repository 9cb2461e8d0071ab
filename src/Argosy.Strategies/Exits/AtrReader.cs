using Argosy.Core.MarketData;
using Argosy.Engine.Exits;
using Argosy.Engine.Running;
using Argosy.Indicators.Volatility;

namespace Argosy.Strategies.Exits;

/// <summary>Average true range of the bars an entry knows, read on from where it was read last.</summary>
sealed class AtrReader(int period)
{
    readonly List<Reading> _readings = [];

    /// <summary>The average true range when the entry filled, quote asset; NaN while there are too few bars.</summary>
    public double Read(in ExitEntry entry)
    {
        var bars = entry.Bars;
        var reading = _readings.Find(r => ReferenceEquals(r.Bars, bars));
        if (reading is null)
        {
            reading = new Reading(bars, new Atr(period));
            _readings.Add(reading);
        }
        for (; reading.Rows < entry.KnownBars; reading.Rows++)
        {
            var bar = entry.Bar(reading.Rows);
            reading.Range.Push(in bar);
        }
        return reading.Range.Value;
    }

    sealed class Reading(BarSeries bars, Atr range)
    {
        public BarSeries Bars => bars;

        public Atr Range => range;

        public int Rows { get; set; }
    }
}
