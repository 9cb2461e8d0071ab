using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Argosy.Server.Auth;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Argosy.Server.Tests;

/// <summary>Nothing that opens anything is written down: not in logs of any depth, not in the database, a dump or the audit log.</summary>
public sealed class SecretTests : IAsyncLifetime
{
    readonly Lines _log = new();
    ServerRig _rig = null!;

    public async Task InitializeAsync() => _rig = await ServerRig.StartAsync(parts: parts => parts with { Services = parts.Services + (services => services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace)).AddSingleton<ILoggerProvider>(_log)) });

    public async Task DisposeAsync() => await _rig.DisposeAsync();

    [Fact]
    public async Task Secrets_AreWrittenNowhere()
    {
        var secrets = new List<string> { ServerRig.Password, "a wrong password", "the-key-that-is-refused", "the-secret-that-is-refused", "a-password-in-a-broken-body" };
        using var owner = await _rig.LoginAsync(Role.Owner);
        secrets.Add(owner.DefaultRequestHeaders.GetValues("X-CSRF-Token").Single());
        var answer = await owner.PostAsJsonAsync("/auth/login", new { name = "owner", password = ServerRig.Password });
        secrets.Add(answer.Headers.GetValues("Set-Cookie").Last().Split(';')[0].Split('=', 2)[1]);
        var csrf = (await ServerRig.JsonAsync(answer)).GetProperty("csrf").GetString()!;
        owner.DefaultRequestHeaders.Remove("X-CSRF-Token");
        owner.DefaultRequestHeaders.Add("X-CSRF-Token", csrf);
        owner.DefaultRequestHeaders.Add("Idempotency-Key", "a-key-of-secrets");
        var token = await ServerRig.JsonAsync(await owner.PostAsJsonAsync("/api/tokens", new { name = "robot", scopes = (string[])["read"] }), HttpStatusCode.Created);
        secrets.Add(token.GetProperty("token").GetString()!);
        // The key was used: what is told again is that it was done, not the secret.
        Assert.Equal(HttpStatusCode.Conflict, (await owner.PostAsJsonAsync("/api/tokens", new { name = "robot", scopes = (string[])["read"] })).StatusCode);
        owner.DefaultRequestHeaders.Remove("Idempotency-Key");
        secrets.Add((await ServerRig.JsonAsync(await owner.PostAsync("/api/me/totp", null))).GetProperty("secret").GetString()!);
        using var robot = _rig.Stranger();
        robot.DefaultRequestHeaders.Add("Authorization", $"Bearer {secrets[^2]}");
        Assert.Equal(HttpStatusCode.OK, (await robot.GetAsync("/api/settings")).StatusCode);
        await owner.PostAsJsonAsync("/auth/login", new { name = "a wrong password", password = "a wrong password" });
        await owner.PostAsJsonAsync("/api/accounts", new { name = "main", venue = "binance", key = "the-key-that-is-refused", secret = "the-secret-that-is-refused", url = "http://127.0.0.1:1" });
        using var broken = new StringContent("{\"name\":\"ben\",\"password\":\"a-password-in-a-broken-body\",", Encoding.UTF8, "application/json");
        Assert.Equal(HttpStatusCode.BadRequest, (await owner.PostAsync("/api/users", broken)).StatusCode);

        await _rig.Trail.FlushAsync(TimeSpan.FromSeconds(10));
        using var dump = new StringWriter();
        await _rig.Database.Backup(dump);
        var places = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["the log"] = string.Join('\n', _log.Written),
            ["a dump"] = dump.ToString(),
            ["the audit log"] = string.Concat((await _rig.Database.Audit.From(0, 1_000)).Select(line => line.Actor + line.Data)),
        };
        foreach (var file in Directory.GetFiles(_rig.Folder)) places[Path.GetFileName(file)] = await TextOf(file);
        Assert.Contains("argosy.db", places.Keys);
        Assert.NotEmpty(_log.Written);
        foreach (var (place, text) in places)
        {
            foreach (var secret in secrets) Assert.False(text.Contains(secret, StringComparison.Ordinal), $"{place} holds '{secret}'");
        }
    }

    static async Task<string> TextOf(string file)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return await reader.ReadToEndAsync();
    }

    sealed class Lines : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Written { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Written.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
