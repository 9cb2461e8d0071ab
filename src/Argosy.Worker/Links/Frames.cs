using System.Buffers;
using System.Buffers.Binary;
using Argosy.Core.Values;

namespace Argosy.Worker.Links;

/// <summary>Frames of a pipe: four bytes of length, least first, then so many bytes of a message.</summary>
static class Frames
{
    /// <summary>Bytes of the length.</summary>
    public const int HeadLength = 4;

    /// <summary>The most bytes of one message: what is longer is no message.</summary>
    public const int MostBytes = 64 << 20;

    /// <summary>Writes a frame whose bytes are written by <paramref name="write"/>.</summary>
    public static void Write(ArrayBufferWriter<byte> to, Action<IBufferWriter<byte>> write)
    {
        var start = to.WrittenCount;
        to.Write(stackalloc byte[HeadLength]);
        write(to);
        var length = to.WrittenCount - start - HeadLength;
        if (length > MostBytes) throw new InvalidOperationException($"a message of {length} bytes is longer than any may be ({MostBytes})");
        // The head lies in the same memory as what was written behind it.
        BinaryPrimitives.WriteInt32LittleEndian(System.Runtime.InteropServices.MemoryMarshal.AsMemory(to.WrittenMemory).Span[start..], length);
    }

    /// <summary>Reads the next frame into <paramref name="buffer"/>.</summary>
    /// <returns>Its length; −1 at the end of the pipe between two frames; or what is wrong.</returns>
    public static Result<int> Read(Stream from, ref byte[] buffer)
    {
        Span<byte> head = stackalloc byte[HeadLength];
        var got = from.ReadAtLeast(head, HeadLength, throwOnEndOfStream: false);
        if (got == 0) return -1;
        if (got < HeadLength) return Error.Corrupt("the pipe ended within the length of a frame");
        var length = BinaryPrimitives.ReadInt32LittleEndian(head);
        if (length is <= 0 or > MostBytes) return Error.Corrupt($"a frame of {length} bytes: expected 1 to {MostBytes}; what came was no frame");
        if (buffer.Length < length) buffer = new byte[Math.Max(length, buffer.Length * 2)];
        return from.ReadAtLeast(buffer.AsSpan(0, length), length, throwOnEndOfStream: false) == length ? length : Error.Corrupt($"the pipe ended within a frame of {length} bytes");
    }
}
