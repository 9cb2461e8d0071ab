using Argosy.Core.Orders;
using Argosy.Core.Values;

namespace Argosy.Testnet.Markets;

/// <summary>Seeded order flow: a random walk of the price in steps of about a basis point, at random times.</summary>
/// <remarks>The same seed gives the same trades. It resembles a market in its texture alone, and predicts nothing.</remarks>
internal sealed class SyntheticSource : IPriceSource
{
    const double StepRatio = 0.0002;

    readonly SeededGenerator _chance;
    readonly decimal _anchor;
    readonly int _meanGapMs;
    Print _next;

    /// <summary>Starts the flow of a seed.</summary>
    /// <param name="seed">Of this symbol's market.</param>
    /// <param name="start">Exchange time of the first trade, Unix ms.</param>
    /// <param name="price">First price, quote asset, above 0.</param>
    /// <param name="meanGapMs">Mean time between trades, ms, 1 or more.</param>
    public SyntheticSource(ulong seed, long start, decimal price, int meanGapMs)
    {
        _chance = new SeededGenerator(seed);
        _anchor = price;
        _meanGapMs = meanGapMs;
        _next = new Print(start, price, 1000m / price, Side.Buy);
    }

    public Print? Peek() => _next;

    public void Take()
    {
        var gap = 1 + _chance.NextIndex((2 * _meanGapMs) - 1);
        // A weak pull back keeps long runs near the first price.
        var pull = (double)((_anchor - _next.Price) / _anchor) * 0.0005;
        var move = (_chance.NextNormal() * StepRatio) + pull;
        var price = _next.Price * (1m + (decimal)Math.Clamp(move, -0.01, 0.01));
        var quantity = 1000m / price * (decimal)(0.1 + (2 * _chance.NextUnit()));
        _next = new Print(_next.Time + gap, price, quantity, _chance.NextIndex(2) == 0 ? Side.Buy : Side.Sell);
    }
}
