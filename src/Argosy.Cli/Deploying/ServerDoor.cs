using System.CommandLine;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Argosy.Cli.Invocation;
using Argosy.Core.Values;

namespace Argosy.Cli.Deploying;

/// <summary>The server of <c>argosy up</c> as a command speaks to it: its address, and a token that the environment holds.</summary>
sealed class ServerDoor
{
    const string Variable = "ARGOSY_TOKEN", DefaultAddress = "http://127.0.0.1:8080";
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public Option<string?> Server { get; } = OptionKinds.Text("--server", "url", $"The server of argosy up (default {DefaultAddress})");

    public Option<string?> Token { get; } = OptionKinds.Text("--token", "env:NAME", $"Variable of the environment with a token of the server, scope trade (default env:{Variable})");

    /// <summary>Asks it.</summary>
    /// <param name="parse">The options.</param>
    /// <param name="method">GET, POST or DELETE.</param>
    /// <param name="path">Such as /api/deployments/3/start.</param>
    /// <param name="body">What is sent; null for nothing.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <returns>The answer; a value of no kind where it is empty.</returns>
    public async Task<Result<JsonElement>> AskAsync(ParseResult parse, HttpMethod method, string path, IReadOnlyDictionary<string, object>? body, CancellationToken cancel)
    {
        if (!Uri.TryCreate(parse.GetValue(Server) ?? DefaultAddress, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https")) return Error.BadInput($"--server: '{parse.GetValue(Server)}' is no address; expected e.g. {DefaultAddress}");
        // A token never crosses a network in the clear.
        if (address.Scheme == "http" && !address.IsLoopback) return Error.BadInput($"--server: {address} is not encrypted; http:// is for this machine alone, elsewhere expected https://");
        var place = parse.GetValue(Token) ?? $"env:{Variable}";
        if (!place.StartsWith("env:", StringComparison.Ordinal)) return Error.BadInput("--token: expected env:NAME; a token on a command line is seen by everybody on the machine");
        if (Environment.GetEnvironmentVariable(place[4..]) is not { Length: > 0 } secret) return Error.BadInput($"--token: the environment has no {place[4..]}; expected a token of the server, made under Settings, Security");
        using var http = new HttpClient { Timeout = Patience };
        using var request = new HttpRequestMessage(method, new Uri(address, path));
        if (body is not null) request.Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        if (method != HttpMethod.Get) request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString("N"));
        try
        {
            using var response = await http.SendAsync(request, cancel);
            return Read(address, (int)response.StatusCode, await response.Content.ReadAsStringAsync(cancel));
        }
        catch (HttpRequestException failed)
        {
            return new Error(ErrorKind.Unavailable, $"{address} does not answer: {failed.Message}; expected a running 'argosy up', which alone decides about its deployments (--server says where it is)");
        }
        catch (TaskCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new Error(ErrorKind.Unavailable, $"{address} did not answer within {Patience.TotalSeconds} s; whether it was done is not known: 'argosy deployments' shows it");
        }
    }

    static Result<JsonElement> Read(Uri address, int status, string body)
    {
        try
        {
            if (status == 204) return default(JsonElement);
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement.Clone();
            if (status is 200 or 201) return root;
            var message = root.GetProperty("message").GetString()!;
            return new Error(status switch { 400 or 404 => ErrorKind.BadInput, 401 or 403 => ErrorKind.Unauthorised, _ => ErrorKind.Refused }, message);
        }
        catch (Exception strange) when (strange is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return new Error(ErrorKind.Unavailable, $"what answers at {address} is no server of argosy up (status {status}); the bots of 'argosy run' take their commands from 'argosy send'");
        }
    }
}
