using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using Argosy.Core.Values;
using Argosy.Hosting.Accounts;
using Argosy.Hosting.Auditing;
using Argosy.Hosting.Observing;
using Argosy.Server;
using Argosy.Server.Live;
using Argosy.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Argosy.Cli.Benching;

/// <summary>A server with a busy hub, its watchers, and somebody who asks the API meanwhile.</summary>
static class HubBench
{
    const int Instruments = 10;
    const string Name = "bench", Password = "a word of the bench alone";
    const byte End = 0x1e;

    /// <summary>Runs it in a folder that is empty.</summary>
    public static async Task<Result<HubFigures>> RunAsync(string folder, HubLoad load, IProgress<double> progress, CancellationToken cancellation)
    {
        var opened = await SqliteDatabase.Open(Path.Combine(folder, "argosy.db"), cancellation);
        if (!opened.Ok) return opened.Error!;
        await using var database = opened.Value;
        await using var trail = await AuditTrail.OpenAsync(database.Audit, null, TimeProvider.System, _ => { }, cancellation);
        using var vault = KeyVault.Open(KeyVault.NewMasterKey()).Value;
        using var metrics = new HostMetrics();
        var started = await ArgosyServer.StartAsync(new ServerOptions { Folder = folder, Port = 0 }, new ServerParts { Database = database, Trail = trail, Vault = vault, Metrics = metrics, Services = Serving.UpHost.Register }, cancellation);
        if (!started.Ok) return started.Error!;
        await using var server = started.Value;
        var cookies = new CookieContainer();
        using var handler = new SocketsHttpHandler { CookieContainer = cookies };
        using var http = new HttpClient(handler) { BaseAddress = server.Address };
        using (var made = await http.PostAsJsonAsync("/auth/setup", new { name = Name, password = Password }, cancellation))
        {
            if (!made.IsSuccessStatusCode) return new Error(ErrorKind.Refused, $"the bench's own server refuses its user: {await made.Content.ReadAsStringAsync(cancellation)}");
        }
        var topics = server.Services.GetRequiredService<ILiveTopics>();
        topics.Snapshot("instrument:", request => ValueTask.FromResult<object?>(new { request.Name }));
        await AskAsync(http, TimeSpan.FromSeconds(1), cancellation);
        var idle = await AskAsync(http, TimeSpan.FromSeconds(2), cancellation);
        progress.Report(0.2);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var watchers = new List<Watcher>();
        for (var i = 0; i < load.Connections; i++) watchers.Add(await Watcher.StartAsync(server.Address, cookies.GetCookieHeader(server.Address), end.Token));
        progress.Report(0.5);
        var publishing = PublishAsync(topics, load, end.Token);
        var busy = await AskAsync(http, load.Length, cancellation);
        var ticks = await Ending(end, publishing);
        var lost = watchers.Count(watcher => watcher.IsLost);
        foreach (var watcher in watchers) await watcher.DisposeAsync();
        return new HubFigures(idle, busy, ticks, watchers.Sum(watcher => watcher.Heard), lost);
    }

    static async Task<long> Ending(CancellationTokenSource end, Task<long> publishing)
    {
        await end.CancelAsync();
        return await publishing;
    }

    // One after the other, as a page does: what is measured is the wait, not the server's capacity.
    static async Task<List<double>> AskAsync(HttpClient http, TimeSpan length, CancellationToken cancellation)
    {
        var times = new List<double>();
        for (var begin = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begin) < length;)
        {
            var asked = Stopwatch.GetTimestamp();
            using var answer = await http.GetAsync(new Uri("/api/jobs?limit=50", UriKind.Relative), cancellation);
            answer.EnsureSuccessStatusCode();
            await answer.Content.ReadAsByteArrayAsync(cancellation);
            times.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
            await Task.Delay(5, cancellation);
        }
        return times;
    }

    static Task<long> PublishAsync(ILiveTopics topics, HubLoad load, CancellationToken end) => Task.Run(
        async () =>
        {
            var sent = 0L;
            var begin = Stopwatch.GetTimestamp();
            while (!end.IsCancellationRequested)
            {
                for (var due = (long)(Stopwatch.GetElapsedTime(begin).TotalSeconds * load.TicksPerSecond); sent < due; sent++) topics.Publish(TopicOf((int)(sent % Instruments)), "tick", new { price = 20_000m + (sent % 100), time = sent });
                await Task.Delay(5, CancellationToken.None);
            }
            return sent;
        },
        CancellationToken.None);

    static string TopicOf(int instrument) => $"instrument:binance:I{instrument}-USDT:1m";

    /// <summary>A browser that watches all instruments.</summary>
    sealed class Watcher : IAsyncDisposable
    {
        readonly ClientWebSocket _socket = new();
        Task _reading = Task.CompletedTask;

        public long Heard { get; private set; }

        public bool IsLost { get; private set; }

        public static async Task<Watcher> StartAsync(Uri server, string cookies, CancellationToken end)
        {
            var watcher = new Watcher();
            watcher._socket.Options.SetRequestHeader("Cookie", cookies);
            await watcher._socket.ConnectAsync(new UriBuilder(server) { Scheme = "ws", Path = "/hub" }.Uri, end);
            await watcher.SendAsync("""{"protocol":"json","version":1}""", end);
            for (var i = 0; i < Instruments; i++) await watcher.SendAsync($$"""{"type":1,"invocationId":"{{i}}","target":"Subscribe","arguments":["{{TopicOf(i)}}"]}""", end);
            watcher._reading = watcher.ReadAsync(end);
            return watcher;
        }

        public async ValueTask DisposeAsync()
        {
            await _reading;
            _socket.Dispose();
        }

        Task SendAsync(string text, CancellationToken end) => _socket.SendAsync((byte[])[.. Encoding.UTF8.GetBytes(text), End], WebSocketMessageType.Text, endOfMessage: true, end);

        async Task ReadAsync(CancellationToken end)
        {
            var buffer = new byte[8_192];
            try
            {
                while (true)
                {
                    var received = await _socket.ReceiveAsync(buffer.AsMemory(), end);
                    if (received.MessageType == WebSocketMessageType.Close) break;
                    Heard += buffer.AsSpan(0, received.Count).Count(End);
                }
                IsLost = true;
            }
            catch (OperationCanceledException)
            {
                // The bench is over.
            }
            catch (WebSocketException)
            {
                IsLost = !end.IsCancellationRequested;
            }
        }
    }
}

/// <summary>What a server's hub has to bear.</summary>
/// <param name="Connections">Open connections, each watching ten instruments.</param>
/// <param name="TicksPerSecond">Changes published a second, over all instruments.</param>
/// <param name="Length">How long.</param>
sealed record HubLoad(int Connections, int TicksPerSecond, TimeSpan Length);

/// <summary>What was measured.</summary>
/// <param name="Idle">Each request's time before anybody watched, ms.</param>
/// <param name="Busy">Each request's time under load, ms.</param>
/// <param name="Ticks">Ticks published.</param>
/// <param name="Heard">Messages that arrived at all connections.</param>
/// <param name="Lost">Connections that were ended.</param>
sealed record HubFigures(IReadOnlyList<double> Idle, IReadOnlyList<double> Busy, long Ticks, long Heard, int Lost)
{
    /// <summary>The time that a share of the requests stayed below, ms.</summary>
    public static double Share(IReadOnlyList<double> times, double share) => times.Count == 0 ? 0 : times.Order().ElementAt((int)Math.Min(times.Count - 1, share * times.Count));
}
