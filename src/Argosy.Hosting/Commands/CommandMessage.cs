using System.Text.Json;
using Argosy.Core.Values;

namespace Argosy.Hosting.Commands;

/// <summary>A command in the body of a request: plain text, or <c>{"command":"buy btc 80","id":"17","secret":"…","preview":false}</c>.</summary>
/// <param name="Text">The command.</param>
/// <param name="Id">The sender's id of it; empty where the body has none.</param>
/// <param name="Secret">Proof of the sender; empty where the body has none.</param>
/// <param name="IsPreview">Whether only what would be done is asked.</param>
public sealed record CommandMessage(string Text, string Id, string Secret, bool IsPreview)
{
    /// <summary>Reads a body, or says what is wrong with it.</summary>
    public static Result<CommandMessage> Read(string body)
    {
        ArgumentNullException.ThrowIfNull(body);
        if (!body.AsSpan().TrimStart().StartsWith("{")) return new CommandMessage(body.Trim(), "", "", IsPreview: false);
        try
        {
            using var json = JsonDocument.Parse(body);
            var (text, id, secret, preview) = ("", "", "", false);
            foreach (var member in json.RootElement.EnumerateObject())
            {
                switch (member.Name)
                {
                    case "command" when member.Value.ValueKind == JsonValueKind.String:
                        text = member.Value.GetString()!;
                        break;
                    case "id" when member.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number:
                        id = member.Value.ToString();
                        break;
                    case "secret" when member.Value.ValueKind == JsonValueKind.String:
                        secret = member.Value.GetString()!;
                        break;
                    case "preview" when member.Value.ValueKind is JsonValueKind.True or JsonValueKind.False:
                        preview = member.Value.GetBoolean();
                        break;
                    default:
                        return Error.BadInput($"'{member.Name}' is not known or of another kind; expected command, id, secret (texts) and preview (true or false)");
                }
            }
            return new CommandMessage(text, id, secret, preview);
        }
        catch (JsonException broken)
        {
            return Error.BadInput($"the body is no JSON at line {(broken.LineNumber ?? 0) + 1}, column {(broken.BytePositionInLine ?? 0) + 1}; expected a command, or an object with command and id");
        }
    }

    /// <summary>An answer as JSON: <c>{"outcome":"done","text":"…","repeated":false,"data":…}</c>.</summary>
    public static string Write(CommandAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return AnswerJson.Of(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("outcome", KebabCase.Of(answer.Outcome.ToString()));
            writer.WriteString("text", answer.Text);
            writer.WriteBoolean("repeated", answer.IsRepeated);
            if (answer.Json is { } data)
            {
                writer.WritePropertyName("data");
                writer.WriteRawValue(data);
            }
            writer.WriteEndObject();
        });
    }
}
