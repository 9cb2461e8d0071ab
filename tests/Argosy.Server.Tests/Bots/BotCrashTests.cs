using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Argosy.Hosting.Accounts;
using Argosy.Server.Tests.Jobs;

namespace Argosy.Server.Tests.Bots;

/// <summary>A server that is killed while somebody types.</summary>
public sealed partial class BotCrashTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("argosy-crash-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Draft_OfAServerThatIsKilled_IsTheLastThatWasSaved()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "master.key"), KeyVault.NewMasterKey());
        const string Name = "dana";
        long id, saved = 0;
        using (var first = await UpAsync())
        {
            using var client = await LoginAsync(first.Address, "/auth/setup", Name);
            id = await client.MakeBotAsync("typed", "text 0");
            var revision = (await client.ReadAsync($"/api/bots/{id}/draft")).GetProperty("revision").GetInt64();
            for (var i = 1; i <= 25; i++)
            {
                revision = (await ServerRig.JsonAsync(await client.SaveDraftAsync(id, $"text {i}", revision))).GetProperty("revision").GetInt64();
                saved = i;
            }
            // One more is on its way when the process goes.
            var last = client.SaveDraftAsync(id, $"text {saved + 1}", revision);
            first.Process.Kill();
            await first.Process.WaitForExitAsync();
            try
            {
                (await last).Dispose();
            }
            catch (HttpRequestException)
            {
                // Its answer went with the process.
            }
        }
        using var second = await UpAsync();
        using var again = await LoginAsync(second.Address, "/auth/login", Name);
        var draft = await again.ReadAsync($"/api/bots/{id}/draft");
        Assert.Contains(draft.Text("text"), (string[])[$"text {saved}", $"text {saved + 1}"]);
        Assert.Equal(HttpStatusCode.OK, (await again.SaveDraftAsync(id, "goes on", draft.GetProperty("revision").GetInt64())).StatusCode);
        second.Process.Kill();
        await second.Process.WaitForExitAsync();
    }

    async Task<Up> UpAsync()
    {
        var start = new ProcessStartInfo(Lab.Command[0]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var word in (string[])[.. Lab.Command.Skip(1), "up", "--data", Path.Combine(_folder, "data"), "--port", "0", "--research-jobs", "0", "--master-key", Path.Combine(_folder, "master.key")]) start.ArgumentList.Add(word);
        var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (AddressShape().Match(line) is not { Success: true } found) continue;
            var draining = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
            return new Up(process, new Uri(found.Value), draining);
        }
        throw new InvalidOperationException($"the server ended with code {process.ExitCode}");
    }

    static async Task<HttpClient> LoginAsync(Uri address, string path, string name)
    {
        var client = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = address };
        var state = await client.PostedAsync(path, new { name, password = ServerRig.Password });
        client.DefaultRequestHeaders.Add("X-CSRF-Token", state.GetProperty("csrf").GetString());
        return client;
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+/", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AddressShape();

    sealed record Up(Process Process, Uri Address, Task Draining) : IDisposable
    {
        public void Dispose()
        {
            if (!Process.HasExited) Process.Kill();
            Process.Dispose();
        }
    }
}
