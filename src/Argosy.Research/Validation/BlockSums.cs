using Argosy.Core.Values;

namespace Argosy.Research.Validation;

/// <summary>Sums of daily returns over every union of consecutive blocks, from which its Sharpe ratio is had at once.</summary>
/// <remarks>The sums of all unions of the first eight blocks and of the last eight are kept: any union is one of each.</remarks>
sealed class BlockSums
{
    /// <summary>Blocks the days are cut into.</summary>
    public const int Blocks = 16;

    const int Half = Blocks / 2, Unions = 1 << Half;

    readonly Sums[] _first, _last;

    public BlockSums(ReadOnlySpan<double> returns)
    {
        _first = Of(returns, 0);
        _last = Of(returns, Half);
    }

    /// <summary>First day and end (exclusive) of a block: equal lengths as far as the days divide.</summary>
    public static (int Start, int End) Bounds(int days, int blocks, int block) =>
        ((int)((long)days * block / blocks), (int)((long)days * (block + 1) / blocks));

    /// <summary>Daily Sharpe ratio over the blocks whose bits are set; idle money, which has no spread, counts as 0.</summary>
    public double Sharpe(int blocks)
    {
        ref readonly var a = ref _first[blocks & (Unions - 1)];
        ref readonly var b = ref _last[blocks >> Half];
        var (n, sum, square) = (a.Days + b.Days, a.Sum + b.Sum, a.Square + b.Square);
        if (n < 2) return 0;
        var spread = square - (sum * sum / n);
        // What rounding leaves of equal returns is no spread.
        return spread > square * Near.Tolerance ? sum / n / Math.Sqrt(spread / (n - 1)) : 0;
    }

    static Sums[] Of(ReadOnlySpan<double> returns, int firstBlock)
    {
        var unions = new Sums[Unions];
        for (var k = 0; k < Half; k++)
        {
            var (start, end) = Bounds(returns.Length, Blocks, firstBlock + k);
            double sum = 0, square = 0;
            foreach (var r in returns[start..end])
            {
                sum += r;
                square += r * r;
            }
            // All unions of the blocks before it, and each of them with it.
            var known = 1 << k;
            for (var u = 0; u < known; u++) unions[known + u] = new Sums(unions[u].Sum + sum, unions[u].Square + square, unions[u].Days + end - start);
        }
        return unions;
    }

    readonly record struct Sums(double Sum, double Square, int Days);
}
