using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Argosy.Core.Values;

namespace Argosy.Research.Sweeps;

/// <summary>Compares two columns bar by bar by the rule of <see cref="Near"/>, in vector lanes where the machine has them.</summary>
/// <remarks>Every operation is of one bar alone, so the width of the lanes changes no bit of what comes out.</remarks>
static class Comparison
{
    /// <summary>Tells for the 64 bars from <paramref name="index"/> on where the first column is above the second and where it is below; NaN is neither.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Word(ReadOnlySpan<double> first, ReadOnlySpan<double> second, int index, Lanes lanes, out ulong above, out ulong below)
    {
        ref var a = ref Unsafe.Add(ref MemoryMarshal.GetReference(first), index);
        ref var b = ref Unsafe.Add(ref MemoryMarshal.GetReference(second), index);
        if (lanes == Lanes.Eight) ByEight(ref a, ref b, out above, out below);
        else if (lanes == Lanes.Four) ByFour(ref a, ref b, out above, out below);
        else OneByOne(ref a, ref b, SignalBits.WordSize, out above, out below);
    }

    /// <summary>The same for the last bars of a series, fewer than 64.</summary>
    public static void Rest(ReadOnlySpan<double> first, ReadOnlySpan<double> second, int index, int count, out ulong above, out ulong below) =>
        OneByOne(ref MemoryMarshal.GetReference(first[index..(index + count)]), ref MemoryMarshal.GetReference(second[index..(index + count)]), count, out above, out below);

    static void OneByOne(ref double first, ref double second, int count, out ulong above, out ulong below)
    {
        above = below = 0;
        for (var i = 0; i < count; i++)
        {
            var sign = Near.Compare(Unsafe.Add(ref first, i), Unsafe.Add(ref second, i));
            if (sign > 0) above |= 1UL << i;
            else if (sign < 0) below |= 1UL << i;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void ByEight(ref double first, ref double second, out ulong above, out ulong below)
    {
        above = below = 0;
        var tolerance = Vector512.Create(Near.Tolerance);
        for (var i = 0; i < SignalBits.WordSize; i += 8)
        {
            var a = Vector512.LoadUnsafe(ref first, (nuint)i);
            var b = Vector512.LoadUnsafe(ref second, (nuint)i);
            var difference = a - b;
            var allowed = tolerance * Vector512.MaxNative(Vector512.Abs(a), Vector512.Abs(b));
            above |= Vector512.GreaterThan(difference, allowed).ExtractMostSignificantBits() << i;
            below |= Vector512.LessThan(difference, -allowed).ExtractMostSignificantBits() << i;
        }
    }

    static void ByFour(ref double first, ref double second, out ulong above, out ulong below)
    {
        above = below = 0;
        var tolerance = Vector256.Create(Near.Tolerance);
        for (var i = 0; i < SignalBits.WordSize; i += 4)
        {
            var a = Vector256.LoadUnsafe(ref first, (nuint)i);
            var b = Vector256.LoadUnsafe(ref second, (nuint)i);
            var difference = a - b;
            var allowed = tolerance * Vector256.MaxNative(Vector256.Abs(a), Vector256.Abs(b));
            above |= (ulong)Vector256.GreaterThan(difference, allowed).ExtractMostSignificantBits() << i;
            below |= (ulong)Vector256.LessThan(difference, -allowed).ExtractMostSignificantBits() << i;
        }
    }
}
