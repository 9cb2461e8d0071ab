using System.Net;
using System.Net.Http.Json;
using System.Text;
using Argosy.Hosting.Ports;
using Argosy.Server.Auth;

namespace Argosy.Server.Tests;

public sealed class LoginTests : IAsyncLifetime
{
    readonly VirtualClock _clock = new();
    ServerRig _rig = null!;

    public async Task InitializeAsync() => _rig = await ServerRig.StartAsync(options => options with { SetUpCode = "12345678" }, parts => parts with { Time = _clock });

    public async Task DisposeAsync() => await _rig.DisposeAsync();

    [Fact]
    public async Task SetUp_MakesTheOwnerOnceAndLogsIn()
    {
        using var client = _rig.Stranger();
        Assert.True((await ServerRig.JsonAsync(await client.GetAsync("/auth/state"))).GetProperty("firstRun").GetBoolean());
        await Refused(await client.PostAsJsonAsync("/auth/setup", new { name = "Anna", password = "a long enough word" }), HttpStatusCode.BadRequest, "bad-input");
        await Refused(await client.PostAsJsonAsync("/auth/setup", new { name = "anna", password = "short" }), HttpStatusCode.BadRequest, "bad-input");
        var state = await ServerRig.JsonAsync(await client.PostAsJsonAsync("/auth/setup", new { name = "anna", password = "a long enough word" }));
        Assert.Equal("owner", state.GetProperty("user").GetProperty("role").GetString());
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/settings")).StatusCode);
        using var other = _rig.Stranger();
        await Refused(await other.PostAsJsonAsync("/auth/setup", new { name = "eve", password = "a long enough word" }), HttpStatusCode.Conflict, "conflict");
        Assert.False((await ServerRig.JsonAsync(await other.GetAsync("/auth/state"))).GetProperty("firstRun").GetBoolean());
    }

    // A page of another site whose name was pointed at this machine must not claim a new server.
    [Fact]
    public async Task SetUp_UnderAForeignName_TakesTheCode()
    {
        using var client = _rig.Stranger();
        HttpRequestMessage Request(string code) => new(HttpMethod.Post, "/auth/setup") { Headers = { Host = "rebound.example" }, Content = JsonContent.Create(new { name = "eve", password = "a long enough word", code }) };
        await Refused(await client.SendAsync(Request("")), HttpStatusCode.Forbidden, "forbidden");
        Assert.Equal(HttpStatusCode.OK, (await client.SendAsync(Request("12345678"))).StatusCode);
    }

