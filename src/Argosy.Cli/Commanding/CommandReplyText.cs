using System.Text.Json;
using Argosy.Core.Values;

namespace Argosy.Cli.Commanding;

/// <summary>What a listener answered to a command that was done or previewed.</summary>
/// <param name="Text">For people.</param>
/// <param name="Whole">All of it.</param>
sealed record CommandReplyText(string Text, JsonElement Whole)
{
    /// <summary>Reads an answer, a host's (<c>outcome</c>, <c>text</c>) or a server's (<c>answer</c>; <c>meaning</c> or <c>error</c> of a preview; <c>code</c>, <c>message</c> of a failure).</summary>
    /// <returns>What was done, or why it was not.</returns>
    public static Result<CommandReplyText> Read(int status, string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement.Clone();
            if (Word(root, "outcome") is { } outcome)
            {
                var text = root.GetProperty("text").GetString()!;
                return outcome is "done" or "preview" ? new CommandReplyText(text, root) : new Error(outcome == "invalid" ? ErrorKind.BadInput : outcome == "unauthorised" ? ErrorKind.Unauthorised : ErrorKind.Refused, text);
            }
            if (Word(root, "code") is not null) return new Error(status == 400 ? ErrorKind.BadInput : status is 401 or 403 ? ErrorKind.Unauthorised : ErrorKind.Refused, root.GetProperty("message").GetString()!);
            if (root.TryGetProperty("error", out var wrong) && wrong.ValueKind == JsonValueKind.Object) return Error.BadInput($"position {wrong.GetProperty("position").GetInt32()}: {wrong.GetProperty("message").GetString()}");
            if ((Word(root, "answer") ?? Word(root, "meaning")) is { } said) return new CommandReplyText(said, root);
        }
        catch (Exception strange) when (strange is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // Said below.
        }
        return new Error(ErrorKind.Unavailable, $"what answers there is no host of Argosy (status {status})");
    }

    static string? Word(JsonElement root, string name) => root.ValueKind == JsonValueKind.Object && root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
