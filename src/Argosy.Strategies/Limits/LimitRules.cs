using Argosy.Core.Values;
using Argosy.Engine.Risk;
using Argosy.Engine.Rules;

namespace Argosy.Strategies.Limits;

/// <summary>The limits of the risk gate there are, each registered by one line.</summary>
public static class LimitRules
{
    /// <summary>All of them with their parameters.</summary>
    public static RuleCatalogue<IRiskRule> Catalogue { get; } = new(
        "limit",
        typeof(MaxPosition),
        typeof(MaxExposure),
        typeof(MaxLeverage),
        typeof(MaxOrderSize),
        typeof(OrderRate),
        typeof(PriceCollar),
        typeof(DailyLossLimit),
        typeof(DrawdownLimit));

    /// <summary>The limit a text stands for, e.g. <c>max-order-size:1000</c>; fresh, for one run.</summary>
    public static Result<IRiskRule> Parse(string text) => Catalogue.Parse(text);
}
