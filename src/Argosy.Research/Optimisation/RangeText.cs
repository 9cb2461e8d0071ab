using System.Globalization;
using Argosy.Core.Values;
using Argosy.Engine.Strategies;

namespace Argosy.Research.Optimisation;

/// <summary>Reads ranges as users write them: <c>fast=5..50:5</c>, <c>bandwidth=0.1..10:log</c>, <c>kind=sma,ema</c>, <c>filter=*</c>.</summary>
public static class RangeText
{
    /// <summary>Most values a range may count.</summary>
    public const int MostValues = 1_000_000;

    const string Expected = "expected name=from..to, name=from..to:step, name=from..to:log, name=from..to:log:count, name=a,b,c or name=*";

    /// <summary>Reads one range.</summary>
    /// <param name="text">What the user wrote.</param>
    /// <param name="parameters">The strategy's parameters.</param>
    /// <returns>The range, or what is wrong with it.</returns>
    public static Result<ParameterRange> Parse(string text, IReadOnlyList<StrategyParameter> parameters)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(parameters);
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var (key, values) = equals > 0 ? (text[..equals].Trim(), text[(equals + 1)..].Trim()) : ("", "");
        if (key.Length == 0 || values.Length == 0) return Error.BadInput($"'{text}' is no range; {Expected}");
        var parameter = parameters.FirstOrDefault(p => Same(p.Name, key));
        var setting = parameter is null ? RangedSettings.Names.FirstOrDefault(s => Same(s, key)) : null;
        if (parameter is null && setting is null)
        {
            string[] names = [.. parameters.Select(p => p.Name), .. RangedSettings.Names];
            return Error.BadInput($"there is no parameter '{key}'{Suggestion.Phrase(key, names)} (known: {string.Join(", ", names)})");
        }
        var name = parameter?.Name ?? setting!;
        if (parameter is null || parameter.Kind is StrategyParameterKind.Text or StrategyParameterKind.Flag or StrategyParameterKind.Choice || !values.Contains("..", StringComparison.Ordinal))
        {
            return List(name, values, parameter);
        }
        return Numbers(text, name, values, parameter);
    }

    static Result<ParameterRange> List(string name, string text, StrategyParameter? parameter)
    {
        if (text == "*")
        {
            IReadOnlyList<string> all = parameter?.Kind == StrategyParameterKind.Flag ? ["false", "true"] : parameter?.Choices ?? [];
            return all.Count > 0 ? ParameterRange.Choice(name, all) : Error.BadInput($"range of '{name}': * stands for all of a few words, but it takes {parameter?.Accepts ?? "text"}; {Expected}");
        }
        var values = CallText.Split(text, ',');
        foreach (var value in values)
        {
            if (values.Count(v => v == value) > 1) return Error.BadInput($"range of '{name}': '{value}' is given twice");
            if (parameter is null && RangedSettings.Apply(new Backtests.BacktestSettings(), name, value) is { Ok: false } setting) return Error.BadInput($"range of '{name}': {setting.Error!.Message}");
            if (parameter is not null && !Takes(parameter, value)) return Error.BadInput($"range of '{name}': '{value}' is not {parameter.Accepts}");
        }
        return values.Count > 0 ? ParameterRange.Choice(name, values, isSetting: parameter is null) : Error.BadInput($"range of '{name}' has no value; {Expected}");
    }

    static Result<ParameterRange> Numbers(string text, string name, string values, StrategyParameter parameter)
    {
        var dots = values.IndexOf("..", StringComparison.Ordinal);
        var parts = values[(dots + 2)..].Split(':');
        var whole = parameter.Kind == StrategyParameterKind.WholeNumber;
        var noun = whole ? "a whole number" : "a number";
        if (Number(values[..dots], whole) is not { } from) return Error.BadInput($"range of '{name}': '{values[..dots]}' is not {noun}; {Expected}");
        if (Number(parts[0], whole) is not { } to) return Error.BadInput($"range of '{name}': '{parts[0]}' is not {noun}; {Expected}");
        if (from > to) return Error.BadInput($"range of '{name}': {values[..dots]} lies above {parts[0]}; expected the smaller value first");
        foreach (var end in new[] { from, to })
        {
            if ((double)end < parameter.Minimum || (double)end > parameter.Maximum) return Error.BadInput($"range of '{name}': {Exact.Text(end)} is not {parameter.Accepts}");
        }
        if (parts.Length > 1 && parts[1].Trim() == "log") return Logarithmic(name, parts, from, to, whole);
        if (parts.Length > 2) return Error.BadInput($"'{text}' is no range; {Expected}");
        if (parts.Length == 1 && !whole) return from == to ? ParameterRange.Stepped(name, RangeKind.Number, from, to, 1) : ParameterRange.Continuous(name, from, to);
        decimal step = 1;
        if (parts.Length == 2)
        {
            if (Number(parts[1], whole) is not { } given || given <= 0) return Error.BadInput($"range of '{name}': the step '{parts[1]}' is not {noun} above 0");
            step = given;
        }
        if ((to - from) / step >= MostValues) return Error.BadInput($"range of '{name}' has more than {MostValues:#,0} values; expected a larger step");
        return ParameterRange.Stepped(name, whole ? RangeKind.Whole : RangeKind.Number, from, to, step);
    }

    static Result<ParameterRange> Logarithmic(string name, string[] parts, decimal from, decimal to, bool whole)
    {
        if (whole) return Error.BadInput($"range of '{name}': only numbers have a logarithmic range, '{name}' takes whole numbers; expected a list, e.g. {name}=10,20,50,100");
        if (from <= 0) return Error.BadInput($"range of '{name}': a logarithmic range begins above 0, was {Exact.Text(from)}");
        if (parts.Length == 2) return ParameterRange.Continuous(name, from, to, isLogarithmic: true);
        return parts.Length == 3 && int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 1 and <= MostValues
            ? ParameterRange.Geometric(name, from, to, count)
            : Error.BadInput($"range of '{name}': '{string.Join(':', parts[2..])}' is not a count from 2 to {MostValues:#,0}");
    }

    static bool Takes(StrategyParameter parameter, string text) => parameter.Kind switch
    {
        StrategyParameterKind.WholeNumber => Number(text, whole: true) is { } number && Within(parameter, number),
        StrategyParameterKind.Number => Number(text, whole: false) is { } number && Within(parameter, number),
        StrategyParameterKind.Flag => bool.TryParse(text, out _),
        StrategyParameterKind.Text => true,
        StrategyParameterKind.Choice => parameter.Choices.Contains(text, StringComparer.OrdinalIgnoreCase),
    };

    static bool Within(StrategyParameter parameter, decimal number) => !((double)number < parameter.Minimum) && !((double)number > parameter.Maximum);

    static decimal? Number(string text, bool whole)
    {
        var style = whole ? NumberStyles.AllowLeadingSign : NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return decimal.TryParse(text.Trim(), style, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) <= 1e15m ? number : null;
    }

    /// <summary>Whether two spellings name one parameter: stopLoss may be written stop-loss, and in any case.</summary>
    public static bool Same(string name, string key)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(key);
        return string.Equals(name.Replace("-", "", StringComparison.Ordinal), key.Replace("-", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
    }
}
