using Argosy.Engine.Strategies;

namespace Argosy.Engine.Logs;

/// <summary>Hears what strategies show and say besides trading. Nothing it does can change the run.</summary>
public interface IBotObserver
{
    /// <summary>A strategy plotted a value.</summary>
    /// <param name="instant">The instant, Unix ms: a bar's close.</param>
    /// <param name="instrument">Index of the instrument.</param>
    /// <param name="plot">Which plot; the value is finite.</param>
    void OnPlot(long instant, short instrument, in PlotValue plot);

    /// <summary>A strategy wrote a line.</summary>
    /// <param name="instant">The instant, Unix ms.</param>
    /// <param name="instrument">Index of the instrument.</param>
    /// <param name="level">How much it matters.</param>
    /// <param name="text">The line, as the strategy gave it.</param>
    void OnLine(long instant, short instrument, LogLevel level, string text);
}

/// <summary>One value of a plot.</summary>
/// <param name="Name">Name of the plot.</param>
/// <param name="Panel">Name of the panel below the chart; empty for the chart of prices itself.</param>
/// <param name="Kind">How it is drawn.</param>
/// <param name="Value">The value; finite.</param>
public readonly record struct PlotValue(string Name, string Panel, PlotKind Kind, double Value);
