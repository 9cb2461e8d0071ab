using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Argosy.Cli.Bots;
using Argosy.Cli.Tests.Jobs;

namespace Argosy.Cli.Tests.Bots;

/// <summary>Bots of one's own, from an empty file to a server.</summary>
public sealed class BotsCommandTests : IDisposable
{
    readonly TestFolder _folder = new();
    readonly string _before = Environment.CurrentDirectory;

    public BotsCommandTests() => Environment.CurrentDirectory = Path.GetDirectoryName(_folder.File("x"))!;

    public void Dispose()
    {
        Environment.CurrentDirectory = _before;
        _folder.Dispose();
    }

    [Fact]
    public void New_Check_Run_OfACSharpBot()
    {
        Assert.Contains("wrote my-cross.cs", CommandRun.Of("bots", "new", "my-cross").AssertDone().Output, StringComparison.Ordinal);
        Assert.Contains("class MyCross(", File.ReadAllText("my-cross.cs"), StringComparison.Ordinal);

        Assert.Contains("my-cross.cs: sound, 200 candles in a sandbox", SandboxedRun.Of("bots", "check", "my-cross.cs").AssertDone().Output, StringComparison.Ordinal);

        var run = SandboxedRun.Of("bots", "run", "my-cross.cs", "--data", CommandRun.FourHours, "--param", "fast=10", "--json", "out.json").AssertDone();
        Assert.Contains("my-cross.cs fast=10 slow=100", run.Output, StringComparison.Ordinal);
        Assert.Equal(["my-cross.cs", "out.json"], _folder.Names);
    }

    [Fact]
    public void Check_OfABotThatIsWrong_ListsItsProblems()
    {
        _folder.Write("wrong.cs", SandboxedRun.Bot("bar.Nothing();"));

        var check = SandboxedRun.Of("bots", "check", "wrong.cs", "--json", "-");

        Assert.Equal(1, check.Code);
        using var document = JsonDocument.Parse(check.Output);
        Assert.False(document.RootElement.GetProperty("sound").GetBoolean());
        Assert.Contains(document.RootElement.GetProperty("problems").EnumerateArray(), problem => problem.GetProperty("line").GetInt32() == 8 && problem.GetProperty("code").GetString() == "CS1061");
    }

    [Fact]
    public void Templates_HaveNamesOfTheirOwn_AndSayWhatTheyShow()
    {
        Assert.True(BotTemplates.All.Count(template => template.Ending == "cs") > 5);
        Assert.True(BotTemplates.All.Count(template => template.Ending == "ts") > 5);
        Assert.Equal(BotTemplates.All.Count, BotTemplates.All.Select(template => (template.Name, template.Ending)).Distinct().Count());
        Assert.All(BotTemplates.All, template => Assert.NotEqual("", template.Summary));
    }

    [Theory]
    [InlineData("lower-case letters", "new", "My Bot")]
    [InlineData("there is no 'gridd' in this language, did you mean 'grid'", "new", "a", "--template", "gridd")]
    [InlineData("NAME is missing", "new")]
    [InlineData("'a.py' is no bot", "check", "a.py")]
    [InlineData("none.cs: no such file", "run", "none.cs", "--data", "x.csv")]
    [InlineData("the environment has no", "publish", "there.cs", "--token", "env:ARGOSY_NO_SUCH_TOKEN")]
    [InlineData("seen by everybody", "publish", "there.cs", "--token", "secret")]
    [InlineData("is not encrypted", "publish", "there.cs", "--server", "http://example.org")]
    public void BadInput_IsRefused(string said, params string[] words)
    {
        _folder.Write("there.cs", "");
        CommandRun.Of(["bots", .. words]).AssertRefused(said);
    }

    [Fact]
    public void New_WhereTheFileIsThere_LeavesIt()
    {
        _folder.Write("kept.cs", "mine");
        CommandRun.Of("bots", "new", "kept").AssertRefused("kept.cs is there already");
        Assert.Equal("mine", File.ReadAllText("kept.cs"));
    }

    [Theory]
    [InlineData(201, """{"id":7,"name":"there","version":"1.3","created":true,"hash":"x"}""", 0, "there.cs is there 1.3\n")]
    [InlineData(200, """{"id":7,"name":"there","version":"1.3","created":false,"hash":"x"}""", 0, "there.cs is there 1.3 already")]
    [InlineData(422, """{"code":"refused","message":"the text has errors","problems":[{"line":3,"column":9,"message":"; expected"}]}""", 2, "there.cs(3,9): ; expected")]
    [InlineData(401, """{"code":"unauthorised","message":"no such token"}""", 1, "no such token")]
    [InlineData(200, "hello", 1, "no server of Argosy")]
    public async Task Publish_SaysWhatTheServerAnswers(int status, string body, int code, string said)
    {
        _folder.Write("there.cs", "text");
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
#pragma warning disable CA2025 // It is awaited below; a test that fails before ends the listener, and with it the wait.
        var asked = AnswerAsync(listener, status, body);
#pragma warning restore CA2025
        Environment.SetEnvironmentVariable("ARGOSY_TEST_PUBLISH", "t0k");

        var run = await Task.Run(() => CommandRun.Of("bots", "publish", "there.cs", "--server", $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}", "--token", "env:ARGOSY_TEST_PUBLISH", "--note", "n", "--major"));

        Assert.Equal(code, run.Code);
        Assert.Contains(said, run.Output + run.Error, StringComparison.Ordinal);
        var request = await asked;
        Assert.StartsWith("POST /api/bots/publish ", request, StringComparison.Ordinal);
        Assert.Contains("Authorization: Bearer t0k", request, StringComparison.Ordinal);
        using var wish = JsonDocument.Parse(request[request.IndexOf('{', StringComparison.Ordinal)..]);
        Assert.Equal(("there", "csharp", "text", "n", true), (Text(wish, "name"), Text(wish, "language"), Text(wish, "text"), Text(wish, "note"), wish.RootElement.GetProperty("major").GetBoolean()));
    }

    static string? Text(JsonDocument document, string name) => document.RootElement.GetProperty(name).GetString();

    // One request, one answer.
    static async Task<string> AnswerAsync(TcpListener listener, int status, string body)
    {
        using var client = await listener.AcceptTcpClientAsync();
        await using var stream = client.GetStream();
        var bytes = new byte[1 << 16];
        var length = 0;
        var text = "";
        while (!text.Contains("\r\n\r\n", StringComparison.Ordinal) || !text.TrimEnd().EndsWith('}'))
        {
            var read = await stream.ReadAsync(bytes.AsMemory(length));
            if (read == 0) break;
            length += read;
            text = Encoding.UTF8.GetString(bytes, 0, length);
        }
        var content = Encoding.UTF8.GetBytes(body);
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {content.Length}\r\nConnection: close\r\n\r\n"));
        await stream.WriteAsync(content);
        return text;
    }
}
