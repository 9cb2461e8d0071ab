using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Argosy.Server.Auth;
using Argosy.Storage.Sqlite;

namespace Argosy.Server.Tests;

public sealed class AdministrationTests : IAsyncLifetime
{
    readonly VirtualClock _clock = new();
    ServerRig _rig = null!;

    public async Task InitializeAsync() => _rig = await ServerRig.StartAsync(parts: parts => parts with { Time = _clock });

    public async Task DisposeAsync() => await _rig.DisposeAsync();

    [Fact]
    public async Task Users_AreAddedChangedAndRemoved()
    {
        using var owner = await _rig.LoginAsync(Role.Owner);
        var added = await ServerRig.JsonAsync(await owner.PostAsJsonAsync("/api/users", new { name = "ben", role = "trader", password = "another long word" }), HttpStatusCode.Created);
        Assert.Equal("trader", added.GetProperty("role").GetString());
        Assert.Equal(HttpStatusCode.Conflict, (await owner.PostAsJsonAsync("/api/users", new { name = "ben", role = "trader", password = "another long word" })).StatusCode);
        using var ben = _rig.Stranger();
        await ServerRig.JsonAsync(await ben.PostAsJsonAsync("/auth/login", new { name = "ben", password = "another long word" }));
        var changed = await ServerRig.JsonAsync(await owner.PatchAsJsonAsync("/api/users/ben", new { role = "viewer" }));
        Assert.Equal("viewer", changed.GetProperty("role").GetString());
        Assert.Equal(HttpStatusCode.Unauthorized, (await ben.GetAsync("/api/settings")).StatusCode);
        Assert.Equal(2, (await ServerRig.JsonAsync(await owner.GetAsync("/api/users"))).GetArrayLength());
        Assert.Equal(HttpStatusCode.NoContent, (await owner.DeleteAsync("/api/users/ben")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await owner.DeleteAsync("/api/users/ben")).StatusCode);
    }

    [Fact]
    public async Task Users_TheLastOwnerStays()
    {
        using var owner = await _rig.LoginAsync(Role.Owner);
        Assert.Equal(HttpStatusCode.Conflict, (await owner.DeleteAsync("/api/users/owner")).StatusCode);
        foreach (var patch in (object[])[new { role = "developer" }, new { disabled = true }]) Assert.Equal(HttpStatusCode.Conflict, (await owner.PatchAsJsonAsync("/api/users/owner", patch)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await owner.GetAsync("/api/users")).StatusCode);
    }

