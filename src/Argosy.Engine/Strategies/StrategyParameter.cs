using System.Globalization;
using System.Reflection;
using Argosy.Core.Values;

namespace Argosy.Engine.Strategies;

/// <summary>One parameter of a strategy: its name, what values it takes and what it means.</summary>
public sealed class StrategyParameter
{
    readonly Type _type;
    readonly object? _default;

    StrategyParameter(StrategyParameter other, string name, object? value)
    {
        _type = other._type;
        _default = value;
        Name = name;
        Kind = other.Kind;
        Help = other.Help;
        Unit = other.Unit;
        Minimum = other.Minimum;
        Maximum = other.Maximum;
        Choices = other.Choices;
        Default = value is null ? null : Text(value);
    }

    StrategyParameter(string name, StrategyParameterKind kind, object? value, ParameterAttribute terms, IReadOnlyList<string> choices)
    {
        _type = kind switch
        {
            StrategyParameterKind.WholeNumber => typeof(long),
            StrategyParameterKind.Number => typeof(double),
            StrategyParameterKind.Flag => typeof(bool),
            StrategyParameterKind.Text or StrategyParameterKind.Choice => typeof(string),
        };
        _default = value;
        Name = name;
        Kind = kind;
        Help = terms.Help;
        Unit = terms.Unit ?? "";
        Minimum = double.IsNaN(terms.Minimum) ? null : terms.Minimum;
        Maximum = double.IsNaN(terms.Maximum) ? null : terms.Maximum;
        Choices = choices;
        Default = value is null ? null : Text(value);
    }

    StrategyParameter(ParameterInfo parameter, StrategyParameterKind kind)
    {
        var attribute = parameter.GetCustomAttribute<ParameterAttribute>();
        _type = parameter.ParameterType;
        _default = parameter.HasDefaultValue ? parameter.DefaultValue : null;
        Name = parameter.Name!;
        Kind = kind;
        Help = attribute?.Help ?? "";
        Unit = attribute?.Unit ?? "";
        Minimum = attribute is null || double.IsNaN(attribute.Minimum) ? null : attribute.Minimum;
        Maximum = attribute is null || double.IsNaN(attribute.Maximum) ? null : attribute.Maximum;
        Choices = _type.IsEnum ? [.. _type.GetEnumNames().Select(KebabCase.Of)] : [];
        Default = _default is null ? null : Text(_default);
    }

    /// <summary>camelCase name, as the constructor spells it.</summary>
    public string Name { get; }

    /// <summary>What kind of value it takes.</summary>
    public StrategyParameterKind Kind { get; }

    /// <summary>What it means, one phrase; may be empty.</summary>
    public string Help { get; }

    /// <summary>Unit for display, e.g. bars or ratio; may be empty.</summary>
    public string Unit { get; }

    /// <summary>Smallest value allowed; null for none.</summary>
    public double? Minimum { get; }

    /// <summary>Largest value allowed; null for none.</summary>
    public double? Maximum { get; }

    /// <summary>The values of a <see cref="StrategyParameterKind.Choice"/>, kebab-case; empty otherwise.</summary>
    public IReadOnlyList<string> Choices { get; }

    /// <summary>Value used when none is given, as text that parses back; null when one must be given.</summary>
    public string? Default { get; }

    /// <summary>Whether a value must be given.</summary>
    public bool IsRequired => Default is null;

    /// <summary>What it takes, e.g. "whole number 1..10000" or "sma|ema".</summary>
    public string Accepts => (Minimum, Maximum) switch
    {
        (null, null) => Noun,
        ({ } least, null) => $"{Noun} from {Number(least)}",
        (null, { } most) => $"{Noun} up to {Number(most)}",
        ({ } least, { } most) => $"{Noun} {Number(least)}..{Number(most)}",
    };

    string Noun => Kind switch
    {
        StrategyParameterKind.WholeNumber => "whole number",
        StrategyParameterKind.Number => "number",
        StrategyParameterKind.Flag => "true|false",
        StrategyParameterKind.Text => "text",
        StrategyParameterKind.Choice => string.Join('|', Choices),
    };

    /// <summary>A parameter that is declared elsewhere than in a constructor.</summary>
    /// <param name="name">camelCase name.</param>
    /// <param name="kind">What kind of value it takes.</param>
    /// <param name="text">Value used when none is given, as text; null when one must be given.</param>
    /// <param name="terms">Range, unit and help.</param>
    /// <param name="choices">The values of a choice; empty otherwise.</param>
    /// <param name="owner">What messages call its owner.</param>
    public static Result<StrategyParameter> Declared(string name, StrategyParameterKind kind, string? text, ParameterAttribute terms, IReadOnlyList<string> choices, string owner)
    {
        ArgumentNullException.ThrowIfNull(terms);
        var bare = new StrategyParameter(name, kind, null, terms, choices);
        if (text is null) return bare;
        var value = bare.Parse(text, owner);
        return value.Ok ? new StrategyParameter(name, kind, value.Value, terms, choices) : value.Error!;
    }

    /// <summary>The parameters of a type's only public constructor.</summary>
    /// <param name="type">The type.</param>
    /// <param name="owner">What messages call it.</param>
    /// <returns>The parameters in declaration order, or why they cannot be texts.</returns>
    public static Result<IReadOnlyList<StrategyParameter>> OfConstructor(Type type, string owner)
    {
        ArgumentNullException.ThrowIfNull(type);
        var parameters = new List<StrategyParameter>();
        foreach (var info in type.GetConstructors().Single().GetParameters())
        {
            var parameter = Read(info, owner);
            if (!parameter.Ok) return parameter.Error!;
            parameters.Add(parameter.Value);
        }
        return parameters;
    }

