using Argosy.Core.MarketData;
using Argosy.Engine.Running;
using Argosy.Engine.Strategies;

namespace Argosy.Scripting.TypeScript;

/// <summary>Tells a bot's process each bar once, those that have closed and those it may be shown before the engine comes to them.</summary>
sealed class BarFeed(StrategyContext context)
{
    readonly IBarPreview? _preview = context.Preview;
    readonly int[] _told = new int[context.Instruments.Count];
    readonly bool[] _tellsCloses = [.. Enumerable.Range(0, context.Instruments.Count).Select(i => BotBegin.FixedLength(context.For(i)) == 0)];
    readonly int[] _end = new int[context.Instruments.Count];

    /// <summary>Looks how many bars close up to an instant that have not been told.</summary>
    /// <returns>How many instruments have any.</returns>
    public int LookTo(long until)
    {
        var sections = 0;
        for (var i = 0; i < _told.Length; i++)
        {
            var end = context.For(i).Bars.Count;
            if (_preview is not null && until > context.Time)
            {
                var bars = _preview.Bars(i);
                var most = _preview.End(i);
                end = Math.Max(end, _told[i]);
                while (end < most && bars.CloseTime(end) <= until) end++;
            }
            _end[i] = Math.Max(end, _told[i]);
            if (_end[i] > _told[i]) sections++;
        }
        return sections;
    }

    /// <summary>Writes what <see cref="LookTo"/> has found.</summary>
    public void Write(FrameWriter to)
    {
        for (var i = 0; i < _told.Length; i++)
        {
            if (_end[i] > _told[i]) Write(to, i);
        }
    }

    void Write(FrameWriter to, int instrument)
    {
        var (first, rows) = (_told[instrument], _end[instrument] - _told[instrument]);
        to.Short(instrument);
        to.Short(0);
        to.Int(rows);
        if (_preview is not null)
        {
            var bars = _preview.Bars(instrument);
            to.Times(bars.OpenTimes.AsSpan(first, rows));
            foreach (var column in (double[][])[bars.Open, bars.High, bars.Low, bars.Close, bars.Volume]) to.Column(column.AsSpan(first, rows));
            if (_tellsCloses[instrument]) Closes(to, bars.CloseTime, first, rows);
        }
        else
        {
            var bars = context.For(instrument).Bars;
            to.Times(bars.Times.Slice(first, rows));
            to.Column(bars.Opens.Slice(first, rows));
            to.Column(bars.Highs.Slice(first, rows));
            to.Column(bars.Lows.Slice(first, rows));
            to.Column(bars.Closes.Slice(first, rows));
            to.Column(bars.Volumes.Slice(first, rows));
            if (_tellsCloses[instrument]) Closes(to, row => bars.Timeframe.End(bars[bars.Count - 1 - row].OpenTime), first, rows);
        }
        _told[instrument] = first + rows;
    }

    /// <summary>How many bars of the first instrument close after those seen and up to an instant that has been told.</summary>
    public int BarsUpTo(long time, int seen)
    {
        if (_preview is null) return 1;
        var bars = _preview.Bars(0);
        var row = seen;
        while (row < _told[0] && bars.CloseTime(row) <= time) row++;
        return row - seen + 1;
    }

    static void Closes(FrameWriter to, Func<int, long> closeOf, int first, int rows)
    {
        for (var row = first; row < first + rows; row++) to.Number(closeOf(row));
    }
}
