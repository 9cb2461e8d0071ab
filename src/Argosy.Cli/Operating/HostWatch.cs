using System.CommandLine;
using Argosy.Cli.Running;
using Argosy.Core.Values;
using Argosy.Hosting.Alerting;
using Argosy.Hosting.Auditing;
using Argosy.Hosting.Bots;
using Argosy.Hosting.Control;
using Argosy.Hosting.Desks;
using Argosy.Hosting.Observing;
using Argosy.Hosting.Ports;

namespace Argosy.Cli.Operating;

/// <summary>Everything that watches a run: audit trail, logs, alerts, metrics, the door of /health.</summary>
sealed class HostWatch : IAsyncDisposable
{
    readonly HttpClient _http = new();
    readonly ParseResult _parse;
    readonly RunOptions _options;
    readonly ConsoleWatcher _console;
    readonly ApplicationLog? _log;
    readonly TimeProvider _time;
    TelemetryExport? _telemetry;
    AlertHub _hub = null!;
    WatchDoor? _door;

    HostWatch(ParseResult parse, RunOptions options, ConsoleWatcher console, ApplicationLog? log, TimeProvider time) => (_parse, _options, _console, _log, _time) = (parse, options, console, log, time);

    /// <summary>Takes what happens into the audit log.</summary>
    public AuditTrail Trail { get; private set; } = null!;

    /// <summary>Counts and measures.</summary>
    public HostMetrics Metrics { get; } = new();

    /// <summary>How long the disk takes to make orders durable.</summary>
    public LatencyHistogram Syncs { get; } = new();

    /// <summary>Where alerts go.</summary>
    public IAlerts Alerts => _hub;

    /// <summary>Who hears of bots.</summary>
    public IReadOnlyList<IBotWatcher> Watchers => _log is null ? [_console, Metrics] : [_console, Metrics, _log];

    /// <summary>Opens trail, logs and alerts.</summary>
    public static async Task<Result<HostWatch>> OpenAsync(
        ParseResult parse, RunOptions options, IReadOnlyList<RunPlan> plans, IDatabase database, ConsoleWatcher console, TimeProvider time, IReadOnlyList<string> secrets, CancellationToken cancellation)
    {
        var alerts = AlertSettings.Read(parse, options);
        if (!alerts.Ok) return alerts.Error!;
        var telemetry = TelemetryExport.Of(parse.GetValue(options.Otlp));
        if (!telemetry.Ok) return telemetry.Error!;
        var hasFiles = (parse.GetValue(options.LogFiles) ?? (plans.All(plan => plan.Venue == VenueKind.Virtual) ? LogFiles.Off : LogFiles.On)) == LogFiles.On;
        var folder = HostFiles.LogsOf(plans[0].Folder);
#pragma warning disable CA2000 // The watch that is returned owns its parts; of one that is refused nothing was written.
        var log = hasFiles ? new ApplicationLog(folder, parse.GetValue(options.LogLevel) ?? LogDepth.Info, time, secrets.Append(alerts.Value.Secret).OfType<string>()) : null;
        var watch = new HostWatch(parse, options, console, log, time);
        watch._telemetry = telemetry.Value;
        watch.Trail = await AuditTrail.OpenAsync(database.Audit, hasFiles ? new AuditFiles(folder, time) : null, time, failure => watch._hub.Tell(new Alert(AlertSeverity.Warning, "audit-log", failure)), cancellation);
#pragma warning restore CA2000
        IReadOnlyList<IAlerts> direct = log is null ? [console, watch.Metrics] : [console, watch.Metrics, log];
        watch._hub = new AlertHub(direct, alerts.Value.Channels(watch._http), watch.Trail, time);
        if (watch.Trail.Damage is { } damage) watch._hub.Tell(new Alert(AlertSeverity.Critical, "audit-log", $"the audit log is not what was written: {damage.Message}"));
        watch.Note("host-start", plans);
        return watch;
    }

