using Argosy.Core.Values;
using Argosy.Engine.Risk;
using Argosy.Engine.Rules;

namespace Argosy.Strategies.Guards;

/// <summary>The guards there are, each registered by one line.</summary>
public static class GuardRules
{
    /// <summary>All of them with their parameters.</summary>
    public static RuleCatalogue<IGuard> Catalogue { get; } = new(
        "guard",
        typeof(Cooldown),
        typeof(MaxDrawdown),
        typeof(DailyLoss),
        typeof(StopStreak),
        typeof(LowProfit),
        typeof(OnlyFor));

    /// <summary>The guard a text stands for, e.g. <c>cooldown:1h</c>; fresh, for one run.</summary>
    public static Result<IGuard> Parse(string text) => Catalogue.Parse(text);
}
