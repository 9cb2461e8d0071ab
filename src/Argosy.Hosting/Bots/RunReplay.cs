using Argosy.Core.Links;
using Argosy.Core.Values;
using Argosy.Data.Links;

namespace Argosy.Hosting.Bots;

/// <summary>Tells a run's log to a fresh worker and compares what it answers: the one way back after a crash, of the worker's and of the host's.</summary>
#pragma warning disable CA1001 // A late answer may still come to it, and a semaphore nobody took a handle of holds nothing.
sealed class RunReplay : IWorkerListener
#pragma warning restore CA1001
{
    // How far a worker in another process may be told ahead of its answers.
    const int MostAhead = 256;

    readonly List<Step> _steps;
    readonly Lock _gate = new();
    readonly SemaphoreSlim _ahead = new(MostAhead);
    readonly TaskCompletionSource<Error?> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    RulesRead? _rules;
    int _at;

    RunReplay(List<Step> steps) => _steps = steps;

    /// <summary>Tells the log's messages to the worker.</summary>
    /// <param name="messages">The log, both sides, in order.</param>
    /// <param name="start">Starts a worker with a listener.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The worker as it stands at the log's end, or where its answers differ from the log.</returns>
    public static async Task<Result<ReplayedRun>> RunAsync(IReadOnlyList<LinkMessage> messages, Func<IWorkerListener, IWorkerLink> start, CancellationToken cancellation)
    {
        var steps = Step.Of(messages);
        if (!steps.Ok) return steps.Error!;
        var replay = new RunReplay(steps.Value);
        var heard = new ListenerSwitch(replay);
        var link = start(heard);
        Error? failed;
        try
        {
            failed = await replay.TellAsync(link, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await link.DisposeAsync().ConfigureAwait(false);
            throw;
        }
        if (failed is null) return new ReplayedRun(link, heard, [.. replay._steps.Where(step => !step.IsWhole).SelectMany(step => step.Pending)], replay._rules);
        await link.DisposeAsync().ConfigureAwait(false);
        return failed;
    }

    /// <inheritdoc/>
    public void OnAnswer(WorkerMessage message)
    {
        lock (_gate)
        {
            if (_at >= _steps.Count)
            {
                _end.TrySetResult(Error.Corrupt("the worker answers without being asked"));
                return;
            }
            if (message is RulesRead rules) _rules = rules;
            var step = _steps[_at];
            if (step.Take(message) is { } difference) _end.TrySetResult(Error.Corrupt($"message {_at + 1} of the log: {difference}"));
            if (message is not StepDone) return;
            if (step.Missing is { } missing) _end.TrySetResult(Error.Corrupt($"message {_at + 1} of the log: the log goes on with {missing}, the replay does not"));
            _at++;
            _ahead.Release();
            if (_at == _steps.Count) _end.TrySetResult(null);
        }
    }

    /// <inheritdoc/>
    public void OnLost(string reason) => _end.TrySetResult(new Error(ErrorKind.Unavailable, $"the worker ended while its log was replayed: {reason}"));

    async Task<Error?> TellAsync(IWorkerLink link, CancellationToken cancellation)
    {
        foreach (var step in _steps)
        {
            await _ahead.WaitAsync(cancellation).ConfigureAwait(false);
            if (_end.Task.IsCompleted) break;
            link.Tell(step.Told);
        }
        return await _end.Task.WaitAsync(cancellation).ConfigureAwait(false);
    }

    sealed class Step(HostMessage told)
    {
        readonly List<WorkerMessage> _logged = [];
        readonly List<PendingAnswer> _answers = [];
        int _met;

        public HostMessage Told => told;

        // Whether the log has all of its answers: then what it wished went to the account, too.
        public bool IsWhole { get; private set; }

        public IEnumerable<PendingAnswer> Pending => _answers;

        public string? Missing => _met < _logged.Count ? _logged[_met].GetType().Name : null;

        public static Result<List<Step>> Of(IReadOnlyList<LinkMessage> messages)
        {
            var (steps, at) = (new List<Step>(), 0);
            foreach (var (host, worker) in messages)
            {
                if (host is not null)
                {
                    steps.Add(new Step(host));
                    continue;
                }
                if (at >= steps.Count) return Error.Corrupt("the log has an answer to nothing");
                steps[at]._logged.Add(worker!);
                if (worker is StepDone) steps[at++].IsWhole = true;
            }
            return steps;
        }

        public string? Take(WorkerMessage message)
        {
            // What follows from the run and is in no log is neither compared nor made good.
            if (message is RulesRead)
            {
                if (!IsWhole) _answers.Add(new PendingAnswer(message, true));
                return null;
            }
            if (!IsWhole) _answers.Add(new PendingAnswer(message, _met < _logged.Count));
            if (_met >= _logged.Count) return IsWhole ? $"the replay goes on with {message}, the log does not" : null;
            var logged = _logged[_met++];
            return LinkCodec.IsReplayed(logged, message) ? null : $"the log has {logged}, the replay {message}";
        }
    }
}

/// <summary>A worker at the end of its run's log.</summary>
/// <param name="Link">The worker.</param>
/// <param name="Heard">Who hears it from now on is set here.</param>
/// <param name="Pending">Answers to the last messages, of which the log does not have all.</param>
/// <param name="Rules">How guards and limits stand there; null where it has not said so.</param>
sealed record ReplayedRun(IWorkerLink Link, ListenerSwitch Heard, IReadOnlyList<PendingAnswer> Pending, RulesRead? Rules);

/// <summary>An answer whose step the log does not have whole.</summary>
/// <param name="Message">The answer.</param>
/// <param name="IsLogged">Whether the log has this one, or none ever has it.</param>
readonly record struct PendingAnswer(WorkerMessage Message, bool IsLogged);

/// <summary>A worker's listener that may be exchanged between two messages.</summary>
sealed class ListenerSwitch(IWorkerListener first) : IWorkerListener
{
    volatile IWorkerListener _now = first;

    /// <summary>Who hears the next answer.</summary>
    public void To(IWorkerListener next) => _now = next;

    /// <inheritdoc/>
    public void OnAnswer(WorkerMessage message) => _now.OnAnswer(message);

    /// <inheritdoc/>
    public void OnLost(string reason) => _now.OnLost(reason);
}
