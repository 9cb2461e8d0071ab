using System.Text;
using System.Text.Json;

namespace Argosy.Scripting.TypeScript;

/// <summary>What a bot's process says first: what the bot exports.</summary>
/// <param name="Parameters">The value of its export <c>parameters</c>.</param>
/// <param name="HasFillHandler">Whether it wants to be called for each fill.</param>
sealed record BotHello(JsonElement Parameters, bool HasFillHandler)
{
    /// <summary>Reads it; null for what is none.</summary>
    public static BotHello? Read(ReadOnlySpan<byte> answer)
    {
        var reader = new AnswerReader(answer);
        var kind = reader.Byte();
        var text = reader.Text();
        if (reader.IsBroken || kind != (byte)BotFrame.Begin) return null;
        try
        {
            using var document = JsonDocument.Parse(Encoding.UTF8.GetBytes(text));
            var root = document.RootElement;
            return new BotHello(root.GetProperty("parameters").Clone(), root.GetProperty("hasOnFill").GetBoolean());
        }
        catch (Exception wrong) when (wrong is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }
}
