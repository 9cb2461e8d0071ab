using Argosy.Core.Values;
using Argosy.Engine.Exits;
using Argosy.Engine.Rules;

namespace Argosy.Strategies.Exits;

/// <summary>The exit rules there are, each registered by one line.</summary>
public static class ExitRules
{
    /// <summary>All of them with their parameters.</summary>
    public static RuleCatalogue<IExitRule> Catalogue { get; } = new(
        "exit rule",
        typeof(StopLoss),
        typeof(ProfitTarget),
        typeof(TrailingExit),
        typeof(BreakEven),
        typeof(TimeStop),
        typeof(RoiTable),
        typeof(RatioTrail));

    /// <summary>The exit rule a text stands for, e.g. <c>trailing:2.8%</c>; fresh, for one run.</summary>
    public static Result<IExitRule> Parse(string text) => Catalogue.Parse(text);
}
