using Argosy.Core.Values;
using Argosy.Engine.Rules;
using Argosy.Engine.Strategies;
using Argosy.Strategies.Consensus.Counting;
using Argosy.Strategies.Consensus.Rules;
using Argosy.Strategies.Consensus.Voters;

namespace Argosy.Strategies.Consensus;

/// <summary>One voter as a text names it: <c>fast:ma-cross(fast=5, slow=20)</c>; without an id the name is the id.</summary>
/// <param name="Id">Its name in the consensus.</param>
/// <param name="Round">What it votes about.</param>
/// <param name="Rule">The rule it is, or null.</param>
/// <param name="Strategy">The strategy it is, or null.</param>
/// <param name="Arguments">Values given in the text, by parameter.</param>
sealed record VoterText(string Id, VotingRound Round, RuleDescriptor<IVoter>? Rule, StrategyDescriptor? Strategy, IReadOnlyList<KeyValuePair<string, string>> Arguments)
{
    /// <summary>Name of the rule or strategy.</summary>
    public string Name => Rule?.Name ?? Strategy!.Name;

    /// <summary>Its parameters.</summary>
    public IReadOnlyList<StrategyParameter> Parameters => Rule?.Parameters ?? Strategy!.Parameters;

    /// <summary>Every voter of a list.</summary>
    public static Result<IReadOnlyList<VoterText>> ReadAll(string list, VotingRound round, Func<string, Result<StrategyDescriptor>> find)
    {
        var voters = new List<VoterText>();
        foreach (var part in CallText.Split(list, ';'))
        {
            var voter = Read(part, round, find);
            if (!voter.Ok) return voter.Error!;
            voters.Add(voter.Value);
        }
        return voters;
    }

    /// <summary>A rule with its defaults.</summary>
    public static VoterText Of((VotingRound Round, RuleDescriptor<IVoter> Rule) member) => new(member.Rule.Name, member.Round, member.Rule, null, []);

    static Result<VoterText> Read(string text, VotingRound round, Func<string, Result<StrategyDescriptor>> find)
    {
        var call = CallText.Parse(text);
        if (!call.Ok) return Error.BadInput($"voter: {call.Error!.Message}");
        if (call.Value.Value is not { } inner) return Voter(call.Value.Name, call.Value, round, find);
        var inside = CallText.Parse(inner);
        if (!inside.Ok) return Error.BadInput($"voter '{call.Value.Name}': {inside.Error!.Message}");
        // A rule with the value of its first parameter, e.g. stop-loss:0.03, has no id of its own.
        if (VoterRules.Find(inside.Value.Name) is null && VoterRules.Find(call.Value.Name) is not null && (char.IsAsciiDigit(inner[0]) || inner[0] == '.')) return Voter(call.Value.Name, call.Value, round, find);
        return Voter(call.Value.Name, inside.Value, round, find);
    }

    static Result<VoterText> Voter(string id, CallText call, VotingRound round, Func<string, Result<StrategyDescriptor>> find)
    {
        if (id.AsSpan().ContainsAnyExcept(IdLetters)) return Error.BadInput($"voter '{id}': a name is of letters, digits, - and _");
        var rule = round == VotingRound.Direction ? null : VoterRules.Find(call.Name);
        StrategyDescriptor? strategy = null;
        if (rule is null)
        {
            if (round == VotingRound.Direction && VoterRules.Find(call.Name) is not null && !find(call.Name).Ok) return Error.BadInput($"voter '{id}': {call.Name} is a rule, which votes on buying or selling; give it to buy or sell");
            var found = find(call.Name);
            if (!found.Ok) return Error.BadInput($"voter '{id}': {Unknown(call.Name, round, found.Error!)}");
            strategy = found.Value;
            if (strategy.SeesAllInstruments) return Error.BadInput($"voter '{id}': {strategy.Name} decides about several instruments at once; a voter sees one");
            if (strategy.MemberHelp.Count > 0) return Error.BadInput($"voter '{id}': {strategy.Name} is made of voters itself; name them instead");
            if (strategy.SendsOrders) return Error.BadInput($"voter '{id}': {strategy.Name} sends orders of its own; a voter states targets");
        }
        var arguments = call.Arguments;
        var parameters = rule?.Parameters ?? strategy!.Parameters;
        if (call.Value is { } first)
        {
            if (parameters.Count == 0) return Error.BadInput($"voter '{id}': {call.Name} has no parameter for '{first}'");
            arguments = [new(parameters[0].Name, first)];
        }
        foreach (var (key, _) in arguments)
        {
            if (!parameters.Any(parameter => IsNamed(parameter, key))) return Error.BadInput($"voter '{id}': {call.Name} has no parameter '{key}'{Suggestion.Phrase(key, parameters.Select(p => p.Name))} (known: {string.Join(", ", parameters.Select(p => p.Name))})");
        }
        return new VoterText(id, round, rule, strategy, arguments);
    }

    /// <summary>Whether a parameter is called so; dashes and case do not count.</summary>
    public static bool IsNamed(StrategyParameter parameter, string key) => string.Equals(parameter.Name, key.Replace("-", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);

    static string Unknown(string name, VotingRound round, Error error)
    {
        if (round == VotingRound.Direction) return error.Message;
        var rules = VoterRules.Catalogue.All.Select(rule => rule.Name).ToArray();
        return Suggestion.For(name, rules) is { } near ? $"there is no rule '{name}', did you mean '{near}'?" : $"there is no rule and no strategy '{name}' (rules: {string.Join(", ", rules)})";
    }

    static readonly System.Buffers.SearchValues<char> IdLetters = System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_");
}
