using System.Security.Cryptography;
using System.Text;
using Argosy.Testnet.Accounts;

namespace Argosy.Testnet.Api;

/// <summary>Checks who signed a request and whether it is fresh.</summary>
internal static class Signatures
{
    const long DefaultWindowMs = 5000, LongestWindowMs = 60_000, FutureMs = 1000;

    /// <summary>HMAC-SHA256 of a text, lower-case hex.</summary>
    public static string Sign(string secret, string text) => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text)));

    /// <summary>Refuses a request whose signature does not fit its bytes: the query followed directly by the body.</summary>
    public static void Check(Account account, ApiCall call)
    {
        var (query, inQuery) = WithoutSignature(call.Query);
        var (body, inBody) = WithoutSignature(call.Body);
        Check(account, query + body, inBody ?? inQuery ?? throw new RefusedException(-1102, "Mandatory parameter 'signature' was not sent, was empty/null, or malformed."));
    }

    /// <summary>Refuses a signature that is not this text's.</summary>
    public static void Check(Account account, string text, string signature)
    {
        var expected = Encoding.ASCII.GetBytes(Sign(account.Secret, text));
        if (!CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(signature))) throw new RefusedException(-1022, "Signature for this request is not valid.");
    }

    /// <summary>Refuses a request from another time.</summary>
    public static void CheckTime(Parameters parameters, long now)
    {
        var time = parameters.Whole("timestamp") ?? throw new RefusedException(-1102, "Mandatory parameter 'timestamp' was not sent, was empty/null, or malformed.");
        var window = parameters.Number("recvWindow") ?? DefaultWindowMs;
        if (window > LongestWindowMs) throw new RefusedException(-1131, "Timestamp for this request is outside of the recvWindow.");
        if (time >= now + FutureMs) throw new RefusedException(-1021, "Timestamp for this request was 1000ms ahead of the server's time.");
        if (now - time > window) throw new RefusedException(-1021, "Timestamp for this request is outside of the recvWindow.");
    }

    static (string Text, string? Signature) WithoutSignature(string text)
    {
        string? signature = null;
        var kept = new List<string>();
        foreach (var pair in text.Split('&'))
        {
            if (pair.StartsWith("signature=", StringComparison.Ordinal)) signature = Uri.UnescapeDataString(pair["signature=".Length..]);
            else kept.Add(pair);
        }
        return (string.Join('&', kept), signature);
    }
}
