using System.Globalization;
using Argosy.Core.Links;
using Argosy.Hosting.Ports;

namespace Argosy.Hosting.Bots;

/// <summary>Makes rows of what a run's strategy draws and keeps, within limits: a database is shared by all bots.</summary>
/// <remarks>A log that is replayed is stored already, but for what a crash took from the queue: its last part is stored again, which changes nothing where it is there.</remarks>
/// <param name="terms">The bot.</param>
/// <param name="queue">Takes what a replay stores again.</param>
sealed class BotOutput(BotTerms terms, StateQueue queue)
{
    /// <summary>Points of one message that are kept.</summary>
    public const int MostPoints = 200;

    /// <summary>Longest name of a plot or a panel.</summary>
    public const int LongestName = 100;

    /// <summary>Longest state, characters.</summary>
    public const int LongestState = 256 * 1024;

    const int MostReplayed = 1_000;

    readonly Queue<PlotRow> _replayed = [];
    readonly Dictionary<string, StrategyStateRow> _states = new(StringComparer.Ordinal);
    long _time = long.MinValue;
    int _points, _left;
    bool _isTooLong;

    /// <summary>What was left out since this was asked last; empty for nothing.</summary>
    public string Dropped
    {
        get
        {
            var text = (_left > 0, _isTooLong) switch
            {
                (true, _) => string.Create(CultureInfo.InvariantCulture, $"{_left} points of plots were left out: at most {MostPoints} a candle are kept, with names of at most {LongestName} characters"),
                (_, true) => string.Create(CultureInfo.InvariantCulture, $"the strategy's state is not stored: it is longer than {LongestState} characters"),
                _ => "",
            };
            (_left, _isTooLong) = (0, false);
            return text;
        }
    }

    /// <summary>The row of a point; null where it is not to be told further.</summary>
    public PlotRow? Take(BotPlot plot, long time, bool isReplay)
    {
        if (time != _time) (_time, _points) = (time, 0);
        if (_points >= MostPoints || !double.IsFinite(plot.Value) || plot.Name.Length > LongestName || plot.Panel.Length > LongestName || plot.Kind.Length > LongestName)
        {
            if (!isReplay) _left++;
            return null;
        }
        _points++;
        var row = new PlotRow { Deployment = terms.Deployment, Instrument = NameOf(plot.Instrument), Panel = plot.Panel, Name = plot.Name, Kind = plot.Kind, Time = time, Value = plot.Value };
        if (!isReplay) return row;
        _replayed.Enqueue(row);
        if (_replayed.Count > MostReplayed) _replayed.Dequeue();
        return null;
    }

    /// <summary>The row of a state; null where it is not to be told further.</summary>
    public StrategyStateRow? Take(StrategyState state, long time, bool isReplay)
    {
        if (state.Json.Length > LongestState)
        {
            _isTooLong = !isReplay;
            return null;
        }
        var row = new StrategyStateRow { Deployment = terms.Deployment, Instrument = NameOf(state.Instrument), Time = time, State = state.Json };
        if (!isReplay) return row;
        _states[row.Instrument] = row;
        return null;
    }

    /// <summary>The replay is over.</summary>
    public void EndReplay()
    {
        while (_replayed.TryDequeue(out var point)) queue.Add(point);
        foreach (var state in _states.Values) queue.Add(state);
        _states.Clear();
    }

    string NameOf(short instrument) => instrument >= 0 && instrument < terms.Instruments.Count ? terms.Instruments[instrument].Name : "";
}
