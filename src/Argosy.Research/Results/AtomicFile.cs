namespace Argosy.Research.Results;

/// <summary>Files that are there whole or not at all: written under a temporary name in the same folder, then renamed.</summary>
public static class AtomicFile
{
    const int BufferSize = 1 << 16;

    /// <summary>Writes a file's bytes; an exception of <paramref name="write"/> leaves what was there before untouched.</summary>
    /// <param name="path">Where the file shall be; its folder must exist.</param>
    /// <param name="write">Writes everything to the stream it is given.</param>
    /// <exception cref="IOException">The folder is missing or full.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder or the file may not be written.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        using var draft = LocalFiles.Instance.Begin(path);
        write(draft.Stream);
        draft.Complete();
    }

    /// <summary>Writes a text file: UTF-8 without a mark, LF.</summary>
    public static void WriteText(string path, Action<TextWriter> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        Write(path, stream =>
        {
            using var writer = new StreamWriter(stream, bufferSize: BufferSize, leaveOpen: true) { NewLine = "\n" };
            write(writer);
        });
    }
}
