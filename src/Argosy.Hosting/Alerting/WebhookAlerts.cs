using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Argosy.Core.Values;
using Argosy.Hosting.Auditing;
using Argosy.Hosting.Ports;

namespace Argosy.Hosting.Alerting;

/// <summary>Posts alerts as JSON (<c>argosy-alert/1</c>) to an address, with a secret in the header <c>X-Argosy-Secret</c> by which the receiver knows us.</summary>
/// <param name="http">Keeps the connections.</param>
/// <param name="address">https, or http on this machine.</param>
/// <param name="secret">The secret; null for none.</param>
/// <param name="least">The least severity that is told.</param>
/// <param name="patience">How long an answer is waited for.</param>
public sealed class WebhookAlerts(HttpClient http, Uri address, string? secret, AlertSeverity least, TimeSpan patience) : IAlertChannel
{
    /// <summary>The header of the secret.</summary>
    public const string SecretHeader = "X-Argosy-Secret";

    /// <inheritdoc/>
    public string Name => "webhook";

    /// <inheritdoc/>
    public AlertSeverity Least => least;

    /// <summary>Whether an address may be posted to, or what is wrong with it.</summary>
    public static Result<Uri> Address(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp)) return Error.BadInput("it is no address; expected https://HOST/PATH");
        return address.Scheme == Uri.UriSchemeHttp && !address.IsLoopback ? Error.BadInput("it is not encrypted; http:// is for this machine alone, elsewhere expected https://") : address;
    }

    /// <inheritdoc/>
    public async Task<Result<bool>> SendAsync(SentAlert alert, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(alert);
        using var message = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(Body(alert)) };
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (secret is not null) message.Headers.TryAddWithoutValidation(SecretHeader, secret);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        ended.CancelAfter(patience);
        try
        {
            using var answer = await http.SendAsync(message, ended.Token).ConfigureAwait(false);
            if (answer.IsSuccessStatusCode) return true;
            var isPassing = answer.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests || (int)answer.StatusCode >= 500;
            return new Error(isPassing ? ErrorKind.Unavailable : ErrorKind.Refused, $"the webhook answered {(int)answer.StatusCode}", answer.Headers.RetryAfter?.Delta);
        }
        catch (OperationCanceledException)
        {
            return new Error(ErrorKind.Timeout, $"the webhook did not answer within {patience.TotalSeconds:0.#} s");
        }
        catch (HttpRequestException failed)
        {
            return new Error(ErrorKind.Unavailable, $"the webhook cannot be reached: {failed.Message}");
        }
    }

    static byte[] Body(SentAlert sent)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("format", "argosy-alert/1");
            json.WriteString("time", AuditText.Timestamp(sent.Time));
            json.WriteString("severity", KebabCase.Of(sent.Alert.Severity.ToString()));
            json.WriteString("code", sent.Alert.Code);
            json.WriteString("text", sent.Alert.Text);
            json.WriteString("account", sent.Alert.Account);
            json.WriteNumber("deployment", sent.Alert.Deployment);
            json.WriteNumber("heldBack", sent.HeldBack);
            json.WriteEndObject();
        }
        return stream.ToArray();
    }
}
