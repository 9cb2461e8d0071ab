using Argosy.Engine.Rules;
using Argosy.Engine.Strategies;
using Argosy.Strategies.Consensus.Rules;
using Argosy.Strategies.Exits;
using Argosy.Strategies.Guards;
using Argosy.Strategies.Limits;
using Argosy.Strategies.Sizing;

namespace Argosy.Cli.Rules;

/// <summary>A rule of any kind, as lists show it.</summary>
/// <param name="Kind">What kind of rule.</param>
/// <param name="Option">The option that takes it.</param>
/// <param name="Name">Kebab-case name.</param>
/// <param name="Summary">What it does.</param>
/// <param name="Example">How it may be written.</param>
/// <param name="Parameters">Its parameters.</param>
sealed record ListedRule(string Kind, string Option, string Name, string Summary, string Example, IReadOnlyList<StrategyParameter> Parameters)
{
    /// <summary>All rules there are.</summary>
    public static IReadOnlyList<ListedRule> All { get; } =
    [
        .. Of("--exit", ExitRules.Catalogue),
        .. Of("--guard", GuardRules.Catalogue),
        .. Of("--limit", LimitRules.Catalogue),
        .. Of("--size", SizingRules.Catalogue),
        .. Of("--param", VoterRules.Catalogue),
    ];

    static IEnumerable<ListedRule> Of<T>(string option, RuleCatalogue<T> catalogue)
        where T : class => catalogue.All.Select(rule => new ListedRule(catalogue.Kind, option, rule.Name, rule.Summary, rule.Example, rule.Parameters));
}
