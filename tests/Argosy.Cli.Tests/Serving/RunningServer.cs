using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Argosy.Cli.Invocation;
using Argosy.Cli.Terminals;

namespace Argosy.Cli.Tests.Serving;

/// <summary>A server of <c>argosy up</c> in this process, on a port of its own.</summary>
internal sealed partial class RunningServer(CancellationTokenSource stop, Task<int> run, Uri address) : IAsyncDisposable
{
    public Uri Address => address;

    public static async Task<RunningServer> StartAsync(string[] words)
    {
        var (output, error, stop) = (new StringWriter(), new StringWriter(), new CancellationTokenSource());
        var told = TextWriter.Synchronized(output);
        var run = Task.Run(() => CommandLine.Run(words, new Terminal(told, error) { Width = 120 }, stop.Token));
        while (true)
        {
            string text;
#pragma warning disable CA2002 // A synchronised writer locks itself.
            lock (told) text = output.ToString();
#pragma warning restore CA2002
            if (AddressShape().Match(text) is { Success: true } found) return new RunningServer(stop, run, new Uri(found.Value));
            Assert.False(run.IsCompleted, $"it ended: {error}");
            await Task.Delay(20);
        }
    }

    /// <summary>Makes the first owner and a token that may do everything.</summary>
    public async Task<string> TokenAsync()
    {
        using var client = new HttpClient { BaseAddress = address };
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsJsonAsync("/auth/setup", new { name = "anna", password = "a long enough word" })).StatusCode);
        client.DefaultRequestHeaders.Add("X-CSRF-Token", (await client.GetFromJsonAsync<JsonElement>("/auth/state")).GetProperty("csrf").GetString());
        await client.PostAsJsonAsync("/auth/elevate", new { password = "a long enough word" });
        var made = await client.PostAsJsonAsync("/api/tokens", new { name = "command line", scopes = (string[])["trade", "develop", "admin"] });
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        return (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString()!;
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        Assert.Equal(0, await run);
        stop.Dispose();
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+/", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AddressShape();
}
