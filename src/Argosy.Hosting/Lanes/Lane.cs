namespace Argosy.Hosting.Lanes;

/// <summary>Runs pieces of work one at a time, in the order they came, without a thread of its own.</summary>
/// <remarks>
/// Whoever brings work runs it when the lane is free, on its own thread and before the call returns; otherwise the one who is on the lane runs
/// it after what came before. Work brought from within the lane runs when the present piece is done. What work throws goes to
/// <paramref name="failed"/>, and the lane goes on.
/// </remarks>
/// <param name="failed">Hears what a piece of work threw.</param>
public sealed class Lane(Action<Exception> failed)
{
    readonly Lock _gate = new();
    readonly Queue<Action> _waiting = [];
    bool _isTaken;

    /// <summary>For virtual time: who waits for an outcome goes on at once, on the thread that found it.</summary>
    internal bool IsOneThread { get; set; }

    /// <summary>Pieces that wait.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate) return _waiting.Count;
        }
    }

    /// <summary>Runs a piece of work now, or leaves it to the one who is on the lane.</summary>
    public void Run(Action work)
    {
        ArgumentNullException.ThrowIfNull(work);
        lock (_gate)
        {
            if (_isTaken)
            {
                _waiting.Enqueue(work);
                return;
            }
            _isTaken = true;
        }
        for (var next = work; next is not null; next = Next()) Try(next);
    }

    /// <summary>Runs a piece of work now where the lane is free; otherwise it is left out.</summary>
    public void RunIfFree(Action work)
    {
        ArgumentNullException.ThrowIfNull(work);
        lock (_gate)
        {
            if (_isTaken) return;
            _isTaken = true;
        }
        for (var next = work; next is not null; next = Next()) Try(next);
    }

    /// <summary>Runs a piece of work on the lane and gives its outcome when it is done.</summary>
    public Task<T> Ask<T>(Func<T> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        var outcome = new TaskCompletionSource<T>(IsOneThread ? TaskCreationOptions.None : TaskCreationOptions.RunContinuationsAsynchronously);
        Run(() =>
        {
            try
            {
                outcome.SetResult(work());
            }
#pragma warning disable CA1031 // Whatever it is, the one who asked hears it.
            catch (Exception thrown)
#pragma warning restore CA1031
            {
                outcome.SetException(thrown);
            }
        });
        return outcome.Task;
    }

    Action? Next()
    {
        lock (_gate)
        {
            if (_waiting.TryDequeue(out var next)) return next;
            _isTaken = false;
            return null;
        }
    }

    void Try(Action work)
    {
        try
        {
            work();
        }
#pragma warning disable CA1031 // One bad piece of work must not stop an account's other bots.
        catch (Exception thrown)
#pragma warning restore CA1031
        {
            failed(thrown);
        }
    }
}
