using Argosy.Engine.Logs;
using Argosy.Engine.Running;
using Argosy.Engine.Strategies;

namespace Argosy.Research.Backtests;

/// <summary>What strategies plotted, wrote and kept in one run, within limits: long plots are thinned out evenly, of many lines the first and the last stay.</summary>
public sealed class BotRecord : IBotObserver
{
    /// <summary>Most plots; values of further ones are counted alone.</summary>
    public const int MostPlots = 64;

    /// <summary>Most points of a plot: a full one drops every second point and from then on keeps every second, fourth, … value.</summary>
    public const int MostPoints = 4_000;

    /// <summary>First, and last, lines kept.</summary>
    public const int KeptLines = 100;

    /// <summary>Most characters of a line; the rest is cut off.</summary>
    public const int LongestLine = 1_000;

    /// <summary>Most characters of a plot's or panel's name; the rest is cut off.</summary>
    public const int LongestName = 60;

    readonly List<RecordedPlot> _plots = [];
    readonly List<RecordedLine> _first = [];
    readonly Queue<RecordedLine> _last = new();
    TradingEngine? _engine;

    /// <summary>The plots, in the order in which they were first plotted.</summary>
    public IReadOnlyList<RecordedPlot> Plots => _plots;

    /// <summary>Values of plots beyond the most.</summary>
    public long DroppedValues { get; private set; }

    /// <summary>The first lines and the last ones.</summary>
    public IEnumerable<RecordedLine> Lines => _first.Concat(_last);

    /// <summary>Lines between the first and the last that were not kept.</summary>
    public long DroppedLines { get; private set; }

    /// <summary>What the strategies keep now.</summary>
    public IReadOnlyList<StateBag> States => _engine?.States ?? [];

    /// <summary>Whether there is anything in it.</summary>
    public bool IsEmpty => _plots.Count == 0 && _first.Count == 0 && States.All(state => state.Count == 0);

    /// <inheritdoc/>
    public void OnPlot(long instant, short instrument, in PlotValue plot)
    {
        foreach (var known in _plots)
        {
            if (!known.Is(instrument, in plot)) continue;
            known.Add(instant, plot.Value);
            return;
        }
        if (_plots.Count == MostPlots)
        {
            DroppedValues++;
            return;
        }
        var added = new RecordedPlot(instrument, in plot);
        added.Add(instant, plot.Value);
        _plots.Add(added);
    }

    /// <inheritdoc/>
    public void OnLine(long instant, short instrument, LogLevel level, string text)
    {
        var line = new RecordedLine(instant, instrument, level, text.Length > LongestLine ? text[..LongestLine] + "…" : text);
        if (_first.Count < KeptLines)
        {
            _first.Add(line);
            return;
        }
        _last.Enqueue(line);
        if (_last.Count <= KeptLines) return;
        _last.Dequeue();
        DroppedLines++;
    }

    /// <summary>The engine whose strategies are heard.</summary>
    internal void Of(TradingEngine engine) => _engine = engine;
}

/// <summary>A line of a strategy's log.</summary>
/// <param name="Time">Unix ms; <see cref="long.MinValue"/> before the first bar.</param>
/// <param name="Instrument">Index of the instrument.</param>
/// <param name="Level">How much it matters.</param>
/// <param name="Text">The line.</param>
public sealed record RecordedLine(long Time, short Instrument, LogLevel Level, string Text);
