using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Engine.Orders;
using Argosy.Engine.Strategies;
using Argosy.Strategies.Consensus.Voters;

namespace Argosy.Strategies.Tests.Consensus;

/// <summary>A voter that reads its answers from a script, one a bar: numbers, null, or x for an exception.</summary>
sealed class Script(params object?[] answers) : IVoter
{
    int _next;

    public double? Vote(in Bar bar, VoterView view) => answers[Math.Min(_next++, answers.Length - 1)] switch
    {
        null => null,
        "x" => throw new InvalidOperationException("as written"),
        var number => Convert.ToDouble(number, System.Globalization.CultureInfo.InvariantCulture),
    };
}

/// <summary>A strategy that does at every bar what it is told.</summary>
sealed class Doing(Action<Bar, StrategyContext> what) : IStrategy
{
    public void OnBar(in Bar bar, StrategyContext context) => what(bar, context);
}

/// <summary>Ways to be faulty.</summary>
static class Faulty
{
    public static IStrategy Throwing() => new Doing((_, _) => throw new InvalidOperationException("broken"));

    public static IStrategy Equivocating() => new Doing((_, context) =>
    {
        context.Target(Direction.Long);
        context.Target(Direction.Short);
    });

    public static IStrategy Ordering() => new Doing((_, context) => context.Market(Side.Buy, OrderSize.Quantity(1)));

    public static IStrategy Nonsense() => new Doing((_, context) => context.Target((Direction)7));

    public static IVoter NotANumber() => new Script(double.NaN);
}
