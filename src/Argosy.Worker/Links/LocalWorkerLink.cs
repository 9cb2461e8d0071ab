using Argosy.Core.Links;
using Argosy.Worker.Running;
using Argosy.Worker.Strategies;

namespace Argosy.Worker.Links;

/// <summary>A worker in this process: answers come on the caller's thread before <see cref="Tell"/> returns. For built-in strategies, tests and replays.</summary>
public sealed class LocalWorkerLink : IWorkerLink
{
    readonly Queue<HostMessage> _waiting = new();
    bool _isBusy;

    /// <summary>A fresh worker that speaks to <paramref name="listener"/>.</summary>
    public LocalWorkerLink(IWorkerListener listener)
    {
        ArgumentNullException.ThrowIfNull(listener);
        Worker = new RunWorker(listener.OnAnswer) { TellsRules = true };
    }

    /// <summary>The worker: its hashes prove that two runs are one.</summary>
    public RunWorker Worker { get; }

    /// <inheritdoc/>
    public void Tell(HostMessage message)
    {
        // Whoever holds keys never runs what somebody else wrote.
        if (message is RunBegins begins && StrategyText.HasCode(begins.Strategy)) throw new InvalidOperationException("code of users runs in a worker process alone");
        // Who hears an answer may say something to it: that waits for the step's end.
        if (_isBusy)
        {
            _waiting.Enqueue(message);
            return;
        }
        _isBusy = true;
        try
        {
            Worker.Hear(message);
            while (_waiting.TryDequeue(out var next)) Worker.Hear(next);
        }
        finally
        {
            _isBusy = false;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
