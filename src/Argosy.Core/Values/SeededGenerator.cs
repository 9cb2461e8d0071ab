using System.Numerics;

namespace Argosy.Core.Values;

/// <summary>The run's own source of chance: xoshiro256**, seeded by SplitMix64; the same seed gives the same numbers on every machine.</summary>
/// <remarks>Source: Blackman and Vigna, "Scrambled linear pseudorandom number generators", 2018.</remarks>
public sealed class SeededGenerator
{
    ulong _a, _b, _c, _d;

    /// <summary>Starts the sequence of <paramref name="seed"/>.</summary>
    public SeededGenerator(ulong seed)
    {
        _a = SplitMix(ref seed);
        _b = SplitMix(ref seed);
        _c = SplitMix(ref seed);
        _d = SplitMix(ref seed);
    }

    /// <summary>The next 64 bits.</summary>
    public ulong NextBits()
    {
        var result = BitOperations.RotateLeft(_b * 5, 7) * 9;
        var shifted = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= shifted;
        _d = BitOperations.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>The next number in [0, 1).</summary>
    public double NextUnit() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>The next whole number in [0, <paramref name="exclusiveMaximum"/>).</summary>
    public int NextIndex(int exclusiveMaximum) => (int)(NextBits() % (ulong)exclusiveMaximum);

    /// <summary>The next standard normal number (the sum of twelve uniform ones less six: no library function whose last bit differs by machine).</summary>
    public double NextNormal()
    {
        var sum = -6.0;
        for (var i = 0; i < 12; i++) sum += NextUnit();
        return sum;
    }

    static ulong SplitMix(ref ulong state)
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
