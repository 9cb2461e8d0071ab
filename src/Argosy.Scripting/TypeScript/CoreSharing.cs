using System.Runtime.InteropServices;

namespace Argosy.Scripting.TypeScript;

/// <summary>Keeps the calling thread and a bot's process on one core: a trip between them is several times shorter than over two.</summary>
/// <remarks>A matter of speed alone; where the system does not allow it nothing happens.</remarks>
sealed partial class CoreSharing : IDisposable
{
    const int MostCores = 1_024;

    static readonly Lock Gate = new();
    static readonly int[] Pairs = new int[MostCores];

    readonly ulong[] _before;
    readonly int _thread;
    readonly int _core;

    CoreSharing(int thread, int core, ulong[] before) => (_thread, _core, _before) = (thread, core, before);

    /// <summary>Begins; null where it is of no use or not possible.</summary>
    /// <param name="process">The bot's process.</param>
    public static CoreSharing? Begin(int process)
    {
        if (!OperatingSystem.IsLinux() || Environment.ProcessorCount < 2) return null;
        var thread = ThreadId();
        var before = new ulong[MostCores / 64];
        if (GetAffinity(thread, sizeof(ulong) * (nuint)before.Length, before) < 0) return null;
        var core = Take(CurrentCore(), before);
        if (core < 0) return null;
        var one = new ulong[MostCores / 64];
        one[core / 64] = 1UL << (core % 64);
        var sharing = new CoreSharing(thread, core, before);
        if (SetAffinity(process, sizeof(ulong) * (nuint)one.Length, one) >= 0 && SetAffinity(thread, sizeof(ulong) * (nuint)one.Length, one) >= 0) return sharing;
        sharing.Dispose();
        return null;
    }

    // The core the thread is on, unless another pair of this process has it while one is free.
    static int Take(int current, ulong[] allowed)
    {
        lock (Gate)
        {
            var best = -1;
            for (var core = 0; core < MostCores; core++)
            {
                if ((allowed[core / 64] >> (core % 64) & 1) == 0) continue;
                if (best < 0 || Pairs[core] < Pairs[best] || (Pairs[core] == Pairs[best] && core == current)) best = core;
            }
            if (best >= 0) Pairs[best]++;
            return best;
        }
    }

    /// <summary>Lets the thread run anywhere again, whichever thread asks for it.</summary>
    public void Dispose()
    {
        _ = SetAffinity(_thread, sizeof(ulong) * (nuint)_before.Length, _before);
        lock (Gate) Pairs[_core]--;
    }

    [LibraryImport("libc", EntryPoint = "gettid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int ThreadId();

    [LibraryImport("libc", EntryPoint = "sched_getcpu")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int CurrentCore();

    [LibraryImport("libc", EntryPoint = "sched_getaffinity")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetAffinity(int thread, nuint bytes, [In, Out] ulong[] mask);

    [LibraryImport("libc", EntryPoint = "sched_setaffinity")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetAffinity(int thread, nuint bytes, ulong[] mask);
}
