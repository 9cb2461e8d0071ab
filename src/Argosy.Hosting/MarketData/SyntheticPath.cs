namespace Argosy.Hosting.MarketData;

/// <summary>A price over all time that was never stored: at every second the same, whoever asks, in whatever order.</summary>
/// <remarks>
/// The logarithm of the price is a Brownian path made by midpoint displacement: the ends of a span of 2^25 s are drawn by their number, every
/// midpoint by its place, so a second costs at most 25 draws and the seconds of a range little more than one each. Lively and quiet hours come
/// from a factor that halves of long spans inherit. Only +, −, ×, ÷ and square root are used: the path is equal on every machine.
/// Source: Lévy's construction of Brownian motion, 1948.
/// </remarks>
/// <param name="seed">Of the instrument.</param>
/// <param name="price">Price about which it wanders, above 0.</param>
/// <param name="annualVolatility">Ratio, e.g. 0.7.</param>
sealed class SyntheticPath(ulong seed, double price, double annualVolatility)
{
    const int Levels = 25, ShortestMood = 4_096;
    const long Span = 1L << Levels;
    const double YearSeconds = 31_557_600;

    readonly double _sigma = annualVolatility / Math.Sqrt(YearSeconds);

    /// <summary>Tells the price and what is traded at every second from <paramref name="from"/> to before <paramref name="to"/>, both in seconds since 1970.</summary>
    public void Walk(long from, long to, Action<long, double, double> tell)
    {
        for (var span = from / Span; span * Span < to; span++)
        {
            Walk(span * Span, Span, End(span), End(span + 1), 1, Math.Max(from, span * Span), Math.Min(to, (span + 1) * Span), tell);
        }
    }

    void Walk(long start, long length, double left, double right, double mood, long from, long to, Action<long, double, double> tell)
    {
        if (start + length <= from || start >= to) return;
        if (length == 1)
        {
            var at = price * Exp(left);
            var draw = Mix((ulong)start ^ 0x5bd1e995UL);
            tell(start, at, mood * (0.2 + ((draw >> 11) * (1.0 / (1UL << 53)))) * (1 + (Math.Abs(right - left) / _sigma)) / at);
            return;
        }
        var half = length / 2;
        var node = Mix((ulong)(start + half) ^ ((ulong)length << 40));
        if (length > ShortestMood) mood *= 0.8 + (0.45 * ((node & 0xffff) / 65_536.0));
        var middle = ((left + right) / 2) + (_sigma * Math.Min(mood, 3) * Math.Sqrt(length) / 2 * Normal(Mix(node)));
        Walk(start, half, left, middle, mood, from, to, tell);
        Walk(start + half, half, middle, right, mood, from, to, tell);
    }

    double End(long span) => 0.25 * Normal(Mix((ulong)span ^ 0xa5a5_5a5a_0000_0000UL));

    // Irwin-Hall of four: near enough to a normal draw for a market that is nobody's.
    static double Normal(ulong bits) => ((((bits & 0xffff) + ((bits >> 16) & 0xffff) + ((bits >> 32) & 0xffff) + (bits >> 48)) / 65_536.0) - 2) * 1.7320508075688772;

    // SplitMix64's finisher. Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014.
    ulong Mix(ulong value)
    {
        var z = (value + 0x9E3779B97F4A7C15UL) * 0xD1342543DE82EF95UL ^ seed;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    // (1 + x/1024)^1024: multiplications alone.
    static double Exp(double x)
    {
        var power = 1 + (x / 1_024);
        for (var i = 0; i < 10; i++) power *= power;
        return power;
    }
}
