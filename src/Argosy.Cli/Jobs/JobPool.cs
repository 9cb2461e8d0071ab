using Argosy.Core.Values;

namespace Argosy.Cli.Jobs;

/// <summary>Workers that were started ahead and are warm; each is given out once. Those that nobody asks for are let go after a while.</summary>
sealed class JobPool : IAsyncDisposable
{
    static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    readonly Func<Result<JobProcess>> _start;
    readonly Func<CancellationToken, Task<IReadOnlyList<JobBot>>> _warmers;
    readonly int _most;
    readonly TimeSpan _idle;
    readonly TimeProvider _time;
    readonly Lock _gate = new();
    readonly Queue<Task<Result<JobProcess>>> _ahead = new();
    readonly CancellationTokenSource _closing = new();
    readonly ITimer _timer;
    long _askedAt;
    bool _isClosed;

    /// <summary>A pool that is empty until it is asked.</summary>
    /// <param name="start">Starts a worker.</param>
    /// <param name="warmers">Bots of the host's own making, which a new worker runs.</param>
    /// <param name="most">Workers that stand ready.</param>
    /// <param name="idle">After how long without a question they are let go.</param>
    /// <param name="time">The clock.</param>
    public JobPool(Func<Result<JobProcess>> start, Func<CancellationToken, Task<IReadOnlyList<JobBot>>> warmers, int most, TimeSpan idle, TimeProvider time)
    {
        (_start, _warmers, _most, _idle, _time) = (start, warmers, most, idle, time);
        _timer = time.CreateTimer(_ => LetGo(), null, Look, Look);
    }

    /// <summary>Starts what is missing; returns at once.</summary>
    public void Warm()
    {
        lock (_gate)
        {
            _askedAt = _time.GetTimestamp();
            while (!_isClosed && _ahead.Count < _most) _ahead.Enqueue(Task.Run(StartAsync));
        }
    }

    /// <summary>Waits until the next worker to be given out is warm.</summary>
    public async Task ReadyAsync(CancellationToken cancel)
    {
        Task<Result<JobProcess>>? first;
        lock (_gate) _ahead.TryPeek(out first);
        if (first is not null) await first.WaitAsync(cancel);
    }

    /// <summary>The worker that has been waiting the longest, which is the caller's from now on; another is started in its place.</summary>
    /// <returns>A warm worker, or why there is none.</returns>
    public async Task<Result<JobProcess>> TakeAsync(CancellationToken cancel)
    {
        while (true)
        {
            Task<Result<JobProcess>> first;
            lock (_gate)
            {
                ObjectDisposedException.ThrowIf(_isClosed, this);
                Warm();
                first = _ahead.Dequeue();
            }
            Result<JobProcess> taken;
            try
            {
                taken = await first.WaitAsync(cancel);
            }
            catch (OperationCanceledException)
            {
                Drop(first);
                throw;
            }
            Warm();
            // One may have been ended from outside while it stood there.
            if (!taken.Ok || !taken.Value.HasEnded) return taken;
            await taken.Value.DisposeAsync();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync();
        await _closing.CancelAsync();
        Task<Result<JobProcess>>[] left;
        lock (_gate)
        {
            _isClosed = true;
            left = [.. _ahead];
            _ahead.Clear();
        }
        foreach (var worker in left) await EndAsync(worker);
        _closing.Dispose();
    }

    async Task<Result<JobProcess>> StartAsync()
    {
        var started = _start();
        if (!started.Ok) return started;
        var cold = await started.Value.WarmAsync(await _warmers(_closing.Token));
        if (cold is null) return started;
        await started.Value.DisposeAsync();
        return cold;
    }

    void LetGo()
    {
        lock (_gate)
        {
            if (_ahead.Count == 0 || _time.GetElapsedTime(_askedAt) < _idle) return;
            while (_ahead.TryDequeue(out var worker)) Drop(worker);
        }
    }

    static void Drop(Task<Result<JobProcess>> worker) => _ = EndAsync(worker);

    static async Task EndAsync(Task<Result<JobProcess>> worker)
    {
        try
        {
            if (await worker is { Ok: true } started) await started.Value.DisposeAsync();
        }
        catch (OperationCanceledException)
        {
            // It was never started.
        }
    }
}
