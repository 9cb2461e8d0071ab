namespace Argosy.Scripting.TypeScript;

/// <summary>Looks at every bot's process a few times a second while there is one, and ends those that are silent for too long.</summary>
static class Watchdog
{
    const int Every = 100;

    static readonly Lock Gate = new();
    static readonly List<DenoProcess> Processes = [];
    static Timer? timer;

    public static void Add(DenoProcess process)
    {
        lock (Gate)
        {
            Processes.Add(process);
            timer ??= new Timer(_ => Look(), null, Every, Every);
        }
    }

    public static void Remove(DenoProcess process)
    {
        lock (Gate)
        {
            Processes.Remove(process);
            if (Processes.Count > 0) return;
            timer?.Dispose();
            timer = null;
        }
    }

    static void Look()
    {
        DenoProcess[] all;
        lock (Gate) all = [.. Processes];
        var now = Environment.TickCount64;
        foreach (var process in all) process.Look(now);
    }
}
