using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace Argosy.Testnet.Api;

/// <summary>A request the exchange answers with an error code; caught where answers are made and nowhere else.</summary>
/// <param name="code">The exchange's code, negative.</param>
/// <param name="text">Its message.</param>
/// <param name="status">HTTP status.</param>
[SuppressMessage("Design", "CA1064:Exceptions should be public", Justification = "It never leaves the door of the exchange.")]
internal sealed class RefusedException(int code, string text, int status = 400) : Exception(text)
{
    public int Code { get; } = code;

    public int Status { get; } = status;

    /// <summary>More about it, the field data of the answer; null without.</summary>
    public JsonObject? Details { get; init; }

    /// <summary>Seconds for the Retry-After header; null without one.</summary>
    public long? RetryAfter { get; init; }
}
