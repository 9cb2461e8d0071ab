using System.Text.Json.Nodes;
using Argosy.Testnet.Accounts;

namespace Argosy.Testnet.Api;

/// <summary>One request the exchange understands.</summary>
/// <param name="Method">GET, POST, PUT or DELETE.</param>
/// <param name="Path">From the root.</param>
/// <param name="Access">Who may ask.</param>
/// <param name="Weight">What it costs.</param>
/// <param name="Answer">Makes the answer, or refuses.</param>
internal sealed record Route(string Method, string Path, Access Access, int Weight, Func<Request, JsonNode> Answer)
{
    /// <summary>Counts against the limit of orders.</summary>
    public bool IsOrder { get; init; }
}

/// <summary>Who may ask.</summary>
internal enum Access
{
    /// <summary>Everybody.</summary>
    Open,
    /// <summary>Who names an API key.</summary>
    Key,
    /// <summary>Who signs with the key's secret.</summary>
    Signed,
}

/// <summary>A request that was let in.</summary>
internal sealed class Request(Parameters parameters, Account? account)
{
    public Parameters Parameters { get; } = parameters;

    /// <summary>Who asks; only of routes that want a key.</summary>
    public Account Account => account ?? throw new InvalidOperationException("a public route has no account");
}
