using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Argosy.Cli.Tests.Serving;
using Argosy.Hosting.Accounts;

namespace Argosy.Cli.Tests.Deploying;

/// <summary>Deployments of a running server, from the command line.</summary>
public sealed class DeploymentsCommandTests : IDisposable
{
    const string Variable = "ARGOSY_DEPLOYMENTS_TOKEN";

    readonly TestFolder _folder = new();

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(Variable, null);
        _folder.Dispose();
    }

    [Fact]
    public async Task Deployments_OfARunningServer_AreCommanded()
    {
        await using var server = await RunningServer.StartAsync(["up", "--data", _folder.File("data"), "--port", "0", "--master-key", _folder.Write("master.key", KeyVault.NewMasterKey())]);
        var token = await server.TokenAsync();
        using var client = new HttpClient { BaseAddress = server.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var wish = new { name = "patient", strategy = "ma-cross", parameters = new { fast = "500", slow = "900" }, venue = "virtual", instruments = (string[])["BTC/USDT"], timeframe = "1m", warmUp = 10 };
        var made = await client.PostAsJsonAsync("/api/deployments", wish);
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var id = IdOf(await made.Content.ReadFromJsonAsync<JsonElement>());
        Environment.SetEnvironmentVariable(Variable, token);

        Assert.Contains("is paused", Done(server, "pause", id), StringComparison.Ordinal);
        Assert.Equal("paused", await StateAsync(client, id));
        Done(server, "resume", id);
        Assert.Equal("running", await StateAsync(client, id));
        Refused(server, 1, "stop it first", "delete", id);
        // What is not named stays as it was.
        var next = Done(server, "update", id, "--param", "fast=400", "--size", "quote:50").TrimEnd().Split(' ')[^1];
        Assert.NotEqual(id, next);
        var spec = (await client.GetFromJsonAsync<JsonElement>($"/api/deployments/{next}")).GetProperty("spec");
        Assert.Equal(("400", "900", "quote:50"), (spec.GetProperty("parameters").GetProperty("fast").GetString(), spec.GetProperty("parameters").GetProperty("slow").GetString(), spec.GetProperty("size").GetString()));
        Refused(server, 2, "'nonsense'", "update", next, "--param", "nonsense=1");
        Refused(server, 2, "nothing is to change", "update", next);
        Done(server, "stop", next, "--positions", "close");
        Assert.Equal("stopped", await StateAsync(client, next));
        Done(server, "start", next);
        Assert.Equal("running", await StateAsync(client, next));
        Done(server, "stop", next);
        Done(server, "delete", next);
        Refused(server, 2, $"there is no deployment {next}", "start", next);
        Environment.SetEnvironmentVariable(Variable, "argosy_nonsense");
        Refused(server, 1, "log in first", "start", next);
    }

    [Theory]
    [InlineData(1, "expected a running 'argosy up'", "--server", "http://127.0.0.1:9")]
    [InlineData(2, "is not encrypted", "--server", "http://192.0.2.1")]
    [InlineData(2, "is no address", "--server", "here")]
    [InlineData(2, "expected env:NAME", "--token", "abc")]
    [InlineData(2, "the environment has no ARGOSY_NONE", "--token", "env:ARGOSY_NONE")]
    public void Deployments_WithoutAServer_SayWhatIsMissing(int code, string said, params string[] words)
    {
        Environment.SetEnvironmentVariable(Variable, "a-token-of-a-server");
        var run = CommandRun.Of(["deployments", "stop", "3", .. words, .. words.Contains("--token") ? Array.Empty<string>() : ["--token", $"env:{Variable}"]]);
        Assert.Equal(code, run.Code);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
        Assert.Equal("", run.Output);
    }

    static string[] Words(RunningServer server, string[] words) => ["deployments", .. words, "--server", server.Address.ToString(), "--token", $"env:{Variable}"];

    static string Done(RunningServer server, params string[] words) => CommandRun.Of(Words(server, words)).AssertDone().Output;

    static void Refused(RunningServer server, int code, string said, params string[] words)
    {
        var run = CommandRun.Of(Words(server, words));
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
        Assert.Equal(code, run.Code);
    }

    static string IdOf(JsonElement made) => made.GetProperty("row").GetProperty("id").ToString();

    static async Task<string?> StateAsync(HttpClient client, string id) => (await client.GetFromJsonAsync<JsonElement>($"/api/deployments/{id}")).GetProperty("row").GetProperty("state").GetString();
}