    /// <summary>Shows figures of the parts, and opens /health and /metrics where they are wanted.</summary>
    public async Task<Error?> OpenDoorAsync(LiveHost host, IDatabase database, RunSeats seats)
    {
        var latency = seats.Latency;
        Metrics.Histogram("argosy_frame_to_encoded_seconds", "From a market frame in memory to the encoded order", latency.Encoded);
        Metrics.Histogram("argosy_frame_to_sent_seconds", "From a market frame in memory to the order's bytes handed to the system, its durable record included", latency.Sent);
        foreach (var stage in Enum.GetValues<OrderStage>()) Metrics.Histogram($"argosy_order_stage_{stage.ToString().ToLowerInvariant()}_seconds", $"Stage of an order's way from the frame to the exchange: {stage.ToString().ToLowerInvariant()}", latency.Stages[(int)stage]);
        Metrics.Histogram("argosy_order_answer_seconds", "From an order's sending to the venue's answer", latency.Answered);
        Metrics.Histogram("argosy_journal_sync_seconds", "Making orders durable in the journal", Syncs);
        Metrics.Gauge("argosy_audit_queue", "Entries that wait for the audit log", () => Trail.Waiting);
        Metrics.Gauge("argosy_alert_queue", "Alerts that wait on channels", () => _hub.Waiting);
        Metrics.Gauge("argosy_worker_backlog", "Most messages a bot's worker has not answered", () => host.Backlog);
        long Offset() => seats.All.Select(seat => seat.Adapters.Account?.ClockOffset ?? 0).MaxBy(Math.Abs);
        Metrics.Gauge("argosy_clock_offset_seconds", "The venue's clock against ours; of several accounts the farthest", () => Offset() / 1e3);
        foreach (var budget in seats.All[0].Adapters.Budgets.Shares()) Metrics.Gauge("argosy_rate_budget_used_ratio", "Share of a venue's rate limit that is used up", () => budget.Used(_time.GetUtcNow().ToUnixTimeMilliseconds()), $"window=\"{budget.Name}\"");
        foreach (var bot in host.Bots)
        {
            var name = bot.Name;
            BotStatus Now() => host.Bots.First(other => other.Name == name);
            Metrics.Gauge("argosy_feed_age_seconds", "Time since the bot's last instant of the market", () => Now().Time is > 0 and var at ? Math.Max(0, (_time.GetUtcNow().ToUnixTimeMilliseconds() - at) / 1e3) : 0, $"bot=\"{name}\"");
            Metrics.Gauge("argosy_equity", "What the bot is worth, quote asset", () => (double)Now().Equity, $"bot=\"{name}\"");
            Metrics.Gauge("argosy_open_orders", "Orders that have not ended", () => Now().OpenOrders, $"bot=\"{name}\"");
        }
        if (_parse.GetValue(_options.Http) is not { } port) return null;
        var health = new HealthCheck(host, database, Trail, [.. seats.All.Select(seat => seat.Desk).OfType<AccountDesk>()], Offset);
        var opened = await WatchDoor.OpenAsync((int)port, health, Metrics);
        if (!opened.Ok) return opened.Error;
        _door = opened.Value;
        _console.Tell(new Alert(AlertSeverity.Info, "http", $"{_door.Address}health and {_door.Address}metrics"));
        return null;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_door is not null) await _door.DisposeAsync();
        Note("host-stop", []);
        await _hub.DisposeAsync();
        await Trail.DisposeAsync();
        if (_log is not null) await _log.DisposeAsync();
        _telemetry?.Dispose();
        Metrics.Dispose();
        _http.Dispose();
    }

    void Note(string kind, IReadOnlyList<RunPlan> plans) => Trail.Add(new AuditDraft
    {
        Time = _time.GetUtcNow().ToUnixTimeMilliseconds(),
        Actor = "host",
        Kind = kind,
        Fields = json =>
        {
            json.WriteString("version", Invocation.CommandLine.Version);
            if (plans.Count == 1) Write(json, plans[0]);
            if (plans.Count < 2) return;
            json.WriteStartArray("bots");
            foreach (var plan in plans)
            {
                json.WriteStartObject();
                Write(json, plan);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        },
    });

    static void Write(System.Text.Json.Utf8JsonWriter json, RunPlan plan)
    {
        json.WriteString("bot", plan.Bot);
        json.WriteString("account", plan.Account);
        json.WriteString("mode", plan.IsLive ? "live" : "paper");
        json.WriteString("venue", KebabCase.Of(plan.Venue.ToString()));
    }
}
