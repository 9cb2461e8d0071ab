using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Argosy.Core.Values;
using Argosy.Engine.Strategies;

namespace Argosy.Scripting.TypeScript;

/// <summary>From a bot's <c>export const parameters</c> to parameters as every strategy has them, and back to the values it is given.</summary>
/// <remarks>
/// A parameter is its default, or an object: <c>{ default, min?, max?, step?, unit?, help?, choices?, whole? }</c>. A number is whole where
/// default, min, max and step are, unless <c>whole</c> says otherwise.
/// </remarks>
static class BotParameters
{
    const int MostParameters = 100;

    /// <summary>Reads the declaration, or says what is wrong with it.</summary>
    public static Result<IReadOnlyList<StrategyParameter>> Read(JsonElement declared, string owner)
    {
        if (declared.ValueKind != JsonValueKind.Object) return Error.BadInput($"{owner}: parameters must be an object, e.g. {{ fast: {{ default: 14, min: 2, max: 200 }} }}");
        var parameters = new List<StrategyParameter>();
        foreach (var member in declared.EnumerateObject())
        {
            if (parameters.Count == MostParameters) return Error.BadInput($"{owner}: more than {MostParameters} parameters");
            if (!IsName(member.Name)) return Error.BadInput($"{owner}: '{member.Name}' names no parameter; expected letters and digits, beginning with a letter");
            var parameter = Read(member.Name, member.Value, owner);
            if (!parameter.Ok) return parameter.Error!;
            parameters.Add(parameter.Value);
        }
        return parameters;
    }

    static bool IsName(string name) => name.Length is > 0 and <= 60 && char.IsAsciiLetter(name[0]) && name.All(char.IsAsciiLetterOrDigit);

    static Result<StrategyParameter> Read(string name, JsonElement value, string owner)
    {
        if (value.ValueKind != JsonValueKind.Object) return Declare(name, value, default, owner);
        foreach (var member in value.EnumerateObject())
        {
            if (member.Name is not ("default" or "min" or "max" or "unit" or "help" or "choices" or "whole" or "step")) return Error.BadInput($"{owner}: parameter '{name}' has no '{member.Name}'; expected default, min, max, step, unit, help, choices, whole");
        }
        return value.TryGetProperty("default", out var standard) ? Declare(name, standard, value, owner) : Error.BadInput($"{owner}: parameter '{name}' has no default");
    }

    static Result<StrategyParameter> Declare(string name, JsonElement standard, JsonElement terms, string owner)
    {
        var choices = Choices(terms);
        StrategyParameterKind? kind = standard.ValueKind switch
        {
            JsonValueKind.True or JsonValueKind.False => StrategyParameterKind.Flag,
            JsonValueKind.String => choices.Length > 0 ? StrategyParameterKind.Choice : StrategyParameterKind.Text,
            JsonValueKind.Number => IsWhole(standard, terms) ? StrategyParameterKind.WholeNumber : StrategyParameterKind.Number,
            JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.Object or JsonValueKind.Array => null,
        };
        if (kind is null) return Error.BadInput($"{owner}: the default of parameter '{name}' is {standard.GetRawText()}; expected a number, true or false, or a text");
        var text = standard.ValueKind == JsonValueKind.String ? standard.GetString()! : standard.GetRawText();
        var attribute = new ParameterAttribute(Text(terms, "help")) { Unit = Text(terms, "unit"), Minimum = Number(terms, "min"), Maximum = Number(terms, "max") };
        return StrategyParameter.Declared(name, kind.Value, text, attribute, choices, owner);
    }

    static bool IsWhole(JsonElement standard, JsonElement terms)
    {
        if (Find(terms, "whole") is { ValueKind: JsonValueKind.False }) return false;
        return IsWhole(standard) && new[] { "min", "max", "step" }.All(name => Find(terms, name) is not { ValueKind: JsonValueKind.Number } given || IsWhole(given));
    }

    static bool IsWhole(JsonElement number) => number.TryGetInt64(out _);

    static JsonElement? Find(JsonElement terms, string name) => terms.ValueKind == JsonValueKind.Object && terms.TryGetProperty(name, out var found) ? found : null;

    static string Text(JsonElement terms, string name) => Find(terms, name) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "";

    static double Number(JsonElement terms, string name) => Find(terms, name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : double.NaN;

    static string[] Choices(JsonElement terms) => Find(terms, "choices") is { ValueKind: JsonValueKind.Array } choices
        ? [.. choices.EnumerateArray().Where(choice => choice.ValueKind == JsonValueKind.String).Select(choice => choice.GetString()!)]
        : [];

    /// <summary>The values as the bot gets them: a JSON object of numbers, truth values and texts.</summary>
    public static string Json(IReadOnlyList<StrategyParameter> parameters, IReadOnlyDictionary<string, string> values)
    {
        var to = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(to))
        {
            json.WriteStartObject();
            foreach (var parameter in parameters)
            {
                json.WritePropertyName(parameter.Name);
                var text = values[parameter.Name];
                if (parameter.Kind == StrategyParameterKind.Flag) json.WriteBooleanValue(text == "true");
                else if (parameter.Kind is StrategyParameterKind.WholeNumber or StrategyParameterKind.Number) json.WriteNumberValue(double.Parse(text, CultureInfo.InvariantCulture));
                else json.WriteStringValue(text);
            }
            json.WriteEndObject();
        }
        return System.Text.Encoding.UTF8.GetString(to.WrittenSpan);
    }
}
