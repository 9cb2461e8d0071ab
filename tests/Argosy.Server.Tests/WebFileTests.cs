using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Argosy.Server.Tests;

public sealed class WebFileTests : IAsyncLifetime
{
    const string Script = "console.log('argosy argosy argosy argosy argosy argosy')";
    readonly string _root = Directory.CreateTempSubdirectory("argosy-web-").FullName;
    ServerRig _rig = null!;

    public async Task InitializeAsync()
    {
        Directory.CreateDirectory(Path.Combine(_root, "web", "assets"));
        await File.WriteAllTextAsync(Path.Combine(_root, "secret.txt"), "outside the root");
        await File.WriteAllTextAsync(Path.Combine(_root, "web", "index.html"), "<!doctype html><title>page</title>");
        await File.WriteAllTextAsync(Path.Combine(_root, "web", ".env"), "hidden");
        var script = Path.Combine(_root, "web", "assets", "main-1a2b3c.js");
        await File.WriteAllTextAsync(script, Script);
        await using (var brotli = new BrotliStream(File.Create(script + ".br"), CompressionLevel.Fastest)) await brotli.WriteAsync(Encoding.UTF8.GetBytes(Script));
        await using (var gzip = new GZipStream(File.Create(script + ".gz"), CompressionLevel.Fastest)) await gzip.WriteAsync(Encoding.UTF8.GetBytes(Script));
        File.CreateSymbolicLink(Path.Combine(_root, "web", "assets", "link.txt"), Path.Combine(_root, "secret.txt"));
        _rig = await ServerRig.StartAsync(options => options with { WebRoot = Path.Combine(_root, "web") });
    }

    public async Task DisposeAsync()
    {
        await _rig.DisposeAsync();
        Directory.Delete(_root, recursive: true);
    }

    [Theory]
    [InlineData("br, gzip", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("br;q=0, gzip", "gzip")]
    [InlineData("", null)]
    public async Task Assets_ComeCompressedAndForEver(string accepts, string? encoding)
    {
        using var client = _rig.Stranger();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/assets/main-1a2b3c.js");
        if (accepts.Length > 0) request.Headers.Add("Accept-Encoding", accepts);
        var answer = await client.SendAsync(request);
        Assert.Equal(encoding, answer.Content.Headers.ContentEncoding.SingleOrDefault());
        Assert.Equal("text/javascript; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.Contains("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Contains("Accept-Encoding", answer.Headers.Vary);
        await using var body = await answer.Content.ReadAsStreamAsync();
        await using Stream plain = encoding switch { "br" => new BrotliStream(body, CompressionMode.Decompress), "gzip" => new GZipStream(body, CompressionMode.Decompress), _ => body };
        using var reader = new StreamReader(plain);
        Assert.Equal(Script, await reader.ReadToEndAsync());
        using var again = new HttpRequestMessage(HttpMethod.Get, "/assets/main-1a2b3c.js") { Headers = { { "If-None-Match", answer.Headers.ETag!.Tag } } };
        if (accepts.Length > 0) again.Headers.Add("Accept-Encoding", accepts);
        Assert.Equal(HttpStatusCode.NotModified, (await client.SendAsync(again)).StatusCode);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/index.html")]
    [InlineData("/bots/7/edit")]
    [InlineData("/deployments?state=running")]
    public async Task Screens_AreThePageAskedForEachTime(string path)
    {
        using var client = _rig.Stranger();
        var answer = await client.GetAsync(path);
        Assert.Contains("<title>page</title>", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("no-cache", answer.Headers.CacheControl!.ToString());
    }

    // Written to the socket as they are: a client would tidy them up.
    [Theory]
    [InlineData("/../secret.txt")]
    [InlineData("/assets/../../secret.txt")]
    [InlineData("/%2e%2e/secret.txt")]
    [InlineData("/assets/%2e%2e/%2e%2e/secret.txt")]
    [InlineData("/assets/..%2f..%2fsecret.txt")]
    [InlineData("/assets/..%5c..%5csecret.txt")]
    [InlineData("/..%00/secret.txt")]
    [InlineData("//etc/passwd.txt")]
    [InlineData("/.env")]
    [InlineData("/%2eenv")]
    [InlineData("/assets/link.txt")]
    [InlineData("/assets/main-1a2b3c.js.br")]
    [InlineData("/assets/")]
    [InlineData("/assets")]
    public async Task Paths_OutOfTheRoot_AreNotThere(string path)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _rig.Server.Address.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
        using var reader = new StreamReader(stream);
        var answer = await reader.ReadToEndAsync();
        Assert.Matches("^HTTP/1.1 (400|404) ", answer);
        Assert.DoesNotContain("outside the root", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/html,application/xhtml+xml;q=0.9,*/*;q=0.8", "text/html; charset=utf-8")]
    [InlineData("*/*", "application/json; charset=utf-8")]
    [InlineData("", "application/json; charset=utf-8")]
    public async Task Health_IsAScreenForABrowser_AndJsonForAProgram(string accepts, string type)
    {
        using var client = _rig.Stranger();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health");
        if (accepts.Length > 0) request.Headers.Add("Accept", accepts);
        var answer = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(type, answer.Content.Headers.ContentType!.ToString());
    }

    [Fact]
    public async Task NotBuilt_SaysSo()
    {
        await using var bare = await ServerRig.StartAsync(options => options with { WebRoot = Path.Combine(_root, "nothing") });
        using var client = bare.Stranger();
        var answer = await client.GetAsync("/");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("npm run build", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/assets/main.js")).StatusCode);
    }
}
