using Argosy.Engine.Logs;
using Argosy.Engine.Strategies;

namespace Argosy.Research.Backtests;

/// <summary>One plot of one instrument: all values, or every second, fourth, … where there were many.</summary>
public sealed class RecordedPlot
{
    readonly string _name;
    readonly string _panel;
    readonly List<long> _times = [];
    readonly List<double> _values = [];
    long _step = 1;

    internal RecordedPlot(short instrument, in PlotValue plot)
    {
        Instrument = instrument;
        (_name, _panel, Kind) = (plot.Name, plot.Panel, plot.Kind);
        Name = Cut(plot.Name);
        Panel = Cut(plot.Panel);
    }

    /// <summary>Index of the instrument.</summary>
    public short Instrument { get; }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Name of the panel below the chart; empty for the chart of prices.</summary>
    public string Panel { get; }

    /// <summary>How it is drawn.</summary>
    public PlotKind Kind { get; }

    /// <summary>Values that were plotted, kept or not.</summary>
    public long Count { get; private set; }

    /// <summary>Times of the kept values, Unix ms.</summary>
    public IReadOnlyList<long> Times => _times;

    /// <summary>The kept values.</summary>
    public IReadOnlyList<double> Values => _values;

    internal bool Is(short instrument, in PlotValue plot) => instrument == Instrument && plot.Name == _name && plot.Panel == _panel;

    internal void Add(long time, double value)
    {
        // Of several values at one instant the last one counts.
        if (_times.Count > 0 && _times[^1] == time)
        {
            _values[^1] = value;
            return;
        }
        if (Count++ % _step != 0) return;
        if (_times.Count == BotRecord.MostPoints) Thin();
        if ((Count - 1) % _step != 0) return;
        _times.Add(time);
        _values.Add(value);
    }

    void Thin()
    {
        _step *= 2;
        var kept = 0;
        for (var i = 0; i < _times.Count; i += 2, kept++) (_times[kept], _values[kept]) = (_times[i], _values[i]);
        _times.RemoveRange(kept, _times.Count - kept);
        _values.RemoveRange(kept, _values.Count - kept);
    }

    static string Cut(string name) => name.Length > BotRecord.LongestName ? name[..BotRecord.LongestName] : name;
}
