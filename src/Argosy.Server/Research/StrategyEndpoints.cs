using Argosy.Core.Values;
using Argosy.Engine.Rules;
using Argosy.Engine.Strategies;
using Argosy.Server.Http;
using Argosy.Strategies;
using Argosy.Strategies.Consensus.Rules;
using Argosy.Strategies.Exits;
using Argosy.Strategies.Guards;
using Argosy.Strategies.Limits;
using Argosy.Strategies.Sizing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Argosy.Server.Research;

/// <summary>What strategies and rules say of themselves: forms are made from it.</summary>
internal static class StrategyEndpoints
{
    static readonly string[] PlainSizes = ["all", "quote:100", "qty:1", "equity:10%", "risk:1%"];

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/strategies", () => Answers.Ok(StrategyCatalogue.All.Select(StrategyAnswer.Of).ToArray())).WithTags("research").Answering<StrategyAnswer[]>().WithSummary("Built-in strategies with their parameters");
        api.MapGet("/rules", () => Answers.Ok(new RulesAnswer(Of(ExitRules.Catalogue), Of(GuardRules.Catalogue), Of(LimitRules.Catalogue), Of(SizingRules.Catalogue), PlainSizes, Of(VoterRules.Catalogue)))).WithTags("research").Answering<RulesAnswer>()
            .WithSummary("Exit rules, guards, limits, sizes and voting rules with their parameters");
    }

    static RuleAnswer[] Of<T>(RuleCatalogue<T> catalogue)
        where T : class => [.. catalogue.All.Select(rule => new RuleAnswer(rule.Name, rule.Summary, rule.Example, [.. rule.Parameters.Select(ParameterAnswer.Of)]))];
}

/// <summary>A strategy.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Summary">What it does.</param>
/// <param name="SeesAllInstruments">Whether it decides over all instruments together.</param>
/// <param name="Parameters">Its own parameters.</param>
/// <param name="Members">How parameters of its members are written, for one that is made of others.</param>
internal sealed record StrategyAnswer(string Name, string Summary, bool SeesAllInstruments, IReadOnlyList<ParameterAnswer> Parameters, IReadOnlyList<string> Members)
{
    public static StrategyAnswer Of(StrategyDescriptor strategy) => new(strategy.Name, strategy.Summary, strategy.SeesAllInstruments, [.. strategy.Parameters.Select(ParameterAnswer.Of)], strategy.MemberHelp);
}

/// <summary>A parameter.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">whole-number, number, flag, text or choice.</param>
/// <param name="Default">Its default as text; null where it must be given.</param>
/// <param name="Min">Least value; null for none.</param>
/// <param name="Max">Greatest value; null for none.</param>
/// <param name="Choices">What a choice takes.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Help">What it means.</param>
internal sealed record ParameterAnswer(string Name, string Type, string? Default, double? Min, double? Max, IReadOnlyList<string> Choices, string Unit, string Help)
{
    public static ParameterAnswer Of(StrategyParameter parameter) => new(
        parameter.Name, KebabCase.Of(parameter.Kind.ToString()), parameter.Default, Finite(parameter.Minimum), Finite(parameter.Maximum), parameter.Choices, parameter.Unit, parameter.Help);

    static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;
}

/// <summary>A rule.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Summary">What it does.</param>
/// <param name="Example">How it may be written.</param>
/// <param name="Parameters">Its parameters.</param>
internal sealed record RuleAnswer(string Name, string Summary, string Example, IReadOnlyList<ParameterAnswer> Parameters);

/// <summary>All rules.</summary>
/// <param name="Exits">Protective exits.</param>
/// <param name="Guards">What blocks entries.</param>
/// <param name="Limits">What shrinks or refuses entries.</param>
/// <param name="Sizing">Sizes that are rules.</param>
/// <param name="PlainSizes">Sizes that are a word and a number, by example.</param>
/// <param name="Voters">Rules a consensus may vote by.</param>
internal sealed record RulesAnswer(IReadOnlyList<RuleAnswer> Exits, IReadOnlyList<RuleAnswer> Guards, IReadOnlyList<RuleAnswer> Limits, IReadOnlyList<RuleAnswer> Sizing, IReadOnlyList<string> PlainSizes, IReadOnlyList<RuleAnswer> Voters);
