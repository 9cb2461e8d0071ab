using System.Buffers;
using Argosy.Core.Links;

namespace Argosy.Data.Links;

/// <summary>A run's log as it grows: the messages of a run in order, one JSON object a line. A host's message is written before anything that follows from it leaves the process.</summary>
/// <remarks>What was written survives the process; what must survive the machine as well is followed by <see cref="Sync"/>.</remarks>
public sealed class RunLogFile : IDisposable
{
    const int Room = 1 << 14;

    readonly FileStream _file;
    readonly ArrayBufferWriter<byte> _lines = new(Room);

    /// <summary>Opens a log to go on with; one that does not exist is begun. Who goes on with one has read it first: <see cref="RunLogLines"/>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="length">Bytes of its whole lines, as reading found them: anything behind is cut.</param>
    /// <param name="lines">Whole lines it holds.</param>
    /// <exception cref="IOException">It cannot be opened, e.g. because another process writes it.</exception>
    public RunLogFile(string path, long length = 0, long lines = 0)
    {
        _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, bufferSize: 0);
        _file.SetLength(length);
        _file.Seek(0, SeekOrigin.End);
        Lines = lines;
    }

    /// <summary>Lines written so far, those it held when it was opened included.</summary>
    public long Lines { get; private set; }

    /// <summary>Writes a host's message.</summary>
    /// <exception cref="IOException">It could not be written: nothing may follow from it.</exception>
    public void Add(HostMessage message)
    {
        LinkCodec.Write(_lines, message);
        EndLine();
        Flush();
    }

    /// <summary>Keeps a worker's answer; it reaches the file with the next host's message or <see cref="Flush"/>.</summary>
    public void Add(WorkerMessage message)
    {
        LinkCodec.Write(_lines, message);
        EndLine();
        if (_lines.WrittenCount >= Room) Flush();
    }

    /// <summary>Writes what is kept.</summary>
    /// <exception cref="IOException">It could not be written.</exception>
    public void Flush()
    {
        if (_lines.WrittenCount == 0) return;
        _file.Write(_lines.WrittenSpan);
        _lines.ResetWrittenCount();
    }

    /// <summary>Writes what is kept and waits until the disk has it.</summary>
    /// <exception cref="IOException">It could not be written.</exception>
    public void Sync()
    {
        Flush();
        _file.Flush(flushToDisk: true);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            Flush();
        }
        finally
        {
            _file.Dispose();
        }
    }

    void EndLine()
    {
        _lines.Write("\n"u8);
        Lines++;
    }
}
