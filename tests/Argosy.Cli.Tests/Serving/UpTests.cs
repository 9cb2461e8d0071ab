using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Argosy.Hosting.Accounts;

namespace Argosy.Cli.Tests.Serving;

public sealed class UpTests
{
    [Fact]
    public async Task Up_OnAnEmptyFolder_AnswersAndKeepsEverythingOverARestart()
    {
        using var folder = new TestFolder();
        var key = folder.Write("master.key", KeyVault.NewMasterKey());
        string[] words = ["up", "--data", folder.File("data"), "--port", "0", "--master-key", key];
        await using (var first = await RunningServer.StartAsync(words))
        {
            using var client = new HttpClient { BaseAddress = first.Address };
            Assert.Equal("ok", (await client.GetFromJsonAsync<JsonElement>("/health")).GetProperty("state").GetString());
            Assert.True((await client.GetFromJsonAsync<JsonElement>("/auth/state")).GetProperty("firstRun").GetBoolean());
            Assert.Equal(HttpStatusCode.OK, (await client.PostAsJsonAsync("/auth/setup", new { name = "anna", password = "a long enough word" })).StatusCode);
        }
        await using (var second = await RunningServer.StartAsync(words))
        {
            using var client = new HttpClient { BaseAddress = second.Address };
            Assert.False((await client.GetFromJsonAsync<JsonElement>("/auth/state")).GetProperty("firstRun").GetBoolean());
            Assert.Equal(HttpStatusCode.OK, (await client.PostAsJsonAsync("/auth/login", new { name = "anna", password = "a long enough word" })).StatusCode);
        }
        var backup = folder.File("one.backup");
        CommandRun.Of("backup", backup, "--data", folder.File("data")).AssertDone();
        CommandRun.Of("backup", backup, "--data", folder.File("data")).AssertRefused("overwrites nothing");
        CommandRun.Of("restore", backup, "--data", folder.File("data")).AssertRefused("empty database");
        CommandRun.Of("restore", backup, "--data", folder.File("new")).AssertDone();
        await using var moved = await RunningServer.StartAsync(["up", "--data", folder.File("new"), "--port", "0", "--master-key", key]);
        using var mover = new HttpClient { BaseAddress = moved.Address };
        Assert.Equal(HttpStatusCode.OK, (await mover.PostAsJsonAsync("/auth/login", new { name = "anna", password = "a long enough word" })).StatusCode);
    }

    [Fact]
    public async Task Up_UnderAnotherMasterKey_IsRefused()
    {
        using var folder = new TestFolder();
        await (await RunningServer.StartAsync(["up", "--data", folder.File("data"), "--port", "0", "--master-key", folder.Write("one.key", KeyVault.NewMasterKey())])).DisposeAsync();
        CommandRun.Of("up", "--data", folder.File("data"), "--port", "0", "--master-key", folder.Write("two.key", KeyVault.NewMasterKey())).AssertRefused("another master key");
    }

    [Theory]
    [InlineData("--address: 'here'", "--address", "here")]
    [InlineData("--port", "--port", "70000")]
    [InlineData("--proxy: 'x'", "--proxy", "x")]
    [InlineData("--fetch-address: 'x'", "--fetch-address", "x")]
    [InlineData("32 bytes", "--master-key", "/dev/null")]
    public void Up_BadInput_IsRefused(string said, string option, string value)
    {
        using var folder = new TestFolder();
        CommandRun.Of("up", "--data", folder.File("data"), option, value).AssertRefused(said);
    }

    [Fact]
    public void Up_MasterKeyInTheDataFolder_IsRefused()
    {
        using var folder = new TestFolder();
        Directory.CreateDirectory(folder.File("data"));
        CommandRun.Of("up", "--data", folder.File("data"), "--master-key", folder.File("data/master.key")).AssertRefused("lies in the data folder");
    }
}
