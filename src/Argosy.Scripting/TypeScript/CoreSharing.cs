using System.Runtime.InteropServices;

namespace Argosy.Scripting.TypeScript;

/// <summary>Keeps the calling thread and a bot's process on one core: a trip between them is several times shorter than over two.</summary>
/// <remarks>A matter of speed alone; where the system does not allow it nothing happens.</remarks>
sealed partial class CoreSharing : IDisposable
{
    const int MostCores = 1_024;

    readonly ulong[] _before;
    readonly int _thread;

    CoreSharing(int thread, ulong[] before) => (_thread, _before) = (thread, before);

    /// <summary>Begins; null where it is of no use or not possible.</summary>
    /// <param name="process">The bot's process.</param>
    public static CoreSharing? Begin(int process)
    {
        if (!OperatingSystem.IsLinux() || Environment.ProcessorCount < 2) return null;
        var thread = ThreadId();
        var core = CurrentCore();
        if (core is < 0 or >= MostCores) return null;
        var before = new ulong[MostCores / 64];
        if (GetAffinity(thread, sizeof(ulong) * (nuint)before.Length, before) < 0) return null;
        var one = new ulong[MostCores / 64];
        one[core / 64] = 1UL << (core % 64);
        if (SetAffinity(process, sizeof(ulong) * (nuint)one.Length, one) < 0) return null;
        return SetAffinity(thread, sizeof(ulong) * (nuint)one.Length, one) < 0 ? null : new CoreSharing(thread, before);
    }

    /// <summary>Lets the thread run anywhere again, whichever thread asks for it.</summary>
    public void Dispose() => _ = SetAffinity(_thread, sizeof(ulong) * (nuint)_before.Length, _before);

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
