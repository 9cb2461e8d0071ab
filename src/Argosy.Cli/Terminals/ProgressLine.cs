using System.Diagnostics;

namespace Argosy.Cli.Terminals;

/// <summary>Progress of one piece of work: a bar that redraws itself on a terminal, a plain line now and then elsewhere, nothing for work that is soon done.</summary>
/// <remarks>It is also where a cancelled run stops: <see cref="Report"/> throws once the token is set.</remarks>
sealed class ProgressLine(Terminal terminal, string what, CancellationToken cancel) : IProgress<double>, IDisposable
{
    const int BarWidth = 30;

    readonly long _begin = Stopwatch.GetTimestamp();
    TimeSpan _next = terminal.LiveProgress ? TimeSpan.FromMilliseconds(400) : TimeSpan.FromSeconds(3);
    readonly WatchedProgress? _watched = terminal.IsWatched ? new WatchedProgress(terminal) : null;
    int _drawn;

    /// <summary>Hears the share of the work that is done, 0..1.</summary>
    /// <exception cref="OperationCanceledException">The user wants to stop.</exception>
    public void Report(double value)
    {
        cancel.ThrowIfCancellationRequested();
        if (_watched is not null)
        {
            _watched.Tell(value, "", what);
            return;
        }
        var elapsed = Stopwatch.GetElapsedTime(_begin);
        if (elapsed < _next) return;
        _next = elapsed + (terminal.LiveProgress ? TimeSpan.FromMilliseconds(100) : TimeSpan.FromSeconds(5));
        var share = Math.Clamp(value, 0, 1);
        var left = share > 0.01 ? $", {Seconds(elapsed * ((1 - share) / share))} left" : "";
        if (!terminal.LiveProgress)
        {
            terminal.Error.WriteLine($"{what}: {share * 100:0} %, {Seconds(elapsed)}{left}");
            return;
        }
        var full = (int)(share * BarWidth);
        var line = $"{what} [{new string('█', full)}{new string('·', BarWidth - full)}] {share * 100,3:0} % {Seconds(elapsed)}{left}";
        terminal.Error.Write($"\r{line.PadRight(_drawn)}");
        _drawn = line.Length;
    }

    /// <summary>Takes the bar away.</summary>
    public void Dispose()
    {
        if (_drawn > 0) terminal.Error.Write($"\r{new string(' ', _drawn)}\r");
        _drawn = 0;
    }

    static string Seconds(TimeSpan time) => time.TotalSeconds < 100 ? $"{time.TotalSeconds:0} s" : $"{time.TotalMinutes:0} min";
}
