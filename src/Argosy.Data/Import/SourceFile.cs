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
        if (_entry is not null) return new EntryStream(Path, _entry);
        var file = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1, FileOptions.SequentialScan);
        return _gzip ? new GZipStream(file, CompressionMode.Decompress) : file;
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

    // An entry that closes its archive with itself.
    sealed class EntryStream : Stream
    {
        readonly ZipArchive _archive;
        readonly Stream _entry;

        public EntryStream(string path, string entry)
        {
            _archive = ZipFile.OpenRead(path);
            _entry = _archive.GetEntry(entry)!.Open();
        }

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
        public override int Read(byte[] buffer, int offset, int count) => _entry.Read(buffer, offset, count);
        public override int Read(Span<byte> buffer) => _entry.Read(buffer);
        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                _entry.Dispose();
                _archive.Dispose();
            }
            base.Dispose(disposing);
        }
    }
}
