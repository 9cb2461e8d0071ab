using Argosy.Core.Links;
using Argosy.Core.Values;
using Argosy.Hosting.Bots;

namespace Argosy.Hosting.Deploying;

/// <summary>Has a worker of its own begin a run and lets it go again: whether it can begin is known before anything is stopped for it.</summary>
sealed class TriedRun : IWorkerListener
{
    readonly TaskCompletionSource<Error?> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    string? _failure;

    /// <summary>Tries it.</summary>
    /// <param name="runs">Starts workers.</param>
    /// <param name="terms">The bot; only how it begins is told.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Why it cannot begin; null where it can.</returns>
    public static async Task<Error?> BeginAsync(IRunSource runs, BotTerms terms, CancellationToken cancellation)
    {
        var tried = new TriedRun();
        IWorkerLink worker;
        try
        {
            worker = runs.Start(terms, tried);
        }
        catch (InvalidOperationException refused)
        {
            return new Error(ErrorKind.Unavailable, refused.Message);
        }
        await using (worker.ConfigureAwait(false))
        {
            worker.Tell(terms.Begins);
            return await tried._end.Task.WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public void OnAnswer(WorkerMessage message)
    {
        if (message is RunFailed failed) _failure ??= failed.Reason;
        if (message is StepDone) _end.TrySetResult(_failure is { } reason ? Error.BadInput(reason) : null);
    }

    /// <inheritdoc/>
    public void OnLost(string reason) => _end.TrySetResult(Error.BadInput(reason));
}
