using Argosy.Core.Links;
using Argosy.Core.MarketData;

namespace Argosy.Hosting.MarketData;

/// <summary>Makes the instants of one run out of its instruments' candles: what closed at one time is told together, what opens then after it.</summary>
/// <remarks>
/// Pure: time comes with each input. An instant waits until every instrument's candle is there, at most for the grace counted from the first one;
/// a candle that comes later still is told by itself. Of each instrument a closed candle is told once, older ones are left out.
/// </remarks>
/// <param name="instruments">How many.</param>
/// <param name="timeframe">Length of the candles.</param>
/// <param name="graceMs">Longest wait for the candles of an instant.</param>
public sealed class InstantAssembler(int instruments, Timeframe timeframe, int graceMs)
{
    const long Nothing = long.MinValue;

    readonly Track[] _tracks = [.. Enumerable.Range(0, instruments).Select(_ => new Track())];
    // Close time of the last instant; time of the last message.
    long _told = Nothing;
    long _time = Nothing;
    long _waitingSince = Nothing;

    /// <summary>Close time of the last instant told; <see cref="long.MinValue"/> for none.</summary>
    public long Told => _told;

    /// <summary>Open time of the first candle of an instrument that has not been told; null where none was told.</summary>
    public long? Next(int instrument) => _tracks[instrument].LastOpen == Nothing ? null : timeframe.End(_tracks[instrument].LastOpen);

    /// <summary>Goes on where a run's log ends.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="lastOpen">Open time of its last closed candle told, Unix ms; null for none.</param>
    /// <param name="lastOpening">Open time of the last candle whose opening was told; null for none.</param>
    public void Resume(int instrument, long? lastOpen, long? lastOpening)
    {
        var track = _tracks[instrument];
        if (lastOpen is { } closed)
        {
            track.LastOpen = track.Newest = closed;
            _told = Math.Max(_told, timeframe.End(closed));
        }
        track.OpenedAt = track.OpenTold = Math.Max(lastOpen ?? Nothing, lastOpening ?? Nothing);
    }

    /// <summary>Takes a closed candle.</summary>
    public void Closed(int instrument, in Bar bar, long now, List<MarketMoved> told)
    {
        var track = _tracks[instrument];
        if (bar.OpenTime <= track.Newest) return;
        track.Newest = bar.OpenTime;
        track.Closed.Enqueue(bar);
        Flush(now, told);
    }

    /// <summary>Takes the first price of a candle that has begun; only the first one of each counts.</summary>
    public void Opened(int instrument, long openTime, double price, long now, List<MarketMoved> told)
    {
        var track = _tracks[instrument];
        if (openTime <= track.OpenedAt || openTime <= track.Newest) return;
        track.OpenedAt = openTime;
        track.Opens.Enqueue((openTime, price));
        Flush(now, told);
    }

    /// <summary>Lets time pass: an instant whose grace is over goes with what there is.</summary>
    public void Tick(long now, List<MarketMoved> told)
    {
        if (_waitingSince != Nothing) Flush(now, told);
    }

    /// <summary>Takes what happened before: whole instants by the candles' own times, openings included.</summary>
    /// <param name="bars">Closed candles of each instrument, oldest first.</param>
    /// <param name="isHistory">Whether the run only warms up on them.</param>
    /// <param name="told">Takes the instants.</param>
    public void Backfill(IReadOnlyList<IReadOnlyList<Bar>> bars, bool isHistory, List<MarketMoved> told)
    {
        var rows = new int[bars.Count];
        for (var i = 0; i < rows.Length; i++)
        {
            while (rows[i] < bars[i].Count && bars[i][rows[i]].OpenTime <= _tracks[i].Newest) rows[i]++;
        }
        var open = new bool[rows.Length];
        while (true)
        {
            var time = long.MaxValue;
            for (var i = 0; i < rows.Length; i++)
            {
                if (rows[i] < bars[i].Count) time = Math.Min(time, open[i] ? timeframe.End(bars[i][rows[i]].OpenTime) : bars[i][rows[i]].OpenTime);
            }
            if (time == long.MaxValue) return;
            var instant = InstantAt(time, bars, rows, open, isHistory);
            if (instant.Closed.Count + instant.Opened.Count > 0) told.Add(instant);
        }
    }

    // Closing comes before opening, so a candle that follows at once opens in the same instant.
    MarketMoved InstantAt(long time, IReadOnlyList<IReadOnlyList<Bar>> bars, int[] rows, bool[] open, bool isHistory)
    {
        var (closed, opened) = (new List<ClosedBar>(), new List<OpenedBar>());
        for (var i = 0; i < rows.Length; i++)
        {
            if (!open[i] || rows[i] >= bars[i].Count || timeframe.End(bars[i][rows[i]].OpenTime) != time) continue;
            var bar = bars[i][rows[i]++];
            open[i] = false;
            closed.Add(new ClosedBar((short)i, bar));
            _tracks[i].LastOpen = _tracks[i].Newest = bar.OpenTime;
            _told = Math.Max(_told, time);
        }
        for (var i = 0; i < rows.Length; i++)
        {
            if (open[i] || rows[i] >= bars[i].Count || bars[i][rows[i]].OpenTime != time) continue;
            open[i] = true;
            var track = _tracks[i];
            if (time <= track.OpenedAt) continue;
            track.OpenedAt = track.OpenTold = time;
            opened.Add(new OpenedBar((short)i, bars[i][rows[i]].Open));
        }
        return At(time, closed, opened) with { IsHistory = isHistory };
    }

