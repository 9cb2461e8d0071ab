using System.Numerics;
using System.Runtime.InteropServices;

namespace Argosy.Hosting.Journal;

/// <summary>CRC-32C of bytes, eight at a time.</summary>
internal static class Checksum
{
    /// <summary>What a checksum begins with.</summary>
    public const uint Begin = uint.MaxValue;

    /// <summary>A checksum with further bytes in it; its complement is what is stored.</summary>
    public static uint Add(uint sum, ReadOnlySpan<byte> bytes)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words) sum = BitOperations.Crc32C(sum, word);
        foreach (var one in bytes[(words.Length * sizeof(ulong))..]) sum = BitOperations.Crc32C(sum, one);
        return sum;
    }
}
