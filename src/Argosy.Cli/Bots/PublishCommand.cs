using System.CommandLine;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Argosy.Cli.Invocation;
using Argosy.Cli.Jobs;
using Argosy.Core.Values;

namespace Argosy.Cli.Bots;

/// <summary><c>argosy bots publish</c>: a file becomes the next version of a bot on a server.</summary>
static class PublishCommand
{
    const string Variable = "ARGOSY_TOKEN", DefaultAddress = "http://127.0.0.1:8080";
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>The command.</summary>
    public static Command Create(Session session)
    {
        var file = BotFile.Argument();
        var server = OptionKinds.Text("--server", "url", $"The server (default {DefaultAddress})");
        var token = OptionKinds.Text("--token", "env:NAME", $"Variable of the environment with a token of the server, scope develop (default env:{Variable})");
        var name = OptionKinds.Text("--name", "text", "The bot's name there (default: the file's without its ending); it is made where you have none of this name");
        var note = OptionKinds.Text("--note", "text", "What is new in this version");
        var label = OptionKinds.Text("--label", "text", "A short name for this version");
        var major = OptionKinds.Flag("--major", "Count the number before the dot, e.g. 1.4 becomes 2.0");
        var command = new DescribedCommand("publish", "Save a file as the next version of a bot on a server.")
        {
            Examples = ["argosy bots publish my-cross.cs --note 'faster exits'", "argosy bots publish my-cross.ts --server https://argosy.example.org --token env:MY_TOKEN --major"],
        };
        command.Add(file);
        command.AddGroup("Server", server, token);
        command.AddGroup("Version", name, note, label, major);
        command.Run(parse =>
        {
            var bot = parse.GetValue(file)!;
            if (BotFile.Check(bot) is { } wrong) return session.Fail(wrong);
            if (!Uri.TryCreate(parse.GetValue(server) ?? DefaultAddress, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https")) return session.Fail(Error.BadInput($"--server: '{parse.GetValue(server)}' is no address; expected e.g. {DefaultAddress}"));
            // A token never crosses a network in the clear.
            if (address.Scheme == "http" && !address.IsLoopback) return session.Fail(Error.BadInput($"--server: {address} is not encrypted; http:// is for this machine alone, elsewhere expected https://"));
            var place = parse.GetValue(token) ?? $"env:{Variable}";
            if (!place.StartsWith("env:", StringComparison.Ordinal)) return session.Fail(Error.BadInput("--token: expected env:NAME; a token on a command line is seen by everybody on the machine"));
            if (Environment.GetEnvironmentVariable(place[4..]) is not { Length: > 0 } secret) return session.Fail(Error.BadInput($"--token: the environment has no {place[4..]}"));
            var wish = new BotWish(parse.GetValue(name) ?? Path.GetFileNameWithoutExtension(bot), BotFile.IsTypeScript(bot) ? "typescript" : "csharp", parse.GetValue(note), parse.GetValue(label), parse.GetValue(major));
            return SendAsync(session, address, secret, bot, wish).GetAwaiter().GetResult();
        });
        return command;
    }

    static async Task<ExitCode> SendAsync(Session session, Uri address, string token, string file, BotWish wish)
    {
        var source = await BotMaker.ReadAsync(file, session.Cancel);
        if (!source.Ok) return session.Fail(source.Error!);
        using var http = new HttpClient { Timeout = Patience };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, "/api/bots/publish")) { Content = new StringContent(wish.ToJson(source.Value), Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        try
        {
            using var response = await http.SendAsync(request, session.Cancel);
            return Show(session, file, (int)response.StatusCode, await response.Content.ReadAsStringAsync(session.Cancel));
        }
        catch (Exception failed) when (failed is HttpRequestException or TaskCanceledException && !session.Cancel.IsCancellationRequested)
        {
            // The same text again is the same version: it may be sent again.
            return session.Fail(new Error(ErrorKind.Unavailable, $"{address} does not answer: {failed.Message}; sending it again makes no second version"));
        }
    }

    static ExitCode Show(Session session, string file, int status, string body)
    {
        try
        {
            using var answer = JsonDocument.Parse(body);
            var root = answer.RootElement;
            if (status is 200 or 201)
            {
                var version = $"{root.GetProperty("name").GetString()} {root.GetProperty("version").GetString()}";
                session.Terminal.Line(root.GetProperty("created").GetBoolean() ? $"{file} is {version}" : $"{file} is {version} already, word for word");
                return ExitCode.Done;
            }
            var text = new StringBuilder(root.GetProperty("message").GetString());
            if (root.TryGetProperty("problems", out var problems))
            {
                foreach (var problem in problems.EnumerateArray()) text.Append('\n').Append($"{Path.GetFileName(file)}({problem.GetProperty("line").GetInt32()},{problem.GetProperty("column").GetInt32()}): {problem.GetProperty("message").GetString()}");
            }
            return session.Fail(new Error(status is 401 or 403 ? ErrorKind.Unauthorised : status is 400 or 413 or 422 ? ErrorKind.BadInput : ErrorKind.Refused, text.ToString()));
        }
        catch (Exception strange) when (strange is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return session.Fail(new Error(ErrorKind.Unavailable, $"what answers there is no server of Argosy (status {status})"));
        }
    }

    sealed record BotWish(string Name, string Language, string? Note, string? Label, bool Major)
    {
        public string ToJson(string text)
        {
            var wish = new Dictionary<string, object> { ["name"] = Name, ["language"] = Language, ["text"] = text };
            if (Note is not null) wish["note"] = Note;
            if (Label is not null) wish["label"] = Label;
            if (Major) wish["major"] = true;
            return JsonSerializer.Serialize(wish);
        }
    }
}
