using System.Reflection;
using Argosy.Core.Values;
using Argosy.Engine.Strategies;

namespace Argosy.Engine.Rules;

/// <summary>What a rule says about itself, and the one way to make it from a text.</summary>
/// <typeparam name="T">Kind of rule, e.g. <c>IGuard</c>.</typeparam>
/// <remarks>Parameters come from its only public constructor, as those of strategies do; the value after a colon is the first of them.</remarks>
public sealed class RuleDescriptor<T>
    where T : class
{
    readonly ConstructorInfo _constructor;

    /// <summary>Describes a type that carries a <see cref="RuleAttribute"/>.</summary>
    /// <exception cref="ArgumentException">It is no such rule.</exception>
    public RuleDescriptor(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        var attribute = type.GetCustomAttribute<RuleAttribute>() ?? throw new ArgumentException($"{type.Name} carries no {nameof(RuleAttribute)}");
        if (!typeof(T).IsAssignableFrom(type) || type.GetConstructors() is not [var constructor]) throw new ArgumentException($"{type.Name} is no {typeof(T).Name} with one public constructor");
        _constructor = constructor;
        Type = type;
        Name = attribute.Name;
        Summary = attribute.Summary;
        Example = attribute.Example;
        Parameters = [.. constructor.GetParameters().Select(parameter => StrategyParameter.Read(parameter, attribute.Name).Value)];
    }

    /// <summary>The type described.</summary>
    public Type Type { get; }

    /// <summary>Kebab-case name.</summary>
    public string Name { get; }

    /// <summary>What it does, one sentence.</summary>
    public string Summary { get; }

    /// <summary>How it may be written.</summary>
    public string Example { get; }

    /// <summary>Its parameters, in the order of the constructor.</summary>
    public IReadOnlyList<StrategyParameter> Parameters { get; }

    /// <summary>Gives every parameter its value, from the text or its default, and checks them by making one instance.</summary>
    public Result<BoundRule<T>> Bind(CallText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var given = text.Arguments;
        if (text.Value is { } value)
        {
            if (Parameters.Count == 0) return Error.BadInput($"'{text}': {Name} takes no value");
            given = [new(Parameters[0].Name, value)];
        }
        var arguments = new object?[Parameters.Count];
        foreach (var (key, written) in given)
        {
            var index = IndexOf(key);
            if (index < 0) return Unknown(key);
            var parsed = Parameters[index].Parse(written, Name);
            if (!parsed.Ok) return parsed.Error!;
            arguments[index] = parsed.Value;
        }
        for (var i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] is null && Parameters[i].IsRequired) return Error.BadInput($"{Name} needs '{Parameters[i].Name}', e.g. {Example}");
            arguments[i] ??= Parameters[i].DefaultValue;
        }
        return Make(arguments, out _) is { } refusal ? refusal : new BoundRule<T>(Canonical(arguments), () => Made(arguments));
    }

    string Canonical(object?[] arguments) =>
        new CallText(Name, null, [.. Parameters.Select((parameter, i) => KeyValuePair.Create(parameter.Name, StrategyParameter.Text(arguments[i]!)))]).ToString();

    T Made(object?[] arguments)
    {
        Make(arguments, out var rule);
        return rule!;
    }

    Error? Make(object?[] arguments, out T? rule)
    {
        rule = null;
        try
        {
            rule = (T)_constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, arguments, null);
            return null;
        }
        catch (ArgumentException e)
        {
            return Error.BadInput($"{Name}: {e.Message.Split(" (Parameter '")[0]}");
        }
    }

    Error Unknown(string key)
    {
        var names = Parameters.Select(p => p.Name).ToArray();
        return Error.BadInput($"{Name} has no parameter '{key}'{Suggestion.Phrase(key, names)} (known: {string.Join(", ", names)})");
    }

    int IndexOf(string key)
    {
        var name = key.Replace("-", "", StringComparison.Ordinal);
        for (var i = 0; i < Parameters.Count; i++)
        {
            if (string.Equals(Parameters[i].Name, name, StringComparison.OrdinalIgnoreCase)) return i;
        }
        return -1;
    }
}

/// <summary>A rule whose parameters all have a value.</summary>
/// <param name="Text">The rule with every parameter spelled out; reads back the same.</param>
/// <param name="Create">Makes a fresh instance; rules keep state, so every run needs its own.</param>
public sealed record BoundRule<T>(string Text, Func<T> Create);
