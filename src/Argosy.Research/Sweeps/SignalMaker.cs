namespace Argosy.Research.Sweeps;

/// <summary>Makes one set's signals tile by tile: bits for the bars at which it wants to be long, and for those at which it wants to be out.</summary>
/// <remarks>
/// Both averages are finite from <see cref="CrossSignal.FirstRow"/> on (the planner has looked), so that "at most" is "not above" there
/// and a crossing is a bit above whose neighbour before is not.
/// </remarks>
struct SignalMaker(CrossSignal signal, Lanes lanes)
{
    // Whether the first was at or below, at or above the second at the bar before; 0 or 1.
    ulong _wasAtMost, _wasAtLeast;

    /// <summary>Fills the bits of a tile of <paramref name="count"/> bars that begins at row <paramref name="start"/>.</summary>
    public void Make(ReadOnlySpan<double> fast, ReadOnlySpan<double> slow, int start, int count, Span<ulong> up, Span<ulong> down)
    {
        for (var index = 0; index < count; index += SignalBits.WordSize)
        {
            var bars = Math.Min(SignalBits.WordSize, count - index);
            ulong above, below;
            if (bars == SignalBits.WordSize) Comparison.Word(fast, slow, index, lanes, out above, out below);
            else Comparison.Rest(fast, slow, index, bars, out above, out below);
            var word = index / SignalBits.WordSize;
            if (!signal.OnCross)
            {
                (up[word], down[word]) = (above, below);
                continue;
            }
            var known = KnownFrom(signal.FirstRow - start - index);
            var (atMost, atLeast) = (~above & known, ~below & known);
            up[word] = above & ((atMost << 1) | _wasAtMost);
            down[word] = below & ((atLeast << 1) | _wasAtLeast);
            (_wasAtMost, _wasAtLeast) = (atMost >> (SignalBits.WordSize - 1), atLeast >> (SignalBits.WordSize - 1));
        }
    }

    static ulong KnownFrom(int bit) => bit <= 0 ? ulong.MaxValue : bit >= SignalBits.WordSize ? 0 : ulong.MaxValue << bit;
}
