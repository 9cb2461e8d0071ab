using System.Globalization;
using Argosy.Cli.Backtesting;
using Argosy.Cli.Terminals;
using Argosy.Research.Optimisation;

namespace Argosy.Cli.Optimising;

/// <summary>Progress of a search: a line that redraws itself on a terminal, a plain line now and then elsewhere, nothing for one that is soon done.</summary>
sealed class SearchProgressLine(Terminal terminal, string objective) : IProgress<OptimisationProgress>, IDisposable
{
    double _next = terminal.LiveProgress ? 0.4 : 3;
    readonly WatchedProgress? _watched = terminal.IsWatched ? new WatchedProgress(terminal) : null;
    int _drawn;

    /// <summary>Hears where the search stands.</summary>
    public void Report(OptimisationProgress value)
    {
        if (_watched is not null)
        {
            _watched.Tell(value.Total > 0 ? (double)value.Done / value.Total : 0, string.Create(CultureInfo.InvariantCulture, $"{Rate(value):0.#} trials/s"), Text(value));
            return;
        }
        if (value.Seconds < _next) return;
        _next = value.Seconds + (terminal.LiveProgress ? 0.2 : 10);
        var line = Text(value);
        if (!terminal.LiveProgress)
        {
            terminal.Error.WriteLine(line);
            return;
        }
        if (line.Length > terminal.Width - 1) line = line[..(terminal.Width - 1)];
        terminal.Error.Write($"\r{line.PadRight(_drawn)}");
        _drawn = line.Length;
    }

    /// <summary>Takes the line away.</summary>
    public void Dispose()
    {
        if (_drawn > 0) terminal.Error.Write($"\r{new string(' ', _drawn)}\r");
        _drawn = 0;
    }

    string Text(OptimisationProgress value)
    {
        var rate = Rate(value);
        var left = rate > 0 ? $", {Length((value.Total - value.Done) / rate)} left" : "";
        var best = value.Best is { } number
            ? $", best {objective} {FigureText.Number(number, "0.####")} ({string.Join(" ", value.BestParameters.Select(pair => $"{pair.Key}={pair.Value}"))})"
            : "";
        return string.Create(CultureInfo.InvariantCulture, $"optimize: {value.Done:#,0} of {value.Total:#,0} trials, {rate:0.#}/s{left}{best}");
    }

    static double Rate(OptimisationProgress value) => value.Evaluated / Math.Max(value.Seconds, 1e-3);

    static string Length(double seconds) => seconds < 100 ? $"{FigureText.Number(seconds, "0")} s" : $"{FigureText.Number(seconds / 60, "0")} min";
}
