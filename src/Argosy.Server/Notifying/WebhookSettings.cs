using System.Text.Json;
using Argosy.Core.Values;
using Argosy.Hosting.Accounts;
using Argosy.Hosting.Ports;
using Argosy.Server.Http;

namespace Argosy.Server.Notifying;

/// <summary>Where alerts are posted and which; address and secret lie sealed, as either may be what proves us to the receiver.</summary>
/// <param name="IsOn">Whether anything is posted.</param>
/// <param name="Address">Sealed; null where none is set.</param>
/// <param name="Secret">Sealed; null for none.</param>
/// <param name="Least">The least severity.</param>
/// <param name="Muted">Kinds that are not told.</param>
internal sealed record WebhookSettings(bool IsOn, string? Address, string? Secret, AlertSeverity Least, IReadOnlyList<AlertKind> Muted)
{
    const string Scope = "server", Document = "notifications", SealedFor = "notifications";

    /// <summary>Before anybody set one.</summary>
    public static WebhookSettings None { get; } = new(IsOn: false, null, null, AlertSeverity.Warning, []);

    /// <summary>As they are stored.</summary>
    public static async Task<WebhookSettings> ReadAsync(IDatabase database, CancellationToken cancel) =>
        await database.Documents.Get(Scope, Document, cancel) is { } text ? JsonSerializer.Deserialize<WebhookSettings>(text, ApiJson.Options)! : None;

    /// <summary>Stores them.</summary>
    public Task SaveAsync(IDatabase database, CancellationToken cancel) => database.Documents.Put(Scope, Document, JsonSerializer.Serialize(this, ApiJson.Options), cancel);

    /// <summary>Seals an address or a secret.</summary>
    public static string Seal(KeyVault vault, string text) => Convert.ToBase64String(vault.Seal(SealedFor, System.Text.Encoding.UTF8.GetBytes(text)));

    /// <summary>Opens it again.</summary>
    public static Result<string> Open(KeyVault vault, string held)
    {
        var opened = vault.Unseal(SealedFor, Convert.FromBase64String(held));
        return opened.Ok ? System.Text.Encoding.UTF8.GetString(opened.Value) : opened.Error!;
    }
}