    /// <summary>The same parameter as a member's: under another name and, where a text is given, with another default.</summary>
    public Result<StrategyParameter> As(string name, string? text, string owner)
    {
        if (text is null) return new StrategyParameter(this, name, _default);
        var value = new StrategyParameter(this, name, _default).Parse(text, owner);
        return value.Ok ? new StrategyParameter(this, name, value.Value) : value.Error!;
    }

    internal static Result<StrategyParameter> Read(ParameterInfo parameter, string strategy)
    {
        var type = parameter.ParameterType;
        StrategyParameterKind? kind = type == typeof(int) || type == typeof(long) ? StrategyParameterKind.WholeNumber
            : type == typeof(double) || type == typeof(decimal) ? StrategyParameterKind.Number
            : type == typeof(bool) ? StrategyParameterKind.Flag
            : type == typeof(string) ? StrategyParameterKind.Text
            : type.IsEnum ? StrategyParameterKind.Choice
            : null;
        if (kind is null) return Error.BadInput($"parameter '{parameter.Name}' of {strategy} is of type {type.Name}, but a parameter is an int, long, double, decimal, bool, string or enum");
        return new StrategyParameter(parameter, kind.Value);
    }

    /// <summary>The value a text stands for, or why it is none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="strategy">What messages call its owner.</param>
    public Result<object> Parse(string text, string strategy)
    {
        if (Value(text) is not { } value) return Error.BadInput($"parameter '{Name}' of {strategy} must be {Wanted}, was '{text}'{(Kind == StrategyParameterKind.Choice ? Suggestion.Phrase(text, Choices) : "")}");
        return InRange(value) ? Result<object>.Of(value) : Error.BadInput($"parameter '{Name}' of {strategy} must be {Range}, was {text}");
    }

    /// <summary>The default value; the parameter has one.</summary>
    internal object DefaultValue => _default!;

    /// <summary>A value as text that parses back.</summary>
    internal static string Text(object value) => value switch
    {
        bool flag => flag ? "true" : "false",
        double number => Number(number),
        decimal money => Exact.Text(money),
        Enum choice => KebabCase.Of(choice.ToString()),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    string Wanted => Kind switch
    {
        StrategyParameterKind.WholeNumber => "a whole number",
        StrategyParameterKind.Number => "a number",
        StrategyParameterKind.Flag => "true or false",
        StrategyParameterKind.Text => "text",
        StrategyParameterKind.Choice => $"one of {string.Join(", ", Choices)}",
    };

    string Range => (Minimum, Maximum) switch
    {
        (null, null) => "a number",
        ({ } least, null) => $"at least {Number(least)}",
        (null, { } most) => $"at most {Number(most)}",
        ({ } least, { } most) => $"between {Number(least)} and {Number(most)}",
    };

    bool InRange(object value)
    {
        if (Kind is not (StrategyParameterKind.WholeNumber or StrategyParameterKind.Number)) return true;
        var number = Convert.ToDouble(value, CultureInfo.InvariantCulture);
        return !(number < Minimum) && !(number > Maximum);
    }

    object? Value(string text)
    {
        const NumberStyles whole = NumberStyles.AllowLeadingSign, real = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        var culture = CultureInfo.InvariantCulture;
        if (_type == typeof(string)) return Kind == StrategyParameterKind.Choice ? Choices.FirstOrDefault(choice => string.Equals(choice, text, StringComparison.OrdinalIgnoreCase)) : text;
        if (IsShare && text.EndsWith('%')) return Percent(text);
        if (_type == typeof(int)) return int.TryParse(text, whole, culture, out var number) ? number : null;
        if (_type == typeof(long)) return long.TryParse(text, whole, culture, out var number) ? number : null;
        if (_type == typeof(double)) return double.TryParse(text, real, culture, out var number) && double.IsFinite(number) ? number : null;
        if (_type == typeof(decimal)) return decimal.TryParse(text, real, culture, out var number) ? number : null;
        if (_type == typeof(bool)) return bool.TryParse(text, out var flag) ? flag : null;
        return Choice(text);
    }

    bool IsShare => Unit == "ratio" && (_type == typeof(double) || _type == typeof(decimal));

    // 2% is 0.02.
    object? Percent(string text)
    {
        if (!decimal.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return null;
        return _type == typeof(decimal) ? number / 100 : Exact.ToStatistic(number / 100);
    }

    object? Choice(string text)
    {
        var names = _type.GetEnumNames();
        for (var i = 0; i < names.Length; i++)
        {
            if (string.Equals(text, Choices[i], StringComparison.OrdinalIgnoreCase) || string.Equals(text, names[i], StringComparison.OrdinalIgnoreCase)) return Enum.Parse(_type, names[i]);
        }
        return null;
    }

    static string Number(double number) =>
        Math.Abs(number) is >= 1e-9 and < 1e15 ? Exact.Text((decimal)number) is var plain && double.Parse(plain, CultureInfo.InvariantCulture) == number ? plain : number.ToString("R", CultureInfo.InvariantCulture)
        : number.ToString("R", CultureInfo.InvariantCulture);
}

/// <summary>What kind of value a parameter takes.</summary>
public enum StrategyParameterKind
{
    /// <summary>A whole number.</summary>
    WholeNumber,
    /// <summary>A number, a decimal point allowed.</summary>
    Number,
    /// <summary>true or false.</summary>
    Flag,
    /// <summary>Any text.</summary>
    Text,
    /// <summary>One of a few names.</summary>
    Choice,
}
