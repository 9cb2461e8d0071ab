using System.Reflection;
using Argosy.Core.Values;

namespace Argosy.Engine.Strategies;

/// <summary>What a strategy type says about itself, and the one way to make instances of it from texts.</summary>
/// <remarks>Name and summary come from <see cref="StrategyAttribute"/> (without one: the type's name in kebab-case), parameters from its only public constructor.</remarks>
public sealed class StrategyDescriptor
{
    readonly ConstructorInfo? _constructor;
    readonly IStrategyMembers? _members;
    readonly Func<IReadOnlyDictionary<string, string>, IStrategy>? _create;

    StrategyDescriptor(Type type, string name, string summary, ConstructorInfo? constructor, StrategyParameter[] parameters, IStrategyMembers? members = null, Func<IReadOnlyDictionary<string, string>, IStrategy>? create = null)
    {
        _create = create;
        _members = members;
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

    /// <summary>Whether it sends orders of its own instead of stating targets.</summary>
    public bool SendsOrders => Type.GetCustomAttribute<StrategyAttribute>()?.SendsOrders ?? false;

    /// <summary>Whether one instance sees all instruments of the run.</summary>
    public bool SeesAllInstruments => typeof(IPortfolioStrategy).IsAssignableFrom(Type);

    /// <summary>What to know about its members' parameters, one sentence a line; empty for a strategy without members.</summary>
    public IReadOnlyList<string> MemberHelp => _members?.Help ?? [];

    /// <summary>Describes a strategy whose parameters are declared elsewhere than in a constructor.</summary>
    /// <param name="type">The type that runs it.</param>
    /// <param name="name">Kebab-case name.</param>
    /// <param name="summary">What it does, one sentence; may be empty.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="create">Makes an instance of every parameter's value, as text that parses back, by name; nothing runs yet.</param>
    public static StrategyDescriptor Declared(
        Type type, string name, string summary, IReadOnlyList<StrategyParameter> parameters, Func<IReadOnlyDictionary<string, string>, IStrategy> create)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(create);
        return new StrategyDescriptor(type, name, summary, null, [.. parameters], create: create);
    }

