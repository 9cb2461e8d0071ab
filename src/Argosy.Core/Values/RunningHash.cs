using System.Numerics;
using System.Runtime.CompilerServices;

namespace Argosy.Core.Values;

/// <summary>A running 64-bit mix of state changes in their order; equal histories give equal values on every machine.</summary>
/// <remarks>Multiply-and-rotate with the constants of xxHash64's rounds. It finds accidents, it is no signature.</remarks>
public struct RunningHash(ulong seed)
{
    const ulong Prime1 = 0x9E3779B185EBCA87, Prime2 = 0xC2B2AE3D27D4EB4F;
    ulong _state = seed ^ Prime1;

    /// <summary>The value so far.</summary>
    public readonly ulong Value => _state;

    /// <summary>Mixes in one word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(ulong word) => _state = BitOperations.RotateLeft((_state ^ word) * Prime2, 31);

    /// <summary>Mixes in a signed number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(long number) => Add((ulong)number);

    /// <summary>Mixes in the bits of a double.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(double number) => Add(BitConverter.DoubleToUInt64Bits(number));

    /// <summary>Mixes in two words as one step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(long first, double second) => Add(((ulong)first * Prime1) ^ BitConverter.DoubleToUInt64Bits(second));

    /// <summary>Mixes in money: equal amounts mix equally, whatever their trailing zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(decimal amount)
    {
        ref readonly var parts = ref DecimalParts.Of(in amount);
        var scale = parts.Scale;
        if (parts.High == 0 && scale <= Exact.MaxScale)
        {
            // Brought to one scale as 128 bits, equal amounts are equal words.
            var high = Math.BigMul(parts.Low, Exact.WholePowerOfTen(Exact.MaxScale - scale), out var low);
            // Zero has no sign, whatever a subtraction left in its bits.
            var sign = (low | high) != 0 && parts.IsNegative ? 1UL : 0;
            Add(low ^ (high * Prime1) ^ sign);
            return;
        }
        AddLarge(amount);
    }

    // Rare: more than 64 bits or more than 18 places. What trimming brings back into range mixes like its equal.
    void AddLarge(decimal amount)
    {
        var trimmed = Exact.Trim(amount);
        Span<byte> bytes = stackalloc byte[Exact.ByteCount];
        Exact.WriteBytes(trimmed, bytes);
        var isSmall = bytes[8..12].IndexOfAnyExcept((byte)0) < 0 && trimmed.Scale <= Exact.MaxScale;
        if (isSmall)
        {
            Add(trimmed);
            return;
        }
        Add(BitConverter.ToUInt64(bytes));
        Add(BitConverter.ToUInt64(bytes[8..]));
    }
}
