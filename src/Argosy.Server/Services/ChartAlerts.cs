using System.Text.Json;
using Argosy.Hosting.Ports;
using Argosy.Server.Auth;
using Argosy.Server.Http;

namespace Argosy.Server.Services;

/// <summary>What proves a chart program to <c>POST /webhook</c>: a secret of which only the hash is kept. Without one the door is shut.</summary>
/// <param name="Hash">Of the secret.</param>
/// <param name="By">Who opened it.</param>
/// <param name="At">When, Unix ms.</param>
internal sealed record ChartAlerts(string Hash, string By, long At)
{
    const string Scope = "server", Document = "chart-alerts";

    /// <summary>As it is stored; null where the door is shut.</summary>
    public static async Task<ChartAlerts?> ReadAsync(IDatabase database, CancellationToken cancel) =>
        await database.Documents.Get(Scope, Document, cancel) is { Length: > 0 } text ? JsonSerializer.Deserialize<ChartAlerts>(text, ApiJson.Options) : null;

    /// <summary>Opens the door with a new secret, which is told this once.</summary>
    public static async Task<string> OpenAsync(IDatabase database, string by, long now, CancellationToken cancel)
    {
        var secret = Secret.New();
        await database.Documents.Put(Scope, Document, JsonSerializer.Serialize(new ChartAlerts(Secret.HashOf(secret), by, now), ApiJson.Options), cancel);
        return secret;
    }

    /// <summary>Shuts it.</summary>
    public static Task ShutAsync(IDatabase database, CancellationToken cancel) => database.Documents.Put(Scope, Document, "null", cancel);

    /// <summary>Whether a secret is the one.</summary>
    public bool Knows(string secret) => secret.Length > 0 && Secret.IsSame(Secret.HashOf(secret), Hash);
}
