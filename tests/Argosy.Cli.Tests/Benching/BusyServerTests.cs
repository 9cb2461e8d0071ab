using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Argosy.Cli.Benching;
using Argosy.Cli.Tests.Serving;

namespace Argosy.Cli.Tests.Benching;

public sealed class BusyServerTests
{
    [Fact]
    public async Task Server_ShowsBotsWhoseWorthMovesWithEveryCandle()
    {
        using var folder = new TestFolder();
        folder.Write("index.html", "<!doctype html><title>the app</title>");
        await using var server = await RunningServer.StartAsync(["bench", "server", "--bots", "4", "--speed", "10", "--web", Path.GetDirectoryName(folder.File("index.html"))!]);
        using var client = new HttpClient { BaseAddress = server.Address };
        Assert.Contains("the app", await client.GetStringAsync(new Uri("/", UriKind.Relative)), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsJsonAsync("/auth/setup", new { name = "anna", password = "a long enough word" })).StatusCode);
        var first = await RowsAsync(client, rows => rows.Count(row => row.Held > 0) >= 3);
        Assert.Equal(4, first.Count);
        Assert.All(first, row => Assert.Equal("running", row.State));
        // Three hold from their first candle on; what they are worth moves.
        var before = first.ToDictionary(row => row.Name, row => row.Equity);
        await RowsAsync(client, rows => rows.Count(row => row.Equity != before[row.Name]) >= 3);
    }

    [Fact]
    public async Task FasterClock_HastensTimersAndTime()
    {
        var time = new ScaledTime(1_000_000);
        var (begun, stamp) = (time.GetUtcNow(), time.GetTimestamp());
        // By the system's timer this would end tomorrow.
        await Task.Delay(TimeSpan.FromHours(12), time);
        Assert.True(time.GetUtcNow() - begun > TimeSpan.FromHours(11), "its clock lags behind its timer");
        Assert.True(time.GetElapsedTime(stamp) > TimeSpan.FromHours(11), "its time stamps lag behind its timer");
    }

    // Patient: what is waited for comes, or the test run ends it.
    static async Task<IReadOnlyList<Seen>> RowsAsync(HttpClient client, Func<IReadOnlyList<Seen>, bool> isThere)
    {
        while (true)
        {
            var fleet = await client.GetFromJsonAsync<JsonElement>("/api/fleet");
            Seen[] rows = [.. fleet.GetProperty("deployments").EnumerateArray().Select(row => new Seen(row.GetProperty("name").GetString()!, row.GetProperty("state").GetString()!, row.GetProperty("equity").ToString(), row.GetProperty("positions").GetArrayLength()))];
            if (isThere(rows)) return rows;
            await Task.Delay(50);
        }
    }

    sealed record Seen(string Name, string State, string Equity, int Held);
}
