namespace Argosy.Campaign.Tests.Virtual;

/// <summary>Runs a test where awaits go on at once on the thread that completes them: no context, no other thread.</summary>
internal static class OneThread
{
    public static void Run(Action test)
    {
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            test();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }
}
