using System.Collections.Concurrent;

namespace Argosy.Sandbox.Starting;

/// <summary>The one thread that starts sandboxes.</summary>
/// <remarks>
/// A sandbox is ended by the kernel when the thread that started it ends (the parent-death signal follows the thread, not the process). Threads of
/// the pool retire; this one lives as long as the process, so a sandbox ends with its host and never before.
/// </remarks>
static class StartingThread
{
    // Bounded by its callers, each of which waits for its own start.
    static readonly BlockingCollection<Action> Waiting = Begin();

    public static T Run<T>(Func<T> start)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Waiting.Add(() =>
        {
            try
            {
                done.SetResult(start());
            }
#pragma warning disable CA1031, RCS1075 // it is thrown again in the thread that asked
            catch (Exception broken)
#pragma warning restore CA1031, RCS1075
            {
                done.SetException(broken);
            }
        });
        return done.Task.GetAwaiter().GetResult();
    }

    static BlockingCollection<Action> Begin()
    {
        var waiting = new BlockingCollection<Action>();
        new Thread(() =>
        {
            foreach (var start in waiting.GetConsumingEnumerable()) start();
        })
        { IsBackground = true, Name = "sandbox starter" }.Start();
        return waiting;
    }
}
