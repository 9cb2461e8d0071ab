using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Argosy.Hosting.Accounts;
using Argosy.Hosting.Ports;
using Argosy.Server.Auth;
using Argosy.Testnet.Hosting;

namespace Argosy.Server.Tests;

/// <summary>Accounts on an exchange on loopback.</summary>
public sealed class AccountTests : IAsyncLifetime
{
    ServerRig _rig = null!;
    TestnetServer _venue = null!;

    public async Task InitializeAsync()
    {
        _rig = await ServerRig.StartAsync();
        _venue = (await TestnetServer.StartAsync(new TestnetOptions { Speed = 0, History = 10 }, CancellationToken.None)).Value;
    }

    public async Task DisposeAsync()
    {
        await _venue.DisposeAsync();
        await _rig.DisposeAsync();
    }

    [Fact]
    public async Task Account_IsTestedThenStoredAndItsKeyIsNeverShown()
    {
        using var owner = await _rig.LoginAsync(Role.Owner);
        var added = await ServerRig.JsonAsync(await Add(owner, "main", TestnetOptions.DefaultSecret), HttpStatusCode.Created);
        Assert.Equal("-key", added.GetProperty("keyLast4").GetString());
        Assert.True(added.GetProperty("permissions").GetProperty("trade").GetBoolean());
        Assert.Contains(added.GetProperty("balances").EnumerateArray(), balance => balance.GetProperty("asset").GetString() == "USDT" && balance.GetProperty("free").ValueKind == JsonValueKind.String);
        Assert.False(added.GetProperty("permissions").GetProperty("ipRestricted").GetBoolean());
        var latency = added.GetProperty("latency");
        Assert.Equal(7, latency.GetProperty("requests").GetInt32());
        Assert.InRange(latency.GetProperty("p50").GetDouble(), 0, latency.GetProperty("p99").GetDouble());
        Assert.InRange(added.GetProperty("rateUse").GetDouble(), double.Epsilon, 1);
        var tested = await ServerRig.JsonAsync(await owner.PostAsync("/api/accounts/main/test", null));
        Assert.Equal(JsonValueKind.Null, tested.GetProperty("error").ValueKind);
        var held = AccountSecret.Open(_rig.Vault, "main", (await _rig.Database.Accounts.Key("main"))!);
        Assert.Equal(TestnetOptions.DefaultSecret, held.Value.Secret);
        using var backup = new StringWriter();
        await _rig.Database.Backup(backup);
        await _rig.Trail.FlushAsync(TimeSpan.FromSeconds(10));
        foreach (var text in (string[])[backup.ToString(), added.GetRawText(), tested.GetRawText(), await owner.GetStringAsync("/api/accounts"), string.Concat((await _rig.Database.Audit.From(0, 100)).Select(line => line.Data))])
        {
            Assert.DoesNotContain(TestnetOptions.DefaultSecret, text, StringComparison.Ordinal);
            Assert.DoesNotContain(TestnetOptions.DefaultKey, text, StringComparison.Ordinal);
        }
        foreach (var file in Directory.GetFiles(_rig.Folder)) Assert.DoesNotContain(TestnetOptions.DefaultSecret, await ReadAsync(file), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Account_WithAKeyTheVenueRefuses_IsNotStored()
    {
        using var owner = await _rig.LoginAsync(Role.Owner);
        var refused = await ServerRig.JsonAsync(await Add(owner, "main", "another secret"), HttpStatusCode.UnprocessableEntity);
        Assert.Equal("refused", refused.GetProperty("code").GetString());
        Assert.DoesNotContain("another secret", refused.GetRawText(), StringComparison.Ordinal);
        Assert.Empty(await _rig.Database.Accounts.List());
    }

    [Fact]
    public async Task Account_WithAKeyThatMayWithdraw_IsRefused()
    {
        using var control = new HttpClient { BaseAddress = _venue.ControlAddress };
        Assert.Equal(HttpStatusCode.OK, (await control.PostAsync("/control/withdrawals?on=true", null)).StatusCode);
        using var owner = await _rig.LoginAsync(Role.Owner);
        var refused = await ServerRig.JsonAsync(await Add(owner, "main", TestnetOptions.DefaultSecret), HttpStatusCode.UnprocessableEntity);
        Assert.Contains("withdraw", refused.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Empty(await _rig.Database.Accounts.List());
    }

    [Fact]
    public async Task Account_WhereNobodyAnswers_IsUnavailable()
    {
        using var owner = await _rig.LoginAsync(Role.Owner);
        var answer = await owner.PostAsJsonAsync("/api/accounts", new { name = "main", venue = "binance", key = "a-key", secret = "a-secret", url = "http://127.0.0.1:1" });
        Assert.Equal("unavailable", (await ServerRig.JsonAsync(answer, HttpStatusCode.ServiceUnavailable)).GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("name", """{"name":"Main","venue":"paper"}""")]
    [InlineData("venue", """{"name":"main","venue":"mars"}""")]
    [InlineData("key", """{"name":"main","venue":"paper","key":"k","secret":"s"}""")]
    [InlineData("secret", """{"name":"main","venue":"binance","key":"k"}""")]
    [InlineData("url", """{"name":"main","venue":"binance","key":"k","secret":"s","url":"http://10.0.0.1"}""")]
    [InlineData("url", """{"name":"main","venue":"binance","key":"k","secret":"s","url":"ftp://x"}""")]
    public async Task Account_BadInput_NamesTheField(string field, string body)
    {
        using var owner = await _rig.LoginAsync(Role.Owner);
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        Assert.Equal(field, (await ServerRig.JsonAsync(await owner.PostAsync("/api/accounts", content), HttpStatusCode.BadRequest)).GetProperty("field").GetString());
    }

    [Fact]
    public async Task Account_IsSeenByItsOwnerAndThoseItIsSharedWith()
    {
        using var anna = await _rig.LoginAsync(Role.Trader, "anna");
        using var ben = await _rig.LoginAsync(Role.Trader, "ben");
        using var owner = await _rig.LoginAsync(Role.Owner);
        await ServerRig.JsonAsync(await anna.PostAsJsonAsync("/api/accounts", new { name = "annas", venue = "paper" }), HttpStatusCode.Created);
        foreach (var other in (HttpClient[])[ben, owner])
        {
            Assert.Equal("[]", await other.GetStringAsync("/api/accounts"));
            foreach (var act in (string[])["test", "disable", "enable"]) Assert.Equal(HttpStatusCode.NotFound, (await other.PostAsync($"/api/accounts/annas/{act}", null)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await other.PutAsJsonAsync("/api/accounts/annas/share", new { users = (string[])["ben"] })).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await other.DeleteAsync("/api/accounts/annas")).StatusCode);
        }
        await ServerRig.JsonAsync(await anna.PutAsJsonAsync("/api/accounts/annas/share", new { users = (string[])["ben"] }));
        var shared = (await ServerRig.JsonAsync(await ben.GetAsync("/api/accounts"))).EnumerateArray().Single();
        Assert.Equal("anna", shared.GetProperty("owner").GetString());
        Assert.Equal(HttpStatusCode.OK, (await ben.PostAsync("/api/accounts/annas/disable", null)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await ben.PostAsync("/api/accounts/annas/enable", null)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await ben.DeleteAsync("/api/accounts/annas")).StatusCode);
        Assert.Equal("[]", await owner.GetStringAsync("/api/accounts"));
        await ServerRig.JsonAsync(await anna.PutAsJsonAsync("/api/accounts/annas/share", new { users = Array.Empty<string>() }));
        Assert.Equal("[]", await ben.GetStringAsync("/api/accounts"));
        Assert.Equal(HttpStatusCode.Conflict, (await owner.DeleteAsync("/api/users/anna")).StatusCode);
    }

    [Fact]
    public async Task Account_ThatADeploymentHolds_Stays()
    {
        using var owner = await _rig.LoginAsync(Role.Owner);
        await ServerRig.JsonAsync(await owner.PostAsJsonAsync("/api/accounts", new { name = "desk", venue = "paper" }), HttpStatusCode.Created);
        await _rig.Database.Bots.Add(new BotRow { Name = "cross", Version = "1.0", Language = "csharp", Source = "", CreatedAt = 1 });
        var deployment = await _rig.Database.Bots.Deploy(new DeploymentRow { Bot = "cross", Version = "1.0", Account = "desk", State = "running", Configuration = "{}", CreatedAt = 1 });
        Assert.Equal(HttpStatusCode.Conflict, (await owner.DeleteAsync("/api/accounts/desk")).StatusCode);
        await _rig.Database.Bots.SetState(deployment.Id, "stopped");
        Assert.Equal(HttpStatusCode.NoContent, (await owner.DeleteAsync("/api/accounts/desk")).StatusCode);
    }

    [Fact]
    public async Task Rotate_TriesTheNewKeyFirst()
    {
        using var owner = await _rig.LoginAsync(Role.Owner);
        await ServerRig.JsonAsync(await Add(owner, "main", TestnetOptions.DefaultSecret), HttpStatusCode.Created);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await owner.PostAsJsonAsync("/api/accounts/main/rotate", new { key = "unknown-key", secret = "x" })).StatusCode);
        Assert.Equal(TestnetOptions.DefaultKey, AccountSecret.Open(_rig.Vault, "main", (await _rig.Database.Accounts.Key("main"))!).Value.Key);
        await ServerRig.JsonAsync(await owner.PostAsJsonAsync("/api/accounts/main/rotate", new { key = TestnetOptions.DefaultKey, secret = TestnetOptions.DefaultSecret }));
    }

    Task<HttpResponseMessage> Add(HttpClient client, string name, string secret) =>
        client.PostAsJsonAsync("/api/accounts", new { name, venue = "binance", key = TestnetOptions.DefaultKey, secret, url = _venue.Address.ToString().TrimEnd('/') });

    static async Task<string> ReadAsync(string file)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
        return await reader.ReadToEndAsync();
    }
}
