using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Engine.Strategies;

namespace Argosy.Engine.Running;

/// <summary>Brings one instrument's closed bars, base and higher, to the strategies that trade it.</summary>
sealed class Delivery(BarSeries baseSeries)
{
    readonly List<Higher> _higher = [];

    /// <summary>The base series.</summary>
    public BarSeries Base { get; } = baseSeries;

    /// <summary>Contexts in the order of their strategies.</summary>
    public StrategyContext[] Contexts { get; private set; } = [];

    /// <summary>When the next higher bar is due, Unix ms.</summary>
    public long NextDue
    {
        get
        {
            var next = long.MaxValue;
            foreach (var higher in _higher) next = Math.Min(next, higher.Aggregator.DueTime);
            return next;
        }
    }

    public void Add(StrategyContext context) => Contexts = [.. Contexts, context];

    public BarSeries Subscribe(StrategyContext context, Timeframe timeframe)
    {
        if (timeframe == Base.Timeframe) return Base;
        if (!IsWhole(timeframe, Base.Timeframe))
        {
            throw new ArgumentException($"{timeframe} is not a whole number of the data's {Base.Timeframe} bars");
        }
        var higher = _higher.Find(h => h.Aggregator.Series.Timeframe == timeframe);
        if (higher is null)
        {
            higher = new Higher(new BarAggregator(timeframe));
            _higher.Add(higher);
            _higher.Sort((a, b) => a.Aggregator.Series.Timeframe.CompareTo(b.Aggregator.Series.Timeframe));
        }
        if (!higher.Contexts.Contains(context)) higher.Contexts.Add(context);
        return higher.Aggregator.Series;
    }

    // Calendar months are made of days and what divides them, or of calendar months; weeks begin on Monday.
    static bool IsWhole(Timeframe higher, Timeframe part)
    {
        if (part.Months > 0) return higher.Months > 0 && higher.Months % part.Months == 0;
        if (higher.Months > 0) return Timeframe.OneDay.Milliseconds % part.Milliseconds == 0;
        return higher.Milliseconds % part.Milliseconds == 0 && part.Floor(higher.Floor(0)) == higher.Floor(0);
    }

    public void AddToHigher()
    {
        if (_higher.Count == 0) return;
        var bar = Base.At(Base.Rows - 1);
        foreach (var higher in _higher) higher.Aggregator.Add(in bar);
    }

    public void CompleteHigher(long time)
    {
        foreach (var higher in _higher) higher.Completed = higher.Aggregator.Complete(time);
    }

    public void Callbacks(bool baseClosed)
    {
        if (baseClosed)
        {
            var bar = Base.At(Base.Rows - 1);
            foreach (var context in Contexts) context.Slot.OnBar(in bar, context);
        }
        foreach (var higher in _higher)
        {
            if (!higher.Completed) continue;
            var series = higher.Aggregator.Series;
            var bar = series.At(series.Rows - 1);
            foreach (var context in higher.Contexts)
            {
                context.Bars = series;
                context.Slot.OnBar(in bar, context);
                context.Bars = Base;
            }
        }
    }

    sealed class Higher(BarAggregator aggregator)
    {
        public BarAggregator Aggregator { get; } = aggregator;

        public List<StrategyContext> Contexts { get; } = [];

        public bool Completed { get; set; }
    }
}
