using System.Buffers.Binary;
using System.IO.Compression;

namespace Argosy.Data.Import;

/// <summary>The text of a gzip file. At its end the length is compared with the one the file states: the runtime's own stream ends silently in a file that was cut off.</summary>
internal sealed class GzipTextStream : ReadOnlyStream
{
    readonly GZipStream _text;
    readonly uint _length;
    uint _read;

    public GzipTextStream(FileStream file)
    {
        Span<byte> tail = stackalloc byte[4];
        _ = RandomAccess.Read(file.SafeFileHandle, tail, Math.Max(0, file.Length - 4));
        _length = BinaryPrimitives.ReadUInt32LittleEndian(tail);
        _text = new GZipStream(file, CompressionMode.Decompress);
    }

    public override int Read(Span<byte> buffer)
    {
        var count = _text.Read(buffer);
        _read += (uint)count;
        if (count == 0 && buffer.Length > 0 && _read != _length) throw new InvalidDataException("the gzip file is cut off, or it consists of several parts (then decompress it first)");
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _text.Dispose();
        base.Dispose(disposing);
    }
}
