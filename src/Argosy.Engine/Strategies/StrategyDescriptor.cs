using System.Reflection;
using Argosy.Core.Values;

namespace Argosy.Engine.Strategies;

/// <summary>What a strategy type says about itself, and the one way to make instances of it from texts.</summary>
/// <remarks>Name and summary come from <see cref="StrategyAttribute"/> (without one: the type's name in kebab-case), parameters from its only public constructor.</remarks>
public sealed class StrategyDescriptor
{
    readonly ConstructorInfo? _constructor;

    StrategyDescriptor(Type type, string name, string summary, ConstructorInfo? constructor, StrategyParameter[] parameters)
    {
        Type = type;
        Name = name;
        Summary = summary;
        _constructor = constructor;
        Parameters = parameters;
    }

    /// <summary>The type described.</summary>
    public Type Type { get; }

    /// <summary>Kebab-case name.</summary>
    public string Name { get; }

    /// <summary>What it does, one sentence; may be empty.</summary>
    public string Summary { get; }

    /// <summary>Its parameters, in the order of the constructor.</summary>
    public IReadOnlyList<StrategyParameter> Parameters { get; }

    /// <summary>Whether one instance sees all instruments of the run.</summary>
    public bool SeesAllInstruments => typeof(IPortfolioStrategy).IsAssignableFrom(Type);

    /// <summary>Describes a type that is known to be a strategy.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static StrategyDescriptor Of(Type type)
    {
        var descriptor = Read(type);
        return descriptor.Ok ? descriptor.Value : throw new ArgumentException(descriptor.Error!.Message);
    }

    /// <summary>Describes a type somebody else wrote, or says why it is no strategy.</summary>
    public static Result<StrategyDescriptor> Read(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        var attribute = type.GetCustomAttribute<StrategyAttribute>();
        var name = attribute?.Name ?? KebabCase.Of(type.Name);
        if (!typeof(IStrategy).IsAssignableFrom(type)) return Error.BadInput($"{type.Name} is no strategy: it does not implement {nameof(IStrategy)}");
        if (type.IsAbstract || type.IsInterface || type.ContainsGenericParameters) return Error.BadInput($"{type.Name} is no strategy: no instance of it can be made");
        var constructors = type.GetConstructors();
        if (constructors.Length != 1 && !(constructors.Length == 0 && type.IsValueType)) return Error.BadInput($"{type.Name} has {constructors.Length} public constructors, a strategy has exactly one");

        var constructor = constructors.Length == 0 ? null : constructors[0];
        var parameters = new List<StrategyParameter>();
        foreach (var info in constructor?.GetParameters() ?? [])
        {
            var parameter = StrategyParameter.Read(info, name);
            if (!parameter.Ok) return parameter.Error!;
            parameters.Add(parameter.Value);
        }
        return new StrategyDescriptor(type, name, attribute?.Summary ?? "", constructor, [.. parameters]);
    }

    /// <summary>Gives every parameter its value, from the texts by name or its default, and checks them by making one instance.</summary>
    public Result<BoundStrategy> Bind(IReadOnlyDictionary<string, string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var arguments = new object?[Parameters.Count];
        foreach (var (key, text) in values)
        {
            var index = IndexOf(key);
            if (index < 0) return Unknown(key);
            var parameter = Parameters[index];
            if (arguments[index] is not null) return Error.BadInput($"parameter '{parameter.Name}' of {Name} is given twice");
            var value = parameter.Parse(text, Name);
            if (!value.Ok) return value.Error!;
            arguments[index] = value.Value;
        }
        var used = new KeyValuePair<string, string>[arguments.Length];
        for (var i = 0; i < arguments.Length; i++)
        {
            var parameter = Parameters[i];
            if (arguments[i] is null && parameter.IsRequired) return Error.BadInput($"parameter '{parameter.Name}' of {Name} has no default and must be given");
            arguments[i] ??= parameter.DefaultValue;
            used[i] = new(parameter.Name, StrategyParameter.Text(arguments[i]!));
        }
        return Refusal(arguments) is { } refusal ? refusal : new BoundStrategy(Name, used, () => Make(arguments));
    }

    // Constructors check what one parameter alone cannot show, e.g. that fast is below slow.
    Error? Refusal(object?[] arguments)
    {
        try
        {
            Make(arguments);
            return null;
        }
        catch (ArgumentException e)
        {
            return Error.BadInput($"parameters of {Name}: {FirstSentence(e)}");
        }
    }

    IStrategy Make(object?[] arguments) => _constructor is null
        ? (IStrategy)Activator.CreateInstance(Type)!
        : (IStrategy)_constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, arguments, null);

    // The framework appends the parameter's name and, on a line of its own, its value.
    static string FirstSentence(ArgumentException e)
    {
        var text = e.Message;
        var end = text.IndexOf(" (Parameter '", StringComparison.Ordinal);
        if (end > 0) text = text[..end];
        end = text.IndexOf('\n', StringComparison.Ordinal);
        return (end > 0 ? text[..end] : text).TrimEnd('.', '\r');
    }

    Error Unknown(string key)
    {
        var names = Parameters.Select(p => p.Name).ToArray();
        return Error.BadInput(names.Length == 0
            ? $"{Name} has no parameter '{key}', it has none at all"
            : $"{Name} has no parameter '{key}'{Suggestion.Phrase(key, names)} (known: {string.Join(", ", names)})");
    }

    // stopLoss may be written stop-loss, and in any case.
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
