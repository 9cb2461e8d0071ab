using System.Net;
using Argosy.Hosting.Accounts;
using Argosy.Hosting.Auditing;
using Argosy.Hosting.Observing;
using Argosy.Hosting.Ports;
using Argosy.Storage.Sqlite;

namespace Argosy.Server.Tests;

/// <summary>A server on loopback with a real database in a folder of its own.</summary>
sealed class ServerRig : IAsyncDisposable
{
    ServerRig(string folder, IDatabase database, AuditTrail trail, KeyVault vault, HostMetrics metrics) => (Folder, Database, Trail, Vault, Metrics) = (folder, database, trail, vault, metrics);

    public string Folder { get; }

    public IDatabase Database { get; }

    public AuditTrail Trail { get; }

    public KeyVault Vault { get; }

    public HostMetrics Metrics { get; }

    public ArgosyServer Server { get; private set; } = null!;

    public static async Task<ServerRig> StartAsync(Func<ServerOptions, ServerOptions>? options = null, Func<ServerParts, ServerParts>? parts = null)
    {
        var folder = Directory.CreateTempSubdirectory("argosy-server-").FullName;
        var database = (await SqliteDatabase.Open(Path.Combine(folder, "argosy.db"))).Value;
        var trail = await AuditTrail.OpenAsync(database.Audit, null, TimeProvider.System, _ => { }, CancellationToken.None);
        var rig = new ServerRig(folder, database, trail, KeyVault.Open(KeyVault.NewMasterKey()).Value, new HostMetrics());
        var given = new ServerOptions { Folder = folder, Port = 0, Version = "9.9.9", PasswordRounds = 1_000 };
        var made = new ServerParts { Database = database, Trail = trail, Vault = rig.Vault, Metrics = rig.Metrics };
        var started = await ArgosyServer.StartAsync(options?.Invoke(given) ?? given, parts?.Invoke(made) ?? made, CancellationToken.None);
        rig.Server = started.Ok ? started.Value : throw new InvalidOperationException(started.Error!.Message);
        return rig;
    }

    /// <summary>A client without a login, with a cookie jar of its own.</summary>
    public HttpClient Stranger() => new(new SocketsHttpHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false }) { BaseAddress = Server.Address };

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Trail.DisposeAsync();
        await Database.DisposeAsync();
        Vault.Dispose();
        Metrics.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
