using Argosy.Core.Values;
using Argosy.Hosting.Accounts;
using Argosy.Hosting.Alerting;
using Argosy.Hosting.Ports;

namespace Argosy.Server.Notifying;

/// <summary>The webhook an owner set in the web app, as a channel of the alerts.</summary>
/// <remarks>Several servers of one database: each takes a change over when it next posts or shows the settings.</remarks>
public sealed class Notifications : IAlertChannel
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    readonly IDatabase _database;
    readonly KeyVault _vault;
    readonly HttpClient _http;
    readonly TimeProvider _time;
    volatile WebhookSettings _settings = WebhookSettings.None;

    Notifications(IDatabase database, KeyVault vault, HttpClient http, TimeProvider time) => (_database, _vault, _http, _time) = (database, vault, http, time);

    /// <inheritdoc/>
    public string Name => "webhook";

    /// <inheritdoc/>
    public AlertSeverity Least => _settings.Least;

    /// <summary>What came of the last alert that was posted since the start; null before the first.</summary>
    internal Posted? Last { get; private set; }

    /// <summary>What posts: it follows no redirection, which would carry the secret elsewhere. Whoever makes it keeps it as long as the process lives.</summary>
#pragma warning disable CA2000 // The client owns its handler.
    public static HttpClient Client() => new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) });
#pragma warning restore CA2000

    /// <summary>Reads what is stored.</summary>
    /// <param name="database">Holds the settings.</param>
    /// <param name="vault">Opens address and secret.</param>
    /// <param name="http">Posts.</param>
    /// <param name="time">The server's clock.</param>
    /// <param name="cancel">Ends it.</param>
    public static async Task<Notifications> OpenAsync(IDatabase database, KeyVault vault, HttpClient http, TimeProvider time, CancellationToken cancel)
    {
        var made = new Notifications(database, vault, http, time);
        await made.ReadAsync(cancel);
        return made;
    }

    /// <inheritdoc/>
    public bool Wants(Alert alert)
    {
        ArgumentNullException.ThrowIfNull(alert);
        return _settings is { IsOn: true, Address: not null } settings && alert.Severity >= settings.Least && !settings.Muted.Contains(AlertKinds.Of(alert.Code));
    }

    /// <inheritdoc/>
    public async Task<Result<bool>> SendAsync(SentAlert alert, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(alert);
        // Switched off or muted while it waited: then it is not owed any more.
        await ReadAsync(cancellation);
        return Wants(alert.Alert) ? await PostAsync(alert, cancellation) : true;
    }

    /// <summary>Posts a test, whatever is muted.</summary>
    internal Task<Result<bool>> TestAsync(string asker, CancellationToken cancel) =>
        PostAsync(new SentAlert(new Alert(AlertSeverity.Info, "test", $"This is a test of Argosy's alerts, asked for by {asker}."), Now, 0), cancel);

    /// <summary>The settings as they are stored now.</summary>
    internal async Task<WebhookSettings> ReadAsync(CancellationToken cancel) => _settings = await WebhookSettings.ReadAsync(_database, cancel);

    /// <summary>Stores them and goes by them.</summary>
    internal async Task SaveAsync(WebhookSettings settings, CancellationToken cancel)
    {
        await settings.SaveAsync(_database, cancel);
        _settings = settings;
    }

    /// <summary>Where a sealed address leads to, without what may prove us: scheme and host.</summary>
    internal string? PlaceOf(WebhookSettings settings) => AddressOf(settings) is { Ok: true, Value: var address } ? $"{address.Scheme}://{address.Authority}/…" : null;

    long Now => _time.GetUtcNow().ToUnixTimeMilliseconds();

    Result<Uri> AddressOf(WebhookSettings settings)
    {
        if (settings.Address is null) return new Error(ErrorKind.NotFound, "no webhook is set");
        var text = WebhookSettings.Open(_vault, settings.Address);
        return text.Ok ? WebhookAlerts.Address(text.Value) : text.Error!;
    }

    async Task<Result<bool>> PostAsync(SentAlert alert, CancellationToken cancel)
    {
        var settings = _settings;
        var address = AddressOf(settings);
        if (!address.Ok) return address.Error!;
        string? secret = null;
        if (settings.Secret is not null)
        {
            var opened = WebhookSettings.Open(_vault, settings.Secret);
            if (!opened.Ok) return opened.Error!;
            secret = opened.Value;
        }
        var sent = await new WebhookAlerts(_http, address.Value, secret, settings.Least, Patience).SendAsync(alert, cancel);
        Last = new Posted(Now, sent.Ok ? null : sent.Error!.Message);
        return sent;
    }
}

/// <summary>What came of an alert that was posted.</summary>
/// <param name="Time">Unix ms.</param>
/// <param name="Error">Why it was not taken; null where it was.</param>
internal sealed record Posted(long Time, string? Error);
