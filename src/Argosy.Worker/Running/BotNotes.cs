using Argosy.Core.Links;
using Argosy.Core.Values;
using Argosy.Engine.Logs;
using Argosy.Engine.Running;
using Argosy.Engine.Strategies;

namespace Argosy.Worker.Running;

/// <summary>Tells the host what a run's strategies plot, write and keep, within limits a step: a bot that floods is cut short, its run goes on.</summary>
sealed class BotNotes(Action<WorkerMessage> answer) : IBotObserver
{
    /// <summary>Most values plotted in one step.</summary>
    public const int MostPlots = 200;

    /// <summary>Most lines written in one step.</summary>
    public const int MostLines = 100;

    /// <summary>Most characters of a line.</summary>
    public const int LongestLine = 2_000;

    /// <summary>Most characters of a plot's or panel's name.</summary>
    public const int LongestName = 60;

    /// <summary>Most characters of a state's JSON.</summary>
    public const int LongestState = 100_000;

    readonly List<int> _told = [];
    int _plots;
    int _lines;

    /// <inheritdoc/>
    public void OnPlot(long instant, short instrument, in PlotValue plot)
    {
        if (_plots++ < MostPlots) answer(new BotPlot(instrument, Name(plot.Panel), Name(plot.Name), plot.Value, KebabCase.Of(plot.Kind.ToString())));
    }

    /// <inheritdoc/>
    public void OnLine(long instant, short instrument, LogLevel level, string text)
    {
        if (_lines++ < MostLines) answer(new BotLine(KebabCase.Of(level.ToString()), RunParts.Plain(text.Length > LongestLine ? text[..LongestLine] + "…" : text)));
    }

    /// <summary>A step has ended: tells what was left out and which states have changed.</summary>
    public void EndStep(TradingEngine engine)
    {
        if (_plots > MostPlots) answer(new BotLine("warning", $"{_plots - MostPlots} values were not plotted: more than {MostPlots} in one step"));
        if (_lines > MostLines) answer(new BotLine("warning", $"{_lines - MostLines} lines were left out: more than {MostLines} in one step"));
        (_plots, _lines) = (0, 0);
        var states = engine.States;
        for (var i = 0; i < states.Count; i++)
        {
            var state = states[i];
            if (i == _told.Count) _told.Add(0);
            if (state.Changes == _told[i]) continue;
            _told[i] = state.Changes;
            // Of several strategies of one run the first one's is told: a bot is one.
            if (state.Book > 0) continue;
            var json = state.ToJson();
            if (json.Length <= LongestState) answer(new StrategyState(state.Instrument, json));
            else answer(new BotLine("error", $"the state is {json.Length} characters long and is not kept; expected at most {LongestState}"));
        }
    }

    static string Name(string name) => RunParts.Plain(name.Length > LongestName ? name[..LongestName] : name);
}
