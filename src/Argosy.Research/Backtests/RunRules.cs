using Argosy.Engine.Rules;

namespace Argosy.Research.Backtests;

/// <summary>From the texts of the settings to fresh rules: they keep state, so every run has its own.</summary>
static class RunRules
{
    /// <summary>One rule for each text.</summary>
    /// <exception cref="ArgumentException">A text stands for no rule.</exception>
    public static IReadOnlyList<T> Of<T>(RuleCatalogue<T> catalogue, IReadOnlyList<string> texts)
        where T : class
    {
        var rules = catalogue.ParseAll(texts);
        return rules.Ok ? rules.Value : throw new ArgumentException(rules.Error!.Message);
    }
}
