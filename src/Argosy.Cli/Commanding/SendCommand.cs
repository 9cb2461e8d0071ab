using System.CommandLine;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Argosy.Cli.Invocation;
using Argosy.Core.Values;

namespace Argosy.Cli.Commanding;

/// <summary><c>argosy send</c>: gives a command to a running host.</summary>
static class SendCommand
{
    const string Variable = "ARGOSY_TOKEN", DefaultAddress = "http://127.0.0.1:8088";
    const int Tries = 3;
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30), Pause = TimeSpan.FromSeconds(1);

    /// <summary>The command.</summary>
    public static Command Create(Session session)
    {
        var text = new Argument<string>("command") { Description = "The command, quoted as one word; 'help' lists them" };
        var url = OptionKinds.Text("--url", "url", $"Where 'argosy up' or 'argosy run --commands' listens (default {DefaultAddress})");
        var token = OptionKinds.Text("--token", "env:NAME", $"Variable of the environment with the token (default env:{Variable})");
        var id = OptionKinds.Text("--id", "text", "Id of the command: sent again with the same id it is not carried out again (default: a new one)");
        var preview = OptionKinds.Flag("--preview", "Only say what would be done");
        var json = OptionKinds.Text("--json", "file", "Write the answer as JSON; - is the standard output");
        var command = new DescribedCommand("send", "Give a command to a running host.")
        {
            Examples =
            [
                "argosy send \"buy btc 80 -tsl 2.8 -e binance\"",
                "argosy send \"buy btc 80\" --preview            say what it would do",
                "argosy send \"close btc\" --id evening-17       again with this id it does nothing",
                "argosy send trades --json -",
                "argosy send flatten --url http://127.0.0.1:8080    to the server of argosy up, with an API token of scope trade",
            ],
        };
        command.Add(text);
        command.AddGroup("Sending", url, token, id, preview);
        command.AddGroup("Output", json);
        command.Run(parse =>
        {
            if (parse.GetValue(json) is { } file && OutputFiles.Check(session, ("--json", file)) is { } unwritable) return session.Fail(unwritable);
            if (!Uri.TryCreate(parse.GetValue(url) ?? DefaultAddress, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https")) return session.Fail(Error.BadInput($"--url: '{parse.GetValue(url)}' is no address; expected e.g. {DefaultAddress}"));
            // A token never crosses a network in the clear.
            if (address.Scheme == "http" && !address.IsLoopback) return session.Fail(Error.BadInput($"--url: {address} is not encrypted; http:// is for this machine alone, elsewhere expected https://"));
            var place = parse.GetValue(token) ?? $"env:{Variable}";
            if (!place.StartsWith("env:", StringComparison.Ordinal)) return session.Fail(Error.BadInput("--token: expected env:NAME; a token on a command line is seen by everybody on the machine"));
            if (Environment.GetEnvironmentVariable(place[4..]) is not { Length: > 0 } secret) return session.Fail(Error.BadInput($"--token: the environment has no {place[4..]}"));
            var wish = new SentCommand(parse.GetValue(text)!, parse.GetValue(preview), parse.GetValue(id) ?? Guid.NewGuid().ToString("N"));
            return SendAsync(session, address, secret, wish, parse.GetValue(json)).GetAwaiter().GetResult();
        });
        return command;
    }

    // Sent again under the same id: what was carried out already is answered, not done again.
    static async Task<ExitCode> SendAsync(Session session, Uri address, string token, SentCommand wish, string? json)
    {
        using var http = new HttpClient { Timeout = Patience };
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                // A host of one run has no /api; the server of argosy up has nothing else.
                var (status, body) = await PostAsync(http, new Uri(address, wish.HostPath), token, wish.Id, wish.HostBody, session.Cancel);
                if (status is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed) (status, body) = await PostAsync(http, new Uri(address, wish.ServerPath), token, wish.Id, wish.ServerBody, session.Cancel);
                return Show(session, CommandReplyText.Read((int)status, body), json);
            }
            catch (Exception failed) when (failed is HttpRequestException or TaskCanceledException && !session.Cancel.IsCancellationRequested)
            {
                if (attempt == Tries) return session.Fail(new Error(ErrorKind.Unavailable, $"{address} does not answer: {failed.Message}; whether the command was carried out is not known, --id {wish.Id} asks again without doing it twice"));
                await Task.Delay(Pause, session.Cancel);
            }
        }
    }

    static async Task<(HttpStatusCode Status, string Body)> PostAsync(HttpClient http, Uri address, string token, string id, string body, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("Idempotency-Key", id);
        using var response = await http.SendAsync(request, cancel);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(cancel));
    }

    static ExitCode Show(Session session, Result<CommandReplyText> reply, string? json)
    {
        if (!reply.Ok) return session.Fail(reply.Error!);
        if (json is not null && OutputFiles.WriteJson(session, json, reply.Value.Whole.WriteTo) is var written and not ExitCode.Done) return written;
        if (json != OutputFiles.Standard) session.Terminal.Line(reply.Value.Text);
        return ExitCode.Done;
    }
}
