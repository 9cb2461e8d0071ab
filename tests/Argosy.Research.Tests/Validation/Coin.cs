using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Strategies;
using Argosy.Research.Backtests;

namespace Argosy.Research.Tests.Validation;

/// <summary>Tosses a seeded coin at each bar; one that does not know the market but that a market can be made to follow.</summary>
sealed class Coin(ulong seed) : IStrategy
{
    readonly SeededGenerator _random = new(seed);

    public void OnBar(in Bar bar, StrategyContext context) => context.Target(Toss(_random));

    public static Direction Toss(SeededGenerator random) => (random.NextBits() >> 63) == 0 ? Direction.Long : Direction.Short;

    public static StrategyChoice Choice(int seed) => new("coin", [new("seed", seed.ToString(System.Globalization.CultureInfo.InvariantCulture))], () => new Coin((ulong)seed));

    /// <summary>A market of independent days whose mean follows one coin: its owner's yearly Sharpe ratio is <paramref name="sharpe"/>.</summary>
    public static Market Followed(int seed, double sharpe, ulong noise, int days)
    {
        const double Deviation = 0.02;
        var (coin, random) = (new SeededGenerator((ulong)seed), new SeededGenerator(noise));
        var edge = sharpe / Math.Sqrt(365) * Deviation;
        var wanted = 0;
        return Candles.Daily(days, _ =>
        {
            var change = (edge * wanted) + (Deviation * random.NextNormal());
            wanted = (int)Toss(coin);
            return change;
        });
    }
}
