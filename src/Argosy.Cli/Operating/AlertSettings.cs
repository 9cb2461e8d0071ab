using System.CommandLine;
using Argosy.Cli.Running;
using Argosy.Core.Values;
using Argosy.Hosting.Alerting;
using Argosy.Hosting.Ports;

namespace Argosy.Cli.Operating;

/// <summary>Where alerts go besides the terminal, as options or a configuration say.</summary>
/// <param name="Webhook">Address of the webhook; null for none.</param>
/// <param name="Secret">Its secret; null for none.</param>
/// <param name="Least">The least severity it is told.</param>
sealed record AlertSettings(Uri? Webhook, string? Secret, AlertSeverity Least)
{
    const string Environmental = "env:";

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Reads them.</summary>
    public static Result<AlertSettings> Read(ParseResult parse, RunOptions options)
    {
        var (address, secret, least) = (parse.GetValue(options.AlertWebhook), parse.GetValue(options.AlertSecret), parse.GetValue(options.AlertLeast) ?? AlertSeverity.Warning);
        if (address is null) return secret is null ? new AlertSettings(null, null, least) : Error.BadInput("--alert-secret is for --alert-webhook, which is not given");
        var webhook = WebhookAlerts.Address(address);
        if (!webhook.Ok) return Error.BadInput($"--alert-webhook: {webhook.Error!.Message}");
        if (secret is null) return new AlertSettings(webhook.Value, null, least);
        if (!secret.StartsWith(Environmental, StringComparison.Ordinal)) return Error.BadInput("--alert-secret: expected env:NAME; a secret does not stand in a command line or a file");
        return Environment.GetEnvironmentVariable(secret[Environmental.Length..]) is { Length: > 0 } held
            ? new AlertSettings(webhook.Value, held, least)
            : Error.BadInput($"--alert-secret: the environment has no {secret[Environmental.Length..]}");
    }

    /// <summary>The channels there are.</summary>
    public IReadOnlyList<IAlertChannel> Channels(HttpClient http) => Webhook is null ? [] : [new WebhookAlerts(http, Webhook, Secret, Least, Patience)];
}
