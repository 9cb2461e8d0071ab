using System.Numerics;
using System.Runtime.CompilerServices;

namespace Argosy.Research.Sweeps;

/// <summary>Signals of a tile of bars, one bit a bar, the first bar in the lowest bit of the first word.</summary>
static class SignalBits
{
    /// <summary>Bars a word.</summary>
    public const int WordSize = 64;

    /// <summary>Whether bar <paramref name="index"/> of the tile has the signal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsSet(ReadOnlySpan<ulong> bits, int index) => (bits[index / WordSize] >> (index % WordSize) & 1) != 0;

    /// <summary>The first bar from <paramref name="index"/> on that has the signal; <paramref name="end"/> where none before it has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Next(ReadOnlySpan<ulong> bits, int index, int end)
    {
        var word = index / WordSize;
        var left = bits[word] & (ulong.MaxValue << (index % WordSize));
        while (left == 0)
        {
            if (++word * WordSize >= end) return end;
            left = bits[word];
        }
        return Math.Min(end, (word * WordSize) + BitOperations.TrailingZeroCount(left));
    }
}
