using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Argosy.Core.Values;
using Argosy.Cli.Operating;
using Argosy.Cli.Running;
using Argosy.Hosting.Auditing;
using Argosy.Hosting.Bots;
using Argosy.Hosting.Control;
using Argosy.Hosting.Desks;
using Argosy.Hosting.Observing;
using Argosy.Hosting.Ports;
using Argosy.Storage.Sqlite;

namespace Argosy.Cli.Tests.Operating;

public sealed class WatchTests
{
    [Fact]
    public async Task Health_IsOk_DegradedWhereAFeedIsLate_AndWhereTheDatabaseIsGone()
    {
        using var folder = new TestFolder();
        var opened = await SqliteDatabase.Open(folder.File("argosy.db"));
        var database = opened.Value;
        await using var trail = await AuditTrail.OpenAsync(database.Audit, null, TimeProvider.System, _ => { }, CancellationToken.None);
        using var metrics = new HostMetrics();
        var control = new OneBot();
        var offset = 0L;
        var door = await WatchDoor.OpenAsync(0, new HealthCheck(control, database, trail, [], () => offset), metrics);
        await using var listening = door.Value;
        using var http = new HttpClient { BaseAddress = listening.Address };
        Assert.Equal((HttpStatusCode.OK, "ok", ""), await AskAsync(http));
        control.Status = control.Status with { Blocked = "the market's candles are late" };
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "degraded", "feed"), await AskAsync(http));
        (control.Status, offset) = (control.Status with { Blocked = "" }, -5_000);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "degraded", "clock"), await AskAsync(http));
        offset = 0;
        await database.DisposeAsync();
        File.Delete(folder.File("argosy.db"));
        Directory.CreateDirectory(folder.File("argosy.db"));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "degraded", "database"), await AskAsync(http));
        metrics.Count("argosy_orders_total", "Orders");
        Assert.Contains("argosy_orders_total 1\n", await http.GetStringAsync(new Uri("/metrics", UriKind.Relative)), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync(new Uri("/", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task Otlp_SendsWhatWasCounted()
    {
        using var collector = new TcpListener(IPAddress.Loopback, 0);
        collector.Start();
#pragma warning disable CA2025 // It is awaited before the listener is disposed of.
        var received = ReceiveAsync(collector);
#pragma warning restore CA2025
        using var metrics = new HostMetrics();
        using (TelemetryExport.Of($"http://127.0.0.1:{((IPEndPoint)collector.LocalEndpoint).Port}").Value!) metrics.Tell(new Alert(AlertSeverity.Critical, "x", "y"));
        var (path, body) = await received.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal("/v1/metrics", path);
        // ExportMetricsServiceRequest: resource_metrics(1), scope_metrics(2), metrics(2), name(1).
        var names = Fields(body, 1).SelectMany(resource => Fields(resource, 2)).SelectMany(scope => Fields(scope, 2)).SelectMany(metric => Fields(metric, 1)).Select(Encoding.UTF8.GetString);
        Assert.Contains("argosy_alerts_total", names);
    }

    [Fact]
    public async Task ApplicationLog_BlotsOutSecrets_AndKeepsItsLevel()
    {
        using var folder = new TestFolder();
        await using (var log = new ApplicationLog(folder.File("logs"), LogDepth.Info, TimeProvider.System, ["very-secret-key"]))
        {
            log.Add(LogDepth.Info, "host", "the request ?key=very-secret-key failed");
            log.Add(LogDepth.Debug, "host", "detail");
        }
        var text = await File.ReadAllTextAsync(Directory.GetFiles(folder.File("logs")).Single());
        Assert.Contains("?key=*** failed", text, StringComparison.Ordinal);
        Assert.DoesNotContain("detail", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Alerts_WithoutAChannel_AreRefused_AndASecretStandsInNoCommandLine()
    {
        CommandRun.Of("alerts", "test").AssertRefused("no channel is named");
        CommandRun.Of("alerts", "test", "--alert-webhook", "https://127.0.0.1:1/x", "--alert-secret", "hush").AssertRefused("expected env:NAME");
        CommandRun.Of("alerts", "test", "--alert-webhook", "http://example.org/x").AssertRefused("not encrypted");
        var down = CommandRun.Of("alerts", "test", "--alert-webhook", "http://127.0.0.1:1/x");
        Assert.Equal(1, down.Code);
        Assert.Contains("cannot be reached", down.Output, StringComparison.Ordinal);
    }

    static async Task<(HttpStatusCode Code, string Status, string Problem)> AskAsync(HttpClient http)
    {
        var answer = await http.GetAsync(new Uri("/health", UriKind.Relative));
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        var problems = json.RootElement.GetProperty("problems");
        return (answer.StatusCode, json.RootElement.GetProperty("status").GetString()!, problems.GetArrayLength() == 0 ? "" : problems[0].GetProperty("code").GetString()!);
    }

    // One request, answered with nothing but OK.
    static async Task<(string Path, byte[] Body)> ReceiveAsync(TcpListener listener)
    {
        using var client = await listener.AcceptTcpClientAsync();
        await using var stream = client.GetStream();
        var bytes = new List<byte>();
        var buffer = new byte[16_384];
        while (true)
        {
            var read = await stream.ReadAsync(buffer);
            bytes.AddRange(buffer.AsSpan(0, read));
            var text = Encoding.Latin1.GetString([.. bytes]);
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end < 0) continue;
            var length = int.Parse(text[..end].Split("\r\n").First(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))[15..], System.Globalization.CultureInfo.InvariantCulture);
            if (bytes.Count < end + 4 + length) continue;
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
            return (text.Split(' ')[1], [.. bytes.Skip(end + 4).Take(length)]);
        }
    }

    // The length-delimited values of a field of a protobuf message.
    static List<byte[]> Fields(byte[] message, int wanted)
    {
        var found = new List<byte[]>();
        for (var at = 0; at < message.Length;)
        {
            var tag = Varint(message, ref at);
            switch (tag & 7)
            {
                case 0:
                    Varint(message, ref at);
                    break;
                case 1:
                    at += 8;
                    break;
                case 2:
                    var length = (int)Varint(message, ref at);
                    if ((int)(tag >> 3) == wanted) found.Add(message[at..(at + length)]);
                    at += length;
                    break;
                case 5:
                    at += 4;
                    break;
                default:
                    throw new InvalidDataException($"wire type {tag & 7}");
            }
        }
        return found;
    }

    static ulong Varint(byte[] message, ref int at)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var part = message[at++];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80) return value;
        }
    }

    sealed class OneBot : IHostControl
    {
        public BotStatus Status { get; set; } = new() { Name = "bot", Deployment = 1, Account = "main", IsLive = false, State = BotState.Running };

        public IReadOnlyList<BotStatus> Bots => [Status];

        public string Halted => "";

        public Task<Result<bool>> StartAsync(string bot, CancellationToken cancellation = default) => throw new NotSupportedException();

        public Task<Result<bool>> StopAsync(string bot, CancellationToken cancellation = default) => throw new NotSupportedException();

        public IReadOnlyDictionary<string, string> HaltedAccounts => new Dictionary<string, string>();

        public int Backlog => 0;

        public Task<Result<bool>> FlattenAsync(string bot, string? symbol, string source, string id, CancellationToken cancellation = default) => throw new NotSupportedException();

        public Task<Result<bool>> PauseAsync(string bot, CancellationToken cancellation = default) => throw new NotSupportedException();

        public Task<Result<bool>> ResumeAsync(string bot, CancellationToken cancellation = default) => throw new NotSupportedException();

        public Task<IReadOnlyList<KillReport>> HaltAsync(string reason, bool flatten, string? account = null, CancellationToken cancellation = default) => throw new NotSupportedException();

        public Task LiftAsync(string by, string? account = null) => throw new NotSupportedException();

        public Task<Result<bool>> CommandAsync(string bot, string text, string source, string id, CancellationToken cancellation = default) => throw new NotSupportedException();

        public Task<int?> OrderNumberAsync(string account, string clientId) => throw new NotSupportedException();

        public void Quit() => throw new NotSupportedException();
    }
}
