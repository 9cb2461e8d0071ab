using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Argosy.Hosting.Journal;

/// <summary>What the base library lacks to make bytes durable cheaply.</summary>
internal static partial class Durable
{
    const int ReadOnly = 0;

    /// <summary>Data of a file whose length does not change, on disk: fdatasync where there is one.</summary>
    /// <exception cref="IOException">The disk did not take them. What it holds now is unknown: the file must not be written any more.</exception>
    public static void FlushData(SafeFileHandle file)
    {
        if (!OperatingSystem.IsLinux()) RandomAccess.FlushToDisk(file);
        else if (SyncData(file) != 0) throw new IOException($"fdatasync failed with error {Marshal.GetLastPInvokeError()}");
    }

    /// <summary>Names of a folder (files made, renamed, deleted), on disk.</summary>
    public static void FlushFolder(string path)
    {
        if (!OperatingSystem.IsLinux()) return;
        using var folder = new SafeFileHandle(Open(path, ReadOnly), ownsHandle: true);
        if (folder.IsInvalid || Sync(folder) != 0) throw new IOException($"the folder {path} cannot be made durable: error {Marshal.GetLastPInvokeError()}");
    }

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    private static partial int SyncData(SafeFileHandle file);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Sync(SafeFileHandle file);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Open(string path, int flags);
}
