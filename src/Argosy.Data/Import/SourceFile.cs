using System.IO.Compression;
using Argosy.Core.Values;

namespace Argosy.Data.Import;

/// <summary>One text to read: a plain file, the inside of a .gz, or one entry of a .zip; opened as often as needed.</summary>
internal sealed class SourceFile
{
    readonly bool _gzip;
    readonly string? _entry;

    SourceFile(string path, bool gzip, string? entry, long textLength) => (Path, _gzip, _entry, TextLength) = (path, gzip, entry, textLength);

    /// <summary>Path on disk.</summary>
    public string Path { get; }

    /// <summary>Name for messages: file name, and the entry inside a zip.</summary>
    public string Name => _entry is null ? System.IO.Path.GetFileName(Path) : $"{System.IO.Path.GetFileName(Path)}:{_entry}";

    /// <summary>The name that may hint at instrument and timeframe: the entry's or the file's.</summary>
    public string HintName => _entry ?? System.IO.Path.GetFileName(Path);

    /// <summary>Length of the text in bytes as far as it is known without reading it.</summary>
    public long TextLength { get; }

    /// <summary>The texts in a file: one, or one for each entry of a zip.</summary>
    public static Result<SourceFile[]> Expand(string path)
    {
        if (Directory.Exists(path)) return Error.BadInput($"{path} is a folder; name the files to import");
        if (!File.Exists(path)) return Error.NotFound($"{path}: no such file");
        try
        {
            Span<byte> magic = stackalloc byte[4];
            long length;
            using (var stream = File.OpenRead(path))
            {
                magic = magic[..stream.ReadAtLeast(magic, 4, throwOnEndOfStream: false)];
                length = stream.Length;
            }
            if (magic.IsEmpty) return Error.BadInput($"{System.IO.Path.GetFileName(path)} is empty");
            if (magic.Length >= 2 && magic[0] == 0x1f && magic[1] == 0x8b) return new[] { new SourceFile(path, gzip: true, null, GzipLength(path, length)) };
            if (magic.SequenceEqual("PK\u0003\u0004"u8)) return Entries(path);
            return new[] { new SourceFile(path, gzip: false, null, length) };
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return Error.Corrupt($"{System.IO.Path.GetFileName(path)} cannot be read: {broken.Message}");
        }
    }

    /// <summary>Opens the text, decompressed.</summary>
    public Stream Open()
    {
        if (_entry is not null) return new ZipEntryStream(Path, _entry);
        var file = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1, FileOptions.SequentialScan);
        return _gzip ? new GzipTextStream(file) : file;
    }

    /// <summary>Rows to make room for: counted in a large plain file, where a wrong guess would cost memory, guessed otherwise.</summary>
    public long ExpectedLines(double lineLength)
    {
        if (_gzip || _entry is not null || TextLength < 4 << 20) return (long)(TextLength / lineLength * 1.02) + 16;
        using var handle = File.OpenHandle(Path, options: FileOptions.SequentialScan);
        var buffer = new byte[1 << 18];
        var count = 0L;
        byte last = 0;
        for (long offset = 0, read; (read = RandomAccess.Read(handle, buffer, offset)) > 0; offset += read)
        {
            count += buffer.AsSpan(0, (int)read).Count((byte)'\n');
            last = buffer[read - 1];
        }
        return last == '\n' ? count : count + 1;
    }

    /// <summary>The whole text in memory, for JSON.</summary>
    public byte[] ReadAll()
    {
        using var stream = Open();
        using var text = new MemoryStream((int)Math.Clamp(TextLength, 256, 1 << 30));
        stream.CopyTo(text);
        return text.ToArray();
    }

    static Result<SourceFile[]> Entries(string path)
    {
        using var archive = ZipFile.OpenRead(path);
        var entries = archive.Entries.Where(e => e.Length > 0).Select(e => new SourceFile(path, gzip: false, e.FullName, e.Length)).ToArray();
        return entries.Length > 0 ? entries : Error.BadInput($"{System.IO.Path.GetFileName(path)} is a zip without files");
    }

    // The last four bytes of a gzip hold the text's length modulo 2^32: a hint for the first allocation, nothing more.
    static long GzipLength(string path, long length)
    {
        if (length < 8) return length;
        using var handle = File.OpenHandle(path);
        Span<byte> tail = stackalloc byte[4];
        _ = RandomAccess.Read(handle, tail, length - 4);
        return Math.Min(System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(tail), length * 40);
    }
}
