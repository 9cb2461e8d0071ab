using System.Numerics;

namespace Argosy.Research.Results;

/// <summary>CRC-32C (Castagnoli) of bytes that are to be known again.</summary>
static class Checksum
{
    /// <summary>Checksum of some bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var one in bytes) crc = BitOperations.Crc32C(crc, one);
        return ~crc;
    }
}