    [Fact]
    public async Task SetUp_FromAnotherSite_IsForbidden()
    {
        using var client = _rig.Stranger();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/auth/setup") { Headers = { { "Origin", "https://elsewhere.example" } }, Content = JsonContent.Create(new { name = "eve", password = "a long enough word" }) };
        await Refused(await client.SendAsync(request), HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task Cookie_IsOutOfReachOfScriptsAndOtherSites()
    {
        using var client = await _rig.LoginAsync(Role.Owner);
        var answer = await client.PostAsJsonAsync("/auth/login", new { name = "owner", password = ServerRig.Password });
        var cookie = answer.Headers.GetValues("Set-Cookie").Last().ToLowerInvariant();
        Assert.Contains("httponly", cookie, StringComparison.Ordinal);
        Assert.Contains("samesite=strict", cookie, StringComparison.Ordinal);
        Assert.Contains("path=/", cookie, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Login_GivesANewIdWhateverTheBrowserBrings()
    {
        using var client = await _rig.LoginAsync(Role.Trader);
        using var plain = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = _rig.Server.Address };
        const string planted = "planted-by-somebody-else";
        using var request = new HttpRequestMessage(HttpMethod.Post, "/auth/login") { Headers = { { "Cookie", $"argosy_session={planted}" } }, Content = JsonContent.Create(new { name = "trader", password = ServerRig.Password }) };
        var answer = await plain.SendAsync(request);
        Assert.DoesNotContain(planted, string.Join(' ', answer.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
        using var again = new HttpRequestMessage(HttpMethod.Get, "/api/settings") { Headers = { { "Cookie", $"argosy_session={planted}" } } };
        Assert.Equal(HttpStatusCode.Unauthorized, (await plain.SendAsync(again)).StatusCode);
        // A login within a login ends the one before.
        var before = (await _rig.Database.Users.Sessions("trader")).Select(s => s.Id).ToArray();
        await client.PostAsJsonAsync("/auth/login", new { name = "trader", password = ServerRig.Password });
        var after = (await _rig.Database.Users.Sessions("trader")).Select(s => s.Id).ToArray();
        Assert.Equal(before.Length, after.Length);
        Assert.Single(after.Except(before));
    }

    [Fact]
    public async Task Logout_EndsTheLogin()
    {
        using var client = await _rig.LoginAsync(Role.Viewer);
        Assert.Equal(HttpStatusCode.NoContent, (await client.PostAsync("/auth/logout", null)).StatusCode);
        Assert.Empty(await _rig.Database.Users.Sessions("viewer"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/api/settings")).StatusCode);
    }

    [Fact]
    public async Task BadLogin_TheEleventhInFiveMinutesIsTooMany()
    {
        using var good = await _rig.LoginAsync(Role.Owner);
        using var client = _rig.Stranger();
        for (var i = 0; i < 10; i++) await Refused(await client.PostAsJsonAsync("/auth/login", new { name = i % 2 == 0 ? "owner" : "nobody", password = "wrong" }), HttpStatusCode.Unauthorized, "unauthorized");
        var eleventh = await client.PostAsJsonAsync("/auth/login", new { name = "owner", password = ServerRig.Password });
        await Refused(eleventh, HttpStatusCode.TooManyRequests, "too-many");
        Assert.InRange(eleventh.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 300);
        Assert.Equal(HttpStatusCode.OK, (await good.GetAsync("/api/settings")).StatusCode);
        _clock.Move(TimeSpan.FromMinutes(5.1));
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsJsonAsync("/auth/login", new { name = "owner", password = ServerRig.Password })).StatusCode);
    }

    [Fact]
    public void Limits_OfANameCountOverAllAddresses()
    {
        var limits = new LoginLimits(_clock);
        for (var i = 0; i < LoginLimits.OfName; i++) limits.Failed($"10.0.0.{i}", "anna");
        Assert.NotNull(limits.Pause("10.0.1.1", "anna"));
        Assert.Null(limits.Pause("10.0.1.1", "ben"));
        _clock.Move(TimeSpan.FromMinutes(5));
        Assert.Null(limits.Pause("10.0.1.1", "anna"));
    }

    [Fact]
    public async Task Session_EndsWhenIdleAndAtItsAge()
    {
        using var idle = await _rig.LoginAsync(Role.Viewer);
        _clock.Move(TimeSpan.FromHours(12.1));
        Assert.Equal(HttpStatusCode.Unauthorized, (await idle.GetAsync("/api/settings")).StatusCode);
        using var busy = await _rig.LoginAsync(Role.Trader);
        for (var hours = 0; hours < 7 * 24; hours += 11)
        {
            Assert.Equal(HttpStatusCode.OK, (await busy.GetAsync("/api/settings")).StatusCode);
            _clock.Move(TimeSpan.FromHours(11));
        }
        Assert.Equal(HttpStatusCode.Unauthorized, (await busy.GetAsync("/api/settings")).StatusCode);
    }

    [Fact]
    public async Task Disabled_UserIsOutAtOnce()
    {
        using var client = await _rig.LoginAsync(Role.Viewer);
        await _rig.Database.Users.Change("viewer", user => user with { IsDisabled = true });
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/api/settings")).StatusCode);
        await Refused(await client.PostAsJsonAsync("/auth/login", new { name = "viewer", password = ServerRig.Password }), HttpStatusCode.Unauthorized, "unauthorized");
    }

    [Fact]
    public async Task Password_OfOldParametersIsHashedAnewAtLogin()
    {
        await _rig.Database.Users.Add(new UserRow { Name = "old", Role = "viewer", Password = PasswordHash.Of(ServerRig.Password, 500), CreatedAt = 1 });
        using var client = await _rig.LoginAsync(Role.Viewer, "old");
        var stored = (await _rig.Database.Users.Find("old"))!.Password;
        Assert.StartsWith("pbkdf2-sha512$1000$", stored, StringComparison.Ordinal);
        Assert.True(PasswordHash.IsOf(ServerRig.Password, stored));
    }

    [Fact]
    public void PasswordHash_IsSaltedAndOfTheStatedRounds()
    {
        var (one, two) = (PasswordHash.Of("a long enough word", PasswordHash.Rounds), PasswordHash.Of("a long enough word", PasswordHash.Rounds));
        Assert.NotEqual(one, two);
        Assert.StartsWith("pbkdf2-sha512$210000$", one, StringComparison.Ordinal);
        Assert.True(PasswordHash.IsOf("a long enough word", one));
        Assert.False(PasswordHash.IsOf("a long enough Word", one));
        Assert.False(PasswordHash.IsOf("a long enough word", "plain"));
        Assert.False(PasswordHash.IsOld(one, PasswordHash.Rounds));
    }

    // RFC 6238, appendix B, the last six of its eight digits.
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1_111_111_109, "081804")]
    [InlineData(1_111_111_111, "050471")]
    [InlineData(1_234_567_890, "005924")]
    [InlineData(2_000_000_000, "279037")]
    [InlineData(20_000_000_000, "353130")]
    public void Totp_GivesTheCodesOfTheStandard(long time, string code)
    {
        var secret = Encoding.ASCII.GetBytes("12345678901234567890");
        Assert.Equal(code, Totp.CodeAt(secret, DateTimeOffset.FromUnixTimeSeconds(time)));
        Assert.Equal(time / 30, Totp.StepOf(code, secret, DateTimeOffset.FromUnixTimeSeconds(time + 30)));
        Assert.Null(Totp.StepOf(code, secret, DateTimeOffset.FromUnixTimeSeconds(time + 90)));
        Assert.Equal("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", Totp.Text(secret));
    }

    static async Task Refused(HttpResponseMessage answer, HttpStatusCode status, string code) => Assert.Equal(code, (await ServerRig.JsonAsync(answer, status)).GetProperty("code").GetString());
}
