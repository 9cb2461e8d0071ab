using System.Buffers.Binary;
using Argosy.Core.MarketData;

namespace Argosy.Data.Files;

/// <summary>One of the two commit records of a bar file: how far the file is valid. The newer valid one counts, the next write takes the other place.</summary>
/// <param name="Sequence">Number of the write, from 1.</param>
/// <param name="Rows">Bars committed.</param>
/// <param name="End">Offset of the first byte after the last committed block.</param>
/// <param name="FirstTime">Open time of the first bar, Unix ms.</param>
/// <param name="LastTime">Open time of the last bar, Unix ms.</param>
/// <param name="Quality">Counts over all bars.</param>
/// <param name="ChainDigest">Digest of the hash chain after the last full part, 32 bytes.</param>
/// <param name="HashDigest">Digest of the whole series, 32 bytes.</param>
internal sealed record Commit(long Sequence, long Rows, long End, long FirstTime, long LastTime, DataQuality Quality, byte[] ChainDigest, byte[] HashDigest)
{
    public const int Length = 256;
    const int ChecksumAt = Length - 4;

    /// <summary>Offset of the place that write number <paramref name="sequence"/> takes.</summary>
    public static long OffsetOf(long sequence) => FileHeader.Length + (sequence % 2 * 1024);

    public byte[] Write()
    {
        var bytes = new byte[Length];
        var at = 0;
        var q = Quality;
        foreach (var number in (long[])[Sequence, Rows, End, FirstTime, LastTime, q.Gaps, q.Missing, q.LongestGapMs, q.Duplicates, q.Violations, q.ZeroVolumes, q.Flat, q.Rounded, q.OutOfOrder])
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(at), number);
            at += 8;
        }
        ChainDigest.CopyTo(bytes.AsSpan(at));
        HashDigest.CopyTo(bytes.AsSpan(at + 32));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(ChecksumAt), Checksum.Of(bytes.AsSpan(0, ChecksumAt)));
        return bytes;
    }

    /// <summary>Null where the record fails its checksum or was never written.</summary>
    public static Commit? Read(ReadOnlySpan<byte> bytes)
    {
        if (Checksum.Of(bytes[..ChecksumAt]) != BinaryPrimitives.ReadUInt32LittleEndian(bytes[ChecksumAt..Length])) return null;
        Span<long> n = stackalloc long[14];
        for (var i = 0; i < n.Length; i++) n[i] = BinaryPrimitives.ReadInt64LittleEndian(bytes[(i * 8)..]);
        var quality = new DataQuality((int)n[5], n[6], n[7], (int)n[8], (int)n[9], (int)n[10], (int)n[11], (int)n[12], (int)n[13]);
        return n[0] > 0 ? new Commit(n[0], n[1], n[2], n[3], n[4], quality, bytes.Slice(112, 32).ToArray(), bytes.Slice(144, 32).ToArray()) : null;
    }
}
