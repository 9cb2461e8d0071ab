using System.Text.Json;
using Argosy.Hosting.Ports;
using Argosy.Server.Http;

namespace Argosy.Server.Administration;

/// <summary>What an owner sets for everybody.</summary>
/// <param name="TimeZone">Time zone in which the web app shows times unless a user chose another: UTC or an IANA name.</param>
/// <param name="Name">What the web app calls this server; empty for nothing.</param>
internal sealed record ServerSettings(string TimeZone = "UTC", string Name = "")
{
    const string Scope = "server", Document = "settings";
    const int MostName = 40;

    /// <summary>The settings as they are stored, or the usual ones.</summary>
    public static async Task<ServerSettings> ReadAsync(IDatabase database, CancellationToken cancel) =>
        await database.Documents.Get(Scope, Document, cancel) is { } text ? JsonSerializer.Deserialize<ServerSettings>(text, ApiJson.Options)! : new ServerSettings();

    /// <summary>What is wrong with them; null where nothing is.</summary>
    public ApiFailure? Fault()
    {
        if (TimeZone != "UTC" && !TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _)) return ApiFailure.BadInput($"'{TimeZone}' is no time zone; expected UTC or a name like Europe/Berlin", "timeZone");
        return Name.Length > MostName ? ApiFailure.BadInput($"expected at most {MostName} characters", "name") : null;
    }

    /// <summary>Stores them.</summary>
    public Task SaveAsync(IDatabase database, CancellationToken cancel) => database.Documents.Put(Scope, Document, JsonSerializer.Serialize(this, ApiJson.Options), cancel);
}