    void Flush(long now, List<MarketMoved> told)
    {
        while (FirstClose() is var time && time != long.MaxValue)
        {
            if (_waitingSince == Nothing) _waitingSince = now;
            if (time > _told && !IsWhole(time) && now - _waitingSince < graceMs) return;
            Tell(time, told);
            _waitingSince = Nothing;
        }
        TellOpens(now, told);
    }

    long FirstClose()
    {
        var first = long.MaxValue;
        foreach (var track in _tracks)
        {
            if (track.Closed.TryPeek(out var bar)) first = Math.Min(first, timeframe.End(bar.OpenTime));
        }
        return first;
    }

    // Every instrument has said what it has of this time: its candle, or a later one.
    bool IsWhole(long time) => Array.TrueForAll(_tracks, track => track.Closed.Count > 0 || (track.LastOpen != Nothing && timeframe.End(track.LastOpen) >= time));

    void Tell(long time, List<MarketMoved> told)
    {
        TellMissedOpens(time, told);
        var (closed, opened) = (new List<ClosedBar>(), new List<OpenedBar>());
        for (var i = 0; i < _tracks.Length; i++)
        {
            var track = _tracks[i];
            if (!track.Closed.TryPeek(out var bar) || timeframe.End(bar.OpenTime) != time) continue;
            track.Closed.Dequeue();
            track.LastOpen = bar.OpenTime;
            closed.Add(new ClosedBar((short)i, bar));
        }
        _told = Math.Max(_told, time);
        for (var i = 0; i < _tracks.Length; i++) Take(i, opened, time);
        told.Add(At(time, closed, opened));
    }

    // A candle that ended before anything of it was heard opens first all the same.
    void TellMissedOpens(long time, List<MarketMoved> told)
    {
        for (var i = 0; i < _tracks.Length; i++)
        {
            var track = _tracks[i];
            if (!track.Closed.TryPeek(out var bar) || timeframe.End(bar.OpenTime) != time) continue;
            while (track.Opens.TryPeek(out var open) && open.Time <= bar.OpenTime) track.Opens.Dequeue();
            if (track.OpenTold >= bar.OpenTime) continue;
            track.OpenTold = bar.OpenTime;
            told.Add(At(bar.OpenTime, [], [new OpenedBar((short)i, bar.Open)]));
        }
    }

    // An opening waits for the candles that should have closed by then, at most for the grace.
    void TellOpens(long now, List<MarketMoved> told)
    {
        var next = long.MaxValue;
        foreach (var track in _tracks)
        {
            if (track.Opens.TryPeek(out var open)) next = Math.Min(next, open.Time);
        }
        if (next == long.MaxValue) return;
        if (Array.Exists(_tracks, track => IsDue(track, next)))
        {
            if (_waitingSince == Nothing) _waitingSince = now;
            if (now - _waitingSince < graceMs) return;
        }
        _waitingSince = Nothing;
        var opened = new List<OpenedBar>();
        for (var i = 0; i < _tracks.Length; i++) Take(i, opened, next);
        told.Add(At(next, [], opened));
        TellOpens(now, told);
    }

    // A candle runs that should have closed, or none is known since the last one.
    bool IsDue(Track track, long time) =>
        (track.OpenTold > track.LastOpen && timeframe.End(track.OpenTold) <= time) || (track.LastOpen != Nothing && timeframe.End(track.LastOpen) < time && track.OpenTold <= track.LastOpen);

    MarketMoved At(long time, IReadOnlyList<ClosedBar> closed, IReadOnlyList<OpenedBar> opened) => new(_time = Math.Max(time, _time), closed, opened);

    void Take(int instrument, List<OpenedBar> opened, long time)
    {
        var track = _tracks[instrument];
        while (track.Opens.TryPeek(out var open) && open.Time <= time)
        {
            track.Opens.Dequeue();
            track.OpenTold = open.Time;
            opened.Add(new OpenedBar((short)instrument, open.Price));
        }
    }

    sealed class Track
    {
        public Queue<Bar> Closed { get; } = [];

        public Queue<(long Time, double Price)> Opens { get; } = [];

        // Open times: of the last candle told, of the newest one taken, of the newest opening taken, of the last opening told.
        public long LastOpen { get; set; } = Nothing;

        public long Newest { get; set; } = Nothing;

        public long OpenedAt { get; set; } = Nothing;

        public long OpenTold { get; set; } = Nothing;
    }
}
