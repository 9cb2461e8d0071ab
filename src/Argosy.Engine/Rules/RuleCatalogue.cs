using Argosy.Core.Values;

namespace Argosy.Engine.Rules;

/// <summary>The rules of one kind that there are, and how their texts become rules.</summary>
/// <typeparam name="T">Kind of rule.</typeparam>
/// <param name="kind">What one is called, e.g. guard.</param>
/// <param name="types">Their types, in the order of the reference.</param>
public sealed class RuleCatalogue<T>(string kind, params Type[] types)
    where T : class
{
    /// <summary>What one is called.</summary>
    public string Kind => kind;

    /// <summary>All of them, in the order of the reference.</summary>
    public IReadOnlyList<RuleDescriptor<T>> All { get; } = [.. types.Select(type => new RuleDescriptor<T>(type))];

    /// <summary>The rule of a name, or an error that suggests one.</summary>
    public Result<RuleDescriptor<T>> Find(string name)
    {
        foreach (var rule in All)
        {
            if (string.Equals(rule.Name, name, StringComparison.OrdinalIgnoreCase)) return rule;
        }
        var names = All.Select(rule => rule.Name).ToArray();
        return Error.NotFound($"there is no {kind} '{name}'{Suggestion.Phrase(name, names)} (known: {string.Join(", ", names)})");
    }

    /// <summary>The rule a text stands for, e.g. <c>stop:2%</c> or <c>cooldown(time=1h)</c>, with every parameter spelled out.</summary>
    public Result<BoundRule<T>> Bind(string text)
    {
        var call = CallText.Parse(text);
        if (!call.Ok) return call.Error!;
        var found = Find(call.Value.Name);
        return found.Ok ? found.Value.Bind(call.Value) : found.Error!;
    }

    /// <summary>A fresh rule of a text.</summary>
    public Result<T> Parse(string text)
    {
        var bound = Bind(text);
        return bound.Ok ? Result<T>.Of(bound.Value.Create()) : bound.Error!;
    }

    /// <summary>Fresh rules of several texts, or the first error.</summary>
    public Result<IReadOnlyList<T>> ParseAll(IEnumerable<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var rules = new List<T>();
        foreach (var text in texts)
        {
            var rule = Parse(text);
            if (!rule.Ok) return rule.Error!;
            rules.Add(rule.Value);
        }
        return rules;
    }
}