    /// <summary>Describes a strategy made of others, whose own parameters stand in the constructor of <paramref name="parameters"/>.</summary>
    /// <param name="strategy">The strategy's type.</param>
    /// <param name="parameters">The type whose constructor declares the parameters.</param>
    /// <param name="members">What its members are.</param>
    /// <exception cref="ArgumentException">The constructor's parameters are none a text could give.</exception>
    public static StrategyDescriptor OfMembers(Type strategy, Type parameters, IStrategyMembers members)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        ArgumentNullException.ThrowIfNull(parameters);
        var attribute = strategy.GetCustomAttribute<StrategyAttribute>();
        var name = attribute?.Name ?? KebabCase.Of(strategy.Name);
        var own = StrategyParameter.OfConstructor(parameters, name);
        return own.Ok
            ? new StrategyDescriptor(strategy, name, attribute?.Summary ?? "", parameters.GetConstructors().Single(), [.. own.Value], members)
            : throw new ArgumentException(own.Error!.Message);
    }

    /// <summary>Every parameter these values lead to: the strategy's own and, as <c>id.key</c>, those of the members they name.</summary>
    /// <param name="values">Texts by name, as for <see cref="Bind"/>; only those that name members matter.</param>
    public Result<IReadOnlyList<StrategyParameter>> ParametersWith(IReadOnlyDictionary<string, string> values)
    {
        if (_members is null) return Result<IReadOnlyList<StrategyParameter>>.Of(Parameters);
        var own = Own(values);
        if (!own.Ok) return own.Error!;
        var members = MembersOf(own.Value);
        return members.Ok ? Result<IReadOnlyList<StrategyParameter>>.Of([.. Parameters, .. members.Value]) : members.Error!;
    }

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
        var own = Own(values);
        if (!own.Ok) return own.Error!;
        var arguments = own.Value;
        var used = Parameters.Select((parameter, i) => KeyValuePair.Create(parameter.Name, StrategyParameter.Text(arguments[i]!))).ToList();
        if (_create is not null)
        {
            var declared = new Dictionary<string, string>(used, StringComparer.Ordinal);
            return Refusal(() => _create(declared)) is { } wrong ? wrong : new BoundStrategy(Name, used, () => _create(declared));
        }
        if (_members is null) return Refusal(() => Make(arguments)) is { } refusal ? refusal : new BoundStrategy(Name, used, () => (IStrategy)Make(arguments));
        var parameters = MembersOf(arguments);
        if (!parameters.Ok) return parameters.Error!;
        var members = MemberValues(parameters.Value, values);
        if (!members.Ok) return members.Error!;
        used.AddRange(members.Value);
        var texts = new Dictionary<string, string>(members.Value, StringComparer.Ordinal);
        IStrategy Create() => _members.Create(Make(arguments), texts);
        return Refusal(Create) is { } refused ? refused : new BoundStrategy(Name, used, Create);
    }

    // The strategy's own arguments; a name with a dot is a member's.
    Result<object?[]> Own(IReadOnlyDictionary<string, string> values)
    {
        var arguments = new object?[Parameters.Count];
        foreach (var (key, text) in values)
        {
            if (_members is not null && key.Contains('.', StringComparison.Ordinal)) continue;
            var index = IndexOf(Parameters, key);
            if (index < 0) return Unknown(key, Parameters);
            var parameter = Parameters[index];
            if (arguments[index] is not null) return Error.BadInput($"parameter '{parameter.Name}' of {Name} is given twice");
            var value = parameter.Parse(text, Name);
            if (!value.Ok) return value.Error!;
            arguments[index] = value.Value;
        }
        for (var i = 0; i < arguments.Length; i++)
        {
            var parameter = Parameters[i];
            if (arguments[i] is null && parameter.IsRequired) return Error.BadInput($"parameter '{parameter.Name}' of {Name} has no default and must be given");
            arguments[i] ??= parameter.DefaultValue;
        }
        return arguments;
    }

    Result<IReadOnlyList<StrategyParameter>> MembersOf(object?[] own)
    {
        Result<IReadOnlyList<StrategyParameter>>? members = null;
        return Refusal(() => members = _members!.Parameters(Make(own))) is { } refusal ? refusal : members!.Value;
    }

    Result<List<KeyValuePair<string, string>>> MemberValues(IReadOnlyList<StrategyParameter> parameters, IReadOnlyDictionary<string, string> values)
    {
        var texts = new string?[parameters.Count];
        foreach (var (key, text) in values)
        {
            if (!key.Contains('.', StringComparison.Ordinal)) continue;
            var index = IndexOf(parameters, key);
            if (index < 0) return Unknown(key, parameters);
            if (texts[index] is not null) return Error.BadInput($"parameter '{parameters[index].Name}' of {Name} is given twice");
            var value = parameters[index].Parse(text, Name);
            if (!value.Ok) return value.Error!;
            texts[index] = StrategyParameter.Text(value.Value);
        }
        var used = new List<KeyValuePair<string, string>>(texts.Length);
        for (var i = 0; i < texts.Length; i++)
        {
            if ((texts[i] ?? parameters[i].Default) is not { } text) return Error.BadInput($"parameter '{parameters[i].Name}' of {Name} has no default and must be given");
            used.Add(new(parameters[i].Name, text));
        }
        return used;
    }

    // Constructors check what one parameter alone cannot show, e.g. that fast is below slow.
    Error? Refusal(Func<object> make)
    {
        try
        {
            make();
            return null;
        }
        catch (ArgumentException e)
        {
            return Error.BadInput($"parameters of {Name}: {FirstSentence(e)}");
        }
    }

    object Make(object?[] arguments) => _constructor is null
        ? Activator.CreateInstance(Type)!
        : _constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, arguments, null);

    // The framework appends the parameter's name and, on a line of its own, its value.
    static string FirstSentence(ArgumentException e)
    {
        var text = e.Message;
        var end = text.IndexOf(" (Parameter '", StringComparison.Ordinal);
        if (end > 0) text = text[..end];
        end = text.IndexOf('\n', StringComparison.Ordinal);
        return (end > 0 ? text[..end] : text).TrimEnd('.', '\r');
    }

    Error Unknown(string key, IReadOnlyList<StrategyParameter> known)
    {
        var names = known.Select(p => p.Name).ToArray();
        return Error.BadInput(names.Length == 0
            ? $"{Name} has no parameter '{key}', it has none at all"
            : $"{Name} has no parameter '{key}'{Suggestion.Phrase(key, names)} (known: {string.Join(", ", names)})");
    }

    // stopLoss may be written stop-loss, and in any case.
    static int IndexOf(IReadOnlyList<StrategyParameter> parameters, string key)
    {
        var name = key.Replace("-", "", StringComparison.Ordinal);
        for (var i = 0; i < parameters.Count; i++)
        {
            if (string.Equals(parameters[i].Name.Replace("-", "", StringComparison.Ordinal), name, StringComparison.OrdinalIgnoreCase)) return i;
        }
        return -1;
    }
}
