using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Argosy.Core.Values;
using Argosy.Hosting.Accounts;
using Argosy.Hosting.Auditing;
using Argosy.Hosting.Observing;
using Argosy.Hosting.Ports;
using Argosy.Server.Auth;
using Argosy.Storage.Sqlite;
using Argosy.Venues.Probing;
using Microsoft.Extensions.DependencyInjection;

namespace Argosy.Server.Tests;

/// <summary>A server on loopback with a real database in a folder of its own.</summary>
sealed class ServerRig : IAsyncDisposable
{
    ServerRig(string folder, IDatabase database, AuditTrail trail, KeyVault vault, HostMetrics metrics) => (Folder, Database, Trail, Vault, Metrics) = (folder, database, trail, vault, metrics);

    /// <summary>Everybody's password.</summary>
    public const string Password = "a long enough word";

    public string Folder { get; }

    public IDatabase Database { get; }

    public AuditTrail Trail { get; }

    public KeyVault Vault { get; }

    public HostMetrics Metrics { get; }

    public HttpClient Http { get; } = new();

    public ArgosyServer Server { get; set; } = null!;

    /// <summary>What it was started with.</summary>
    public ServerParts Parts { get; private set; } = null!;

    public static async Task<ServerRig> StartAsync(Func<ServerOptions, ServerOptions>? options = null, Func<ServerParts, ServerParts>? parts = null)
    {
        var folder = Directory.CreateTempSubdirectory("argosy-server-").FullName;
        var database = (await SqliteDatabase.Open(Path.Combine(folder, "argosy.db"))).Value;
        var trail = await AuditTrail.OpenAsync(database.Audit, null, TimeProvider.System, _ => { }, CancellationToken.None);
        var rig = new ServerRig(folder, database, trail, KeyVault.Open(KeyVault.NewMasterKey()).Value, new HostMetrics());
        var given = new ServerOptions { Folder = folder, Port = 0, Version = "9.9.9", PasswordRounds = 1_000 };
        var made = new ServerParts { Database = database, Trail = trail, Vault = rig.Vault, Metrics = rig.Metrics, Services = services => services.AddSingleton<IAccountProbe>(_ => new VenueProbe(rig.Http, TimeProvider.System)) };
        rig.Parts = parts?.Invoke(made) ?? made;
        var started = await ArgosyServer.StartAsync(options?.Invoke(given) ?? given, rig.Parts, CancellationToken.None);
        rig.Server = started.Ok ? started.Value : throw new InvalidOperationException(started.Error!.Message);
        return rig;
    }

    /// <summary>A client without a login, with a cookie jar of its own.</summary>
    public HttpClient Stranger() => new(new SocketsHttpHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false }) { BaseAddress = Server.Address };

    /// <summary>A client of a user of this role, logged in over HTTP, which sends what writes need.</summary>
    public async Task<HttpClient> LoginAsync(Role role, string? name = null)
    {
        var user = name ?? KebabCase.Of(role.ToString());
        await Database.Users.Add(new UserRow { Name = user, Role = KebabCase.Of(role.ToString()), Password = PasswordHash.Of(Password, 1_000), CreatedAt = 1 });
        var client = Stranger();
        var answer = await client.PostAsJsonAsync("/auth/login", new { name = user, password = Password });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        var state = await answer.Content.ReadFromJsonAsync<JsonElement>();
        client.DefaultRequestHeaders.Add("X-CSRF-Token", state.GetProperty("csrf").GetString());
        return client;
    }

    /// <summary>Reads an answer's JSON, after its status.</summary>
    public static async Task<JsonElement> JsonAsync(HttpResponseMessage answer, HttpStatusCode expected = HttpStatusCode.OK)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == expected, $"{(int)answer.StatusCode} for {answer.RequestMessage?.Method} {answer.RequestMessage?.RequestUri}: {text}");
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Trail.DisposeAsync();
        await Database.DisposeAsync();
        Vault.Dispose();
        Metrics.Dispose();
        Http.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
