using System.Diagnostics;

namespace Argosy.Cli.Jobs;

/// <summary>Ends a job that says nothing, whose bot does not come back, that does not stop, or that takes too long.</summary>
sealed class JobWatch : IDisposable
{
    readonly JobLimits _limits;
    readonly Action<string> _kill;
    readonly Timer _timer;
    readonly long _begin = Stopwatch.GetTimestamp();
    long _heardAt = Stopwatch.GetTimestamp();
    long _stoppingAt;

    /// <summary>Begins to watch.</summary>
    /// <param name="limits">What is allowed.</param>
    /// <param name="kill">Ends it for a reason.</param>
    public JobWatch(JobLimits limits, Action<string> kill)
    {
        (_limits, _kill) = (limits, kill);
        _timer = new Timer(_ => Look(), null, JobPulse.Every, JobPulse.Every);
    }

    /// <summary>It said something.</summary>
    public void Heard() => Volatile.Write(ref _heardAt, Stopwatch.GetTimestamp());

    /// <summary>Its slowest bot has not come back for so long.</summary>
    public void Held(TimeSpan time)
    {
        if (time >= _limits.BotPatience) _kill($"its bot was asked something and has not come back for {_limits.BotPatience.TotalSeconds:0.#} s");
    }

    /// <summary>It was asked to stop.</summary>
    public void Stopping() => Volatile.Write(ref _stoppingAt, Stopwatch.GetTimestamp());

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    void Look()
    {
        if (Stopwatch.GetElapsedTime(Volatile.Read(ref _heardAt)) >= _limits.Silence) _kill($"it has said nothing for {_limits.Silence.TotalSeconds:0} s");
        if (Volatile.Read(ref _stoppingAt) is not 0 and var stopping && Stopwatch.GetElapsedTime(stopping) >= _limits.StopPatience) _kill($"it was asked to stop and has not for {_limits.StopPatience.TotalSeconds:0} s");
        if (_limits.Deadline is { } deadline && Stopwatch.GetElapsedTime(_begin) >= deadline) _kill($"it took longer than {deadline.TotalSeconds:0} s");
    }
}
