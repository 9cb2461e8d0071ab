using System.Globalization;
using System.Text.Json;
using Argosy.Core.Values;
using Argosy.Research.Results;

namespace Argosy.Research.Optimisation;

/// <summary>Spells what makes a search this search and no other: the head of its result and of its journal.</summary>
static class SearchJson
{
    /// <summary>Writes the members, without the braces.</summary>
    public static void WriteIdentity(Utf8JsonWriter writer, OptimisationRequest request, string dataHash, long from, long to)
    {
        writer.WriteStartObject("strategy");
        writer.WriteString("name", request.Strategy);
        writer.WriteStartObject("parameters");
        foreach (var (name, value) in request.Parameters.OrderBy(pair => pair.Key, StringComparer.Ordinal)) writer.WriteString(name, value);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteStartArray("instruments");
        foreach (var market in request.Markets) writer.WriteStringValue(market.Instrument.Name);
        writer.WriteEndArray();
        writer.WriteString("timeframe", request.Markets[0].Bars.Timeframe.ToString());
        writer.WriteNumber("from", from);
        writer.WriteNumber("to", to);
        ResultSettings.Write(writer, request.Settings);
        writer.WriteString("dataHash", dataHash);
        writer.WriteString("method", Text(request.Method));
        writer.WriteNumber("seed", request.Seed);
        writer.WriteBoolean("prune", request.Prune);
        writer.WriteStartArray("objectives");
        foreach (var objective in request.Objectives)
        {
            writer.WriteStartObject();
            writer.WriteString("name", objective.Name);
            writer.WriteString("sense", objective.Sense == Sense.Max ? "max" : "min");
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteStartArray("constraints");
        foreach (var constraint in request.Constraints)
        {
            writer.WriteStartObject();
            writer.WriteString("name", constraint.Formula.Text);
            writer.WriteString("operator", Constraint.Spelling(constraint.Operator));
            writer.WriteNumber("value", constraint.Value);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteStartArray("ranges");
        foreach (var range in request.Space.Ranges) Write(writer, range);
        writer.WriteEndArray();
    }

    /// <summary>How a method is spelled.</summary>
    public static string Text(SearchMethod method) => method switch
    {
        SearchMethod.Grid => "grid",
        SearchMethod.Random => "random",
        SearchMethod.Tpe => "tpe",
        SearchMethod.Genetic => "genetic",
    };

    static void Write(Utf8JsonWriter writer, ParameterRange range)
    {
        writer.WriteStartObject();
        writer.WriteString("name", range.Name);
        writer.WriteString("kind", range.Kind switch { RangeKind.Whole => "whole", RangeKind.Number => "number", RangeKind.Choice => "choice" });
        if (range.IsOrdered)
        {
            Number(writer, "from", range.From);
            Number(writer, "to", range.To);
            if (range.Step is { } step) Number(writer, "step", step);
            else writer.WriteNull("step");
            writer.WriteBoolean("log", range.IsLogarithmic);
            writer.WriteNumber("count", range.Count);
        }
        writer.WriteBoolean("setting", range.IsSetting);
        writer.WriteStartArray("values");
        foreach (var value in range.Values) writer.WriteStringValue(value);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    static void Number(Utf8JsonWriter writer, string name, decimal value) =>
        writer.WriteNumber(name, decimal.Parse(Exact.Text(value), CultureInfo.InvariantCulture));
}