    [Fact]
    public async Task SecondFactor_IsAskedForAndEachCodeCountsOnce()
    {
        using var client = await _rig.LoginAsync(Role.Trader);
        var secret = (await ServerRig.JsonAsync(await client.PostAsync("/api/me/totp", null))).GetProperty("secret").GetString()!;
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsJsonAsync("/api/me/totp/confirm", new { code = "000000" })).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await client.PostAsJsonAsync("/api/me/totp/confirm", new { code = Code(secret) })).StatusCode);
        using var other = _rig.Stranger();
        Task<HttpResponseMessage> Login(string? totp) => other.PostAsJsonAsync("/auth/login", new { name = "trader", password = ServerRig.Password, totp });
        Assert.Equal("totp-required", (await ServerRig.JsonAsync(await Login(null), HttpStatusCode.Unauthorized)).GetProperty("code").GetString());
        // The code of the confirmation was its one use.
        Assert.Equal("unauthorized", (await ServerRig.JsonAsync(await Login(Code(secret)), HttpStatusCode.Unauthorized)).GetProperty("code").GetString());
        _clock.Move(TimeSpan.FromSeconds(30));
        var code = Code(secret);
        Assert.True((await ServerRig.JsonAsync(await Login(code))).GetProperty("user").GetProperty("hasTotp").GetBoolean());
        Assert.Equal(HttpStatusCode.Unauthorized, (await Login(code)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync("/api/me/totp")).StatusCode);
        await ServerRig.JsonAsync(await Login(null));
    }

    [Fact]
    public async Task Password_IsChangedWithTheOldOneAndOtherLoginsEnd()
    {
        using var client = await _rig.LoginAsync(Role.Viewer);
        using var elsewhere = await _rig.LoginAsync(Role.Viewer);
        Assert.Equal("old", (await ServerRig.JsonAsync(await client.PostAsJsonAsync("/api/me/password", new { old = "wrong", @new = "yet another word" }), HttpStatusCode.BadRequest)).GetProperty("field").GetString());
        Assert.Equal(HttpStatusCode.NoContent, (await client.PostAsJsonAsync("/api/me/password", new { old = ServerRig.Password, @new = "yet another word" })).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/settings")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await elsewhere.GetAsync("/api/settings")).StatusCode);
    }

    [Fact]
    public async Task Sessions_AreListedAndEnded()
    {
        using var owner = await _rig.LoginAsync(Role.Owner);
        using var viewer = await _rig.LoginAsync(Role.Viewer);
        var all = (await ServerRig.JsonAsync(await owner.GetAsync("/api/sessions"))).EnumerateArray().ToArray();
        Assert.Equal(2, all.Length);
        var own = (await ServerRig.JsonAsync(await viewer.GetAsync("/api/sessions"))).EnumerateArray().Single();
        Assert.True(own.GetProperty("isCurrent").GetBoolean());
        var owners = all.Single(session => session.GetProperty("user").GetString() == "owner").GetProperty("id").GetString();
        Assert.Equal(HttpStatusCode.NotFound, (await viewer.DeleteAsync($"/api/sessions/{owners}")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await owner.DeleteAsync($"/api/sessions/{own.GetProperty("id").GetString()}")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await viewer.GetAsync("/api/sessions")).StatusCode);
    }

    [Fact]
    public async Task Tokens_AreMadeByLoginsForNoMoreThanTheirUserMayAndEnd()
    {
        using var trader = await _rig.LoginAsync(Role.Trader);
        Assert.Equal(HttpStatusCode.Forbidden, (await trader.PostAsJsonAsync("/api/tokens", new { name = "robot", scopes = (string[])["develop"] })).StatusCode);
        var made = await ServerRig.JsonAsync(await trader.PostAsJsonAsync("/api/tokens", new { name = "robot", scopes = (string[])["trade"], expires = _clock.GetUtcNow().AddHours(1).ToUnixTimeMilliseconds() }), HttpStatusCode.Created);
        var (token, id) = (made.GetProperty("token").GetString()!, made.GetProperty("info").GetProperty("id").GetString());
        Assert.DoesNotContain(token, (await ServerRig.JsonAsync(await trader.GetAsync("/api/tokens"))).GetRawText(), StringComparison.Ordinal);
        using var robot = _rig.Stranger();
        robot.DefaultRequestHeaders.Add("Authorization", $"Bearer {token}");
        Assert.Equal(HttpStatusCode.OK, (await robot.GetAsync("/api/settings")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await robot.PostAsJsonAsync("/api/tokens", new { name = "child", scopes = (string[])["read"] })).StatusCode);
        _clock.Move(TimeSpan.FromHours(1));
        Assert.Equal(HttpStatusCode.Unauthorized, (await robot.GetAsync("/api/settings")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await trader.DeleteAsync($"/api/tokens/{id}")).StatusCode);
    }

    [Fact]
    public async Task Preferences_AreEachUsersOwn()
    {
        using var one = await _rig.LoginAsync(Role.Viewer);
        using var two = await _rig.LoginAsync(Role.Trader);
        Assert.Equal(HttpStatusCode.NoContent, (await one.PutAsJsonAsync("/api/me/preferences", new { density = "compact" })).StatusCode);
        Assert.Equal("compact", (await ServerRig.JsonAsync(await one.GetAsync("/api/me/preferences"))).GetProperty("density").GetString());
        Assert.Equal("{}", (await ServerRig.JsonAsync(await two.GetAsync("/api/me/preferences"))).GetRawText());
        Assert.Equal(HttpStatusCode.BadRequest, (await one.PutAsJsonAsync("/api/me/preferences", new { text = new string('x', 66_000) })).StatusCode);
    }

    [Fact]
    public async Task Settings_ChangedInBetween_AreRefused()
    {
        using var owner = await _rig.LoginAsync(Role.Owner);
        var read = await owner.GetAsync("/api/settings");
        var tag = read.Headers.ETag!.Tag;
        using var again = new HttpRequestMessage(HttpMethod.Get, "/api/settings") { Headers = { { "If-None-Match", tag } } };
        Assert.Equal(HttpStatusCode.NotModified, (await owner.SendAsync(again)).StatusCode);
        HttpRequestMessage Save(string zone) => new(HttpMethod.Put, "/api/settings") { Headers = { { "If-Match", tag } }, Content = JsonContent.Create(new { timeZone = zone, name = "desk" }) };
        Assert.Equal(HttpStatusCode.BadRequest, (await owner.SendAsync(Save("Mars/Olympus"))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await owner.SendAsync(Save("UTC"))).StatusCode);
        Assert.Equal("changed", (await ServerRig.JsonAsync(await owner.SendAsync(Save("UTC")), HttpStatusCode.PreconditionFailed)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task Writes_WithAKey_AreDoneOnce()
    {
        using var owner = await _rig.LoginAsync(Role.Owner);
        HttpRequestMessage Add(string name, string key) => new(HttpMethod.Post, "/api/users") { Headers = { { "Idempotency-Key", key } }, Content = JsonContent.Create(new { name, role = "viewer", password = "another long word" }) };
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => owner.SendAsync(Add("ben", "key-of-ben"))));
        Assert.All(answers, answer => Assert.True(answer.StatusCode is HttpStatusCode.Created or HttpStatusCode.Conflict));
        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        var again = await owner.SendAsync(Add("ben", "key-of-ben"));
        Assert.Equal("ben", (await ServerRig.JsonAsync(again, HttpStatusCode.Created)).GetProperty("name").GetString());
        Assert.Equal("true", again.Headers.GetValues("Idempotency-Replayed").Single());
        Assert.Equal(HttpStatusCode.Conflict, (await owner.SendAsync(Add("cleo", "key-of-ben"))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await owner.SendAsync(Add("cleo", "short"))).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await owner.SendAsync(Add("cleo", "key-of-cleo"))).StatusCode);
        Assert.Equal(3, (await _rig.Database.Users.List()).Count);
        _clock.Move(TimeSpan.FromHours(25));
        using var later = await _rig.LoginAsync(Role.Owner, "later");
        Assert.Equal(HttpStatusCode.Created, (await later.SendAsync(Add("dora", "key-of-dora"))).StatusCode);
        Assert.Null(await _rig.Database.Idempotency.Begin("owner", "key-of-ben", "hash", 1));
    }

    [Fact]
    public async Task Backup_FillsAnotherDatabase()
    {
        using var owner = await _rig.LoginAsync(Role.Owner);
        await owner.PutAsJsonAsync("/api/settings", new { timeZone = "UTC", name = "desk" });
        var backup = await (await owner.PostAsync("/api/backup", null)).Content.ReadAsStringAsync();
        await using var other = (await SqliteDatabase.Open(Path.Combine(_rig.Folder, "other.db"))).Value;
        var restored = await other.Restore(new StringReader(backup));
        Assert.True(restored.Ok, restored.Error?.Message);
        Assert.Contains("desk", await other.Documents.Get("server", "settings"), StringComparison.Ordinal);
        Assert.Empty(await other.Users.Sessions(null));
        Assert.Equal(["owner"], (await other.Users.List()).Select(user => user.Name));
    }

    [Fact]
    public async Task Writes_LeaveAnAuditLineAndBadLoginsToo()
    {
        using var owner = await _rig.LoginAsync(Role.Owner);
        var answer = await owner.PostAsJsonAsync("/api/users", new { name = "ben", role = "viewer", password = "another long word" });
        var correlation = answer.Headers.GetValues("X-Correlation-Id").Single();
        await owner.PostAsJsonAsync("/auth/login", new { name = "owner", password = "wrong wrong wrong" });
        await _rig.Trail.FlushAsync(TimeSpan.FromSeconds(10));
        var lines = await _rig.Database.Audit.From(0, 100);
        var line = lines.Single(entry => entry.Data.Contains(correlation, StringComparison.Ordinal));
        Assert.Equal(("owner", "write"), (line.Actor, line.Kind));
        Assert.Contains("/api/users", line.Data, StringComparison.Ordinal);
        Assert.Contains(lines, entry => entry.Kind == "login" && entry.Data.Contains("401", StringComparison.Ordinal));
        Assert.DoesNotContain("another long word", string.Concat(lines.Select(entry => entry.Data)), StringComparison.Ordinal);
        Assert.True((await _rig.Database.Audit.Verify()).Ok);
    }

    [Fact]
    public async Task Health_IsOneWordForStrangersAndInFullForUsers()
    {
        using var stranger = _rig.Stranger();
        var open = await ServerRig.JsonAsync(await stranger.GetAsync("/health"));
        Assert.Equal(("ok", "9.9.9"), (open.GetProperty("state").GetString(), open.GetProperty("version").GetString()));
        Assert.Equal(3, open.EnumerateObject().Count());
        using var viewer = await _rig.LoginAsync(Role.Viewer);
        var full = await ServerRig.JsonAsync(await viewer.GetAsync("/api/health"));
        Assert.Contains(full.GetProperty("checks").EnumerateArray(), check => check.GetProperty("name").GetString() == "database");
        Assert.Equal(HttpStatusCode.OK, (await stranger.GetAsync("/metrics")).StatusCode);
        using var proxied = new HttpRequestMessage(HttpMethod.Get, "/metrics") { Headers = { { "X-Forwarded-For", "10.1.1.1" } } };
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.SendAsync(proxied)).StatusCode);
    }

    [Fact]
    public async Task Bundle_HasHealthAndLogsAndNoSecrets()
    {
        Directory.CreateDirectory(Path.Combine(_rig.Folder, "logs"));
        await File.WriteAllTextAsync(Path.Combine(_rig.Folder, "logs", "application.log"), "a line\n");
        using var owner = await _rig.LoginAsync(Role.Owner);
        await using var stream = await (await owner.GetAsync("/api/health/bundle")).Content.ReadAsStreamAsync();
        await using var zip = new ZipArchive(stream);
        Assert.Equal(["health.json", "logs/application.log", "settings.json", "system.txt"], zip.Entries.Select(entry => entry.FullName).Order(StringComparer.Ordinal));
        var hash = (await _rig.Database.Users.Find("owner"))!.Password;
        foreach (var entry in zip.Entries)
        {
            using var reader = new StreamReader(await entry.OpenAsync(), Encoding.UTF8);
            Assert.DoesNotContain(hash, await reader.ReadToEndAsync(), StringComparison.Ordinal);
        }
    }

    string Code(string secret)
    {
        const string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var bits = string.Concat(secret.Select(letter => Convert.ToString(alphabet.IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        var bytes = Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2)).ToArray();
        return Totp.CodeAt(bytes, _clock.GetUtcNow());
    }
}
