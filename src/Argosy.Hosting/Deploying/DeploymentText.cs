using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Argosy.Core.Links;
using Argosy.Core.Values;
using Argosy.Data.Links;

namespace Argosy.Hosting.Deploying;

/// <summary>What a deployment's row holds: what was asked, what is wanted of it now, and the run's first message it is pinned to.</summary>
/// <param name="Spec">As it was given.</param>
/// <param name="Begins">The run's first message: instruments, strategy and settings as they were at the creation.</param>
/// <param name="Wanted">What a person wants of it.</param>
/// <param name="Replaces">The deployment it took the place of at an update; 0 for none.</param>
sealed record DeploymentText(DeploymentSpec Spec, RunBegins Begins, WantedState Wanted, int Replaces)
{
    /// <summary>The text of a row.</summary>
    public string Write()
    {
        using var run = JsonDocument.Parse(LinkCodec.Encode(Begins));
        return JsonSerializer.Serialize(new DeploymentFields(Spec, Wanted, Replaces, run.RootElement), DeploymentJson.Default.DeploymentFields);
    }

    /// <summary>Reads a row's text; null where it is of another kind: a run of <c>argosy run</c> or a managed trade.</summary>
    public static Result<DeploymentText?> Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            using var document = JsonDocument.Parse(text);
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("spec", out _)) return Result<DeploymentText?>.Of(null);
            var fields = document.RootElement.Deserialize(DeploymentJson.Default.DeploymentFields) ?? throw new JsonException("nothing");
            var begins = LinkCodec.ReadHost(Encoding.UTF8.GetBytes(fields.Run.GetRawText()));
            if (!begins.Ok || begins.Value is not RunBegins run) return Error.Corrupt($"its run cannot be read: {begins.Error?.Message ?? "it is no beginning"}");
            return new DeploymentText(fields.Spec, run, fields.Wanted, fields.Replaces);
        }
        catch (JsonException broken)
        {
            return Error.Corrupt($"its configuration cannot be read: {broken.Message}");
        }
    }
}

/// <summary>A row's fields.</summary>
sealed record DeploymentFields(DeploymentSpec Spec, WantedState Wanted, int Replaces, JsonElement Run);

/// <summary>Their JSON: money as strings.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = [typeof(MoneyString), typeof(JsonStringEnumConverter<WantedState>), typeof(JsonStringEnumConverter<DeploymentMode>), typeof(JsonStringEnumConverter<Bots.BotState>), typeof(JsonStringEnumConverter<RuleUnit>)])]
[JsonSerializable(typeof(DeploymentFields))]
[JsonSerializable(typeof(Bots.BotStatus))]
sealed partial class DeploymentJson : JsonSerializerContext;

/// <summary>Money as a string in plain decimal notation.</summary>
sealed class MoneyString : JsonConverter<decimal>
{
    public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && decimal.TryParse(reader.GetString(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            ? value : throw new JsonException("a decimal number in quotation marks is expected");

    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) => writer.WriteStringValue(Exact.Text(value));
}
