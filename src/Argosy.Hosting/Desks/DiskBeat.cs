using System.Diagnostics;
using Argosy.Hosting.Journal;
using Microsoft.Win32.SafeHandles;

namespace Argosy.Hosting.Desks;

/// <summary>Keeps a disk awake: now and then a block of a file of its own is made durable, on another thread.</summary>
/// <remarks>A disk that was asked for nothing for some milliseconds answers the next request half as fast. One beat is under way at a time; nobody waits for it.</remarks>
internal sealed class DiskBeat : IDisposable
{
    static readonly TimeSpan Every = TimeSpan.FromMilliseconds(2);

    readonly SafeFileHandle _file;
    readonly byte[] _block = new byte[4096];
    long _last;
    int _isUnderWay;

    /// <summary>Makes its file.</summary>
    /// <exception cref="IOException">The disk has no room.</exception>
    public DiskBeat(string path)
    {
        _file = File.OpenHandle(path, FileMode.Create, FileAccess.Write);
        // Later writes change no length and need no metadata.
        RandomAccess.Write(_file, _block, 0);
        RandomAccess.FlushToDisk(_file);
    }

    /// <summary>Beats where the last one is long enough ago.</summary>
    public void Touch()
    {
        if (Stopwatch.GetElapsedTime(_last) < Every || Interlocked.Exchange(ref _isUnderWay, 1) == 1) return;
        _last = Stopwatch.GetTimestamp();
        ThreadPool.UnsafeQueueUserWorkItem(static beat => beat.Beat(), this, preferLocal: false);
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    void Beat()
    {
        try
        {
            RandomAccess.Write(_file, _block, 0);
            Durable.FlushData(_file);
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            // A disk that does not take it, or the end.
        }
        finally
        {
            Volatile.Write(ref _isUnderWay, 0);
        }
    }
}
