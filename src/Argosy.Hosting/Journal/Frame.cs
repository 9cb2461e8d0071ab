using System.Buffers.Binary;
using System.Numerics;

namespace Argosy.Hosting.Journal;

/// <summary>A record's place in a segment: length (4), checksum (4), sequence (8), batch and whether it ends its batch (8), payload, padding to 8.</summary>
/// <remarks>The checksum (CRC-32C) covers the segment's number too, so that bytes of another file are never taken for this one's.</remarks>
internal readonly record struct Frame(int Length, long Sequence, long Batch, bool EndsBatch)
{
    public const int HeaderLength = 24;

    /// <summary>Bytes from this frame to the next.</summary>
    public int Stride => StrideOf(Length);

    public static int StrideOf(int payload) => (HeaderLength + payload + 7) & ~7;

    public static void Write(Span<byte> to, int segment, in Frame frame, ReadOnlySpan<byte> payload)
    {
        BinaryPrimitives.WriteInt32LittleEndian(to, frame.Length);
        BinaryPrimitives.WriteInt64LittleEndian(to[8..], frame.Sequence);
        BinaryPrimitives.WriteInt64LittleEndian(to[16..], (frame.Batch << 1) | (frame.EndsBatch ? 1L : 0));
        payload.CopyTo(to[HeaderLength..]);
        BinaryPrimitives.WriteUInt32LittleEndian(to[4..], Sum(to, segment, frame.Length));
    }

    /// <summary>The frame at the beginning of <paramref name="from"/>; null where there is none or its checksum fails.</summary>
    public static Frame? Read(ReadOnlySpan<byte> from, int segment)
    {
        if (from.Length < HeaderLength) return null;
        var length = BinaryPrimitives.ReadInt32LittleEndian(from);
        if (length <= 0 || length > from.Length - HeaderLength) return null;
        if (BinaryPrimitives.ReadUInt32LittleEndian(from[4..]) != Sum(from, segment, length)) return null;
        var batch = BinaryPrimitives.ReadInt64LittleEndian(from[16..]);
        return new Frame(length, BinaryPrimitives.ReadInt64LittleEndian(from[8..]), batch >> 1, (batch & 1) != 0);
    }

    public static uint Sum(ReadOnlySpan<byte> frame, int segment, int length)
    {
        var crc = BitOperations.Crc32C(Checksum.Begin, (uint)segment);
        crc = BitOperations.Crc32C(crc, (uint)length);
        return ~Checksum.Add(crc, frame.Slice(8, HeaderLength - 8 + length));
    }
}
