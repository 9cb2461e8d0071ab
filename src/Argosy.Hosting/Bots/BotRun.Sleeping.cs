using Argosy.Core.Values;
using Argosy.Hosting.Scheduling;

namespace Argosy.Hosting.Bots;

/// <content>Going without a worker while nothing is to be told, and getting one again: after a crash, ahead of a candle, or because something waits.</content>
/// <remarks>
/// A sleeping bot keeps its place at the account's desk and its market: exits are watched, executions arrive. Whatever is told to it waits, and
/// wakes it. A live bot with an entry at work stays awake: what fills must be protected at once.
/// </remarks>
public sealed partial class BotRun
{
    ITimer? _alarm;
    TimeSpan _lastReplay;
    long _idleSince;
    bool _isOpen, _isAsleep;

    /// <summary>How often it fell asleep; nearly right from any thread.</summary>
    internal int Sleeps { get; private set; }

    void IChannelOwner.OnIdle() => Rest();

    void IChannelOwner.OnWanted() => Wake();

    /// <summary>Gives it a worker again where it sleeps; done when it has one.</summary>
    Task AwakeAsync() => _services.Lane.Ask(() =>
    {
        Wake();
        return _restarting;
    }).Unwrap();

    // On the lane: it may fall asleep when it has been quiet for a while.
    void Rest()
    {
        // A market that is told trade by trade has no pause.
        if (_services.Sleep is not { } sleep || _terms.IsFilledOnTrades || !_isOpen || _isOver || _isDown || _terms.Timeframe.ApproximateMilliseconds <= sleep.LeastAway.TotalMilliseconds) return;
        _idleSince = _services.Time.GetTimestamp();
        SetAlarm(sleep.Quiet);
    }

    void SetAlarm(TimeSpan after)
    {
        if (_alarm is { } alarm) alarm.Change(after, Timeout.InfiniteTimeSpan);
        else _alarm = _services.Time.CreateTimer(_ => _services.Lane.Run(Ring), null, after, Timeout.InfiniteTimeSpan);
    }

    void Ring()
    {
        if (_isOver || _services.Sleep is not { } sleep) return;
        if (_isAsleep)
        {
            Wake();
            return;
        }
        if (_isDown || _channel.Backlog > 0) return;
        var left = sleep.Quiet - _services.Time.GetElapsedTime(_idleSince);
        if (left > TimeSpan.Zero)
        {
            SetAlarm(left);
            return;
        }
        var now = _services.Now();
        var away = TimeSpan.FromMilliseconds(_terms.Timeframe.End(_terms.Timeframe.Floor(now)) - now);
        var lead = sleep.LeadOf(_terms.Deployment, _lastReplay);
        if (away <= sleep.LeastAway || away <= lead) return;
        if (_terms.IsLive && _recorder.IsAwaited) return;
        Sleep(now, away - lead);
    }

    void Sleep(long now, TimeSpan forTime)
    {
        (_isDown, _isAsleep) = (true, true);
        Sleeps++;
        var worker = _channel.Detach();
        // A log that could not be written has disabled the bot.
        if (_isOver)
        {
            if (worker is not null) _restarting = worker.DisposeAsync().AsTask();
            return;
        }
        _restarting = worker is null ? Task.CompletedTask : worker.DisposeAsync().AsTask();
        _recorder.SetSleep(now + (long)forTime.TotalMilliseconds);
        SetAlarm(forTime);
    }

    void Wake()
    {
        if (!_isAsleep || _isOver) return;
        _isAsleep = false;
        _restarting = RestartAsync(_restarting, TimeSpan.Zero);
    }

    async Task RestartAsync(Task gone, TimeSpan wait)
    {
        try
        {
            await gone.ConfigureAwait(false);
            for (TimeSpan? next = wait; next is { } pause;)
            {
                if (pause > TimeSpan.Zero) await Task.Delay(pause, _services.Time, _end.Token).ConfigureAwait(false);
                next = await TryRebuildAsync().ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // It was stopped meanwhile.
        }
    }

    // How long to wait before it is tried again; null where it need not be.
    async Task<TimeSpan?> TryRebuildAsync()
    {
        var begun = _services.Time.GetTimestamp();
        Error? broken;
        try
        {
            broken = await RebuildAsync(join: false, _end.Token).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The bot's boundary: a worker that cannot even be started counts as one that crashed.
        catch (Exception fault) when (fault is not OperationCanceledException)
#pragma warning restore CA1031
        {
            broken = new Error(ErrorKind.Unavailable, $"it could not be started again: {fault.Message}");
        }
        return await _services.Lane.Ask<TimeSpan?>(() =>
        {
            if (_isOver) return null;
            if (broken is null)
            {
                _lastReplay = _services.Time.GetElapsedTime(begun);
                _recorder.SetSleep(null);
                if (!_isDown) _recorder.Set(Going, "");
                if (!_isDown && _channel.Backlog == 0) Rest();
                return null;
            }
            if (broken.Kind != ErrorKind.Unavailable)
            {
                Disable($"it could not be rebuilt from its log: {broken.Message}");
                return null;
            }
            _recorder.Line("error", broken.Message);
            var wait = _services.Supervisor.Crashed(_terms.Name);
            if (wait is null) Disable($"its worker crashed {Supervisor.MostCrashes} times within an hour; the last time: {broken.Message}");
            else _recorder.Set(BotState.Starting, "its worker crashed; it is started again");
            return wait;
        }).ConfigureAwait(false);
    }
}
