using Argosy.Core.Events;
using Argosy.Core.Links;
using Argosy.Core.MarketData;
using Argosy.Engine.Running;
using Argosy.Simulation.Feeds;

namespace Argosy.Worker.Running;

/// <summary>Steps of a run that is filled on bars, or by an exchange.</summary>
/// <remarks>
/// A simulated venue that counts a bar's volume cannot fill at an open before it knows the bar: there an open waits until its bar is told.
/// Whether opens wait or not, whether a close and the next open are told together or not, the engine goes through the same states.
/// </remarks>
/// <param name="loop">The loop.</param>
/// <param name="engine">Its engine.</param>
/// <param name="feed">Makes instants.</param>
/// <param name="timeframe">Length of the bars.</param>
/// <param name="waits">Whether opens wait for their bars.</param>
/// <param name="fillsAtOpens">Whether orders have been filled at the opens that were told, so that their bars begin there.</param>
sealed class MarketSteps(EngineLoop loop, TradingEngine engine, LiveFeed feed, Timeframe timeframe, bool waits, bool fillsAtOpens) : IMarketSteps
{
    readonly List<FundingSettlement> _funding = [];
    readonly List<long> _openTimes = [];
    long _stepTime = long.MinValue;

    /// <inheritdoc/>
    public void Take(long time, IReadOnlyList<ClosedBar> closed, IReadOnlyList<OpenedBar> opened)
    {
        OpenUntold(time, closed);
        if (closed.Count > 0)
        {
            PayUntil(time);
            AdvanceTo(time);
            feed.Begin(Clock(time));
            foreach (var bar in closed) Close(bar.Instrument, bar.Bar);
            if (!waits) AddOpens(time, opened);
            loop.Step(feed.Instant);
            _stepTime = time;
        }
        else if (!waits && opened.Count > 0)
        {
            BeginOpens(time);
            AddOpens(time, opened);
            EndOpens(time);
        }
        else
        {
            AdvanceTo(time);
        }
    }

    /// <summary>Funding was settled; where opens wait, it waits for those of its own time.</summary>
    public void Fund(in FundingSettlement settlement)
    {
        if (waits)
        {
            _funding.Add(settlement);
            return;
        }
        AdvanceTo(settlement.Time);
        loop.Hear(in settlement);
    }

    /// <inheritdoc/>
    public void AdvanceTo(long time)
    {
        while (loop.NextTimer < time)
        {
            var due = loop.NextTimer;
            feed.Begin(Clock(due));
            loop.Step(feed.Instant);
            _stepTime = due;
        }
    }

    /// <inheritdoc/>
    public void End() => PayUntil(long.MaxValue);

    // Bars that are told whole without having been opened, each at its own time.
    void OpenUntold(long time, IReadOnlyList<ClosedBar> closed)
    {
        _openTimes.Clear();
        foreach (var bar in closed)
        {
            if (!feed.IsRunning(bar.Instrument) && !_openTimes.Contains(bar.Bar.OpenTime)) _openTimes.Add(bar.Bar.OpenTime);
        }
        if (_openTimes.Count > 1) _openTimes.Sort();
        foreach (var openTime in _openTimes)
        {
            // One that is told late opens late: time does not run backwards.
            var at = Math.Clamp(openTime, Math.Min(_stepTime, time), time);
            PayUntil(at);
            BeginOpens(at);
            AddOpens(openTime, closed);
            EndOpens(at);
            Pay(at);
        }
    }

    void BeginOpens(long time)
    {
        AdvanceTo(time);
        feed.Begin(Clock(time));
    }

    void EndOpens(long time)
    {
        if (time == _stepTime)
        {
            loop.OpenLate(feed.Instant);
            return;
        }
        loop.Step(feed.Instant);
        _stepTime = time;
    }

    void AddOpens(long openTime, IReadOnlyList<ClosedBar> closed)
    {
        foreach (var bar in closed)
        {
            if (bar.Bar.OpenTime == openTime && !feed.IsRunning(bar.Instrument)) feed.Open(bar.Instrument, bar.Bar);
        }
    }

    void AddOpens(long time, IReadOnlyList<OpenedBar> opened)
    {
        foreach (var bar in opened)
        {
            if (!feed.IsRunning(bar.Instrument)) feed.Open(bar.Instrument, timeframe.Floor(time), bar.Open);
        }
    }

    // What was filled at an open that was told was filled there: the path of the bar begins where it did.
    void Close(int instrument, Bar bar)
    {
        if (fillsAtOpens && feed.RunningOpen(instrument) is var open && open != bar.Open) bar = bar with { Open = open, High = Math.Max(bar.High, open), Low = Math.Min(bar.Low, open) };
        feed.Close(instrument, in bar);
    }

    void PayUntil(long time) => Pay(settlement => settlement.Time < time);

    void Pay(long time) => Pay(settlement => settlement.Time == time);

    void Pay(Predicate<FundingSettlement> isDue)
    {
        if (_funding.Count == 0) return;
        foreach (var settlement in _funding.FindAll(isDue))
        {
            AdvanceTo(settlement.Time);
            loop.Hear(in settlement);
        }
        _funding.RemoveAll(isDue);
    }

    // What was heard between the instants may have happened after an open that is told only now.
    long Clock(long time) => Math.Max(engine.Time, time);
}
