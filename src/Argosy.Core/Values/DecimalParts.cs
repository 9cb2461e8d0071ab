using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Argosy.Core.Values;

/// <summary>What a decimal is made of, read where it stands: sign, scale and a whole number of 96 bits.</summary>
/// <remarks>
/// The layout is that of <c>DECIMAL</c>, which .NET keeps for interoperation; the tests of <see cref="Amount"/> would fail on any other.
/// Read in the pieces in which it was written, a value just computed need not be waited for.
/// </remarks>
[StructLayout(LayoutKind.Sequential)]
readonly struct DecimalParts
{
    readonly int _flags;

    /// <summary>The highest 32 bits.</summary>
    public readonly uint High;

    /// <summary>The lowest 64 bits.</summary>
    public readonly ulong Low;

    /// <summary>Decimal places, 0..28.</summary>
    public int Scale
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (_flags >> 16) & 0xFF;
    }

    /// <summary>Whether the sign is set; zero may have one.</summary>
    public bool IsNegative
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _flags < 0;
    }

    /// <summary>The parts of a value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref readonly DecimalParts Of(in decimal value) => ref Unsafe.As<decimal, DecimalParts>(ref Unsafe.AsRef(in value));
}
