using System.Text.Json;
using Argosy.Core.Values;
using Argosy.Engine.Strategies;

namespace Argosy.Cli.Strategies;

/// <summary>Strategies and their parameters for machines: <c>argosy-strategies/1</c>.</summary>
static class StrategyJson
{
    /// <summary>Writes the document.</summary>
    public static void Write(Utf8JsonWriter writer, IReadOnlyList<StrategyDescriptor> strategies)
    {
        writer.WriteStartObject();
        writer.WriteString("format", "argosy-strategies/1");
        writer.WriteStartArray("strategies");
        foreach (var strategy in strategies)
        {
            writer.WriteStartObject();
            writer.WriteString("name", strategy.Name);
            writer.WriteString("summary", strategy.Summary);
            writer.WriteBoolean("seesAllInstruments", strategy.SeesAllInstruments);
            writer.WriteStartArray("parameters");
            foreach (var parameter in strategy.Parameters) WriteParameter(writer, parameter);
            writer.WriteEndArray();
            if (strategy.MemberHelp.Count > 0)
            {
                writer.WriteStartArray("members");
                foreach (var line in strategy.MemberHelp) writer.WriteStringValue(line);
                writer.WriteEndArray();
            }
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    static void WriteParameter(Utf8JsonWriter writer, StrategyParameter parameter)
    {
        writer.WriteStartObject();
        writer.WriteString("name", parameter.Name);
        writer.WriteString("type", KebabCase.Of(parameter.Kind.ToString()));
        writer.WriteString("default", parameter.Default);
        WriteNumber(writer, "minimum", parameter.Minimum);
        WriteNumber(writer, "maximum", parameter.Maximum);
        writer.WriteStartArray("choices");
        foreach (var choice in parameter.Choices) writer.WriteStringValue(choice);
        writer.WriteEndArray();
        writer.WriteString("unit", parameter.Unit);
        writer.WriteString("help", parameter.Help);
        writer.WriteEndObject();
    }

    static void WriteNumber(Utf8JsonWriter writer, string name, double? value)
    {
        if (value is { } number) writer.WriteNumber(name, number);
        else writer.WriteNull(name);
    }
}
