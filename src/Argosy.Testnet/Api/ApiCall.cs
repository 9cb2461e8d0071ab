using System.Text.Json.Nodes;

namespace Argosy.Testnet.Api;

/// <summary>A request as it came, unparsed: signatures cover its bytes.</summary>
/// <param name="Method">GET, POST, PUT or DELETE.</param>
/// <param name="Path">From the root, without query.</param>
/// <param name="Query">Without the question mark.</param>
/// <param name="Body">Form fields.</param>
/// <param name="Key">API key header; null without one.</param>
/// <param name="Address">Where it came from; weights are counted by it.</param>
internal sealed record ApiCall(string Method, string Path, string Query, string Body, string? Key, string Address)
{
    /// <summary>Its parameters were signed in another way that was checked already.</summary>
    public bool IsAuthenticated { get; init; }
}

/// <summary>What is answered.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">JSON.</param>
internal sealed record ApiAnswer(int Status, string Body)
{
    /// <summary>Headers beside the body's.</summary>
    public List<(string Name, string Value)> Headers { get; } = [];

    /// <summary>An error as the exchange writes it.</summary>
    public static ApiAnswer Refused(RefusedException refusal)
    {
        var body = new JsonObject { ["code"] = refusal.Code, ["msg"] = refusal.Message };
        if (refusal.Details is { } details) body["data"] = details.DeepClone();
        var answer = new ApiAnswer(refusal.Status, body.ToJsonString(Json.Plain));
        if (refusal.RetryAfter is { } seconds) answer.Headers.Add(("Retry-After", seconds.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        return answer;
    }
}
