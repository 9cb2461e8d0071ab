using System.Globalization;
using System.Runtime.InteropServices;

namespace Argosy.Sandbox.Starting;

/// <summary>Sees to it that a child is given nothing but its three pipes.</summary>
/// <remarks>.NET opens its own files so; a descriptor the host was given by its own parent, or that a library opened, is not.</remarks>
static partial class Inheritance
{
    const int SetFlags = 2;
    const int CloseOnExec = 1;
    const uint RangeCloseOnExec = 4;

    public static void Forbid()
    {
        try
        {
            if (CloseRange(3, uint.MaxValue, RangeCloseOnExec) == 0) return;
        }
        catch (EntryPointNotFoundException)
        {
            // An older C library; one by one, then.
        }
        foreach (var path in Directory.EnumerateFileSystemEntries("/proc/self/fd"))
        {
            if (int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out var descriptor) && descriptor > 2) _ = Control(descriptor, SetFlags, CloseOnExec);
        }
    }

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "close_range", SetLastError = true)]
    private static partial int CloseRange(uint first, uint last, uint flags);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int Control(int descriptor, int command, int value);
}
