using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Argosy.Cli.Backtesting;
using Argosy.Cli.Invocation;
using Argosy.Core.Values;

namespace Argosy.Cli.Deploying;

/// <summary>What <c>argosy deployments</c> does with one deployment of a running server, by the server's own door.</summary>
static class DeploymentActions
{
    /// <summary>Adds the commands.</summary>
    public static void AddTo(Session session, DescribedCommand deployments)
    {
        var confirm = OptionKinds.Text("--confirm", "name", "Of a live deployment: its name once more, for it trades with real money");
        deployments.Add(Action(session, "start", "Start a deployment; one that was disabled may go on.", ["argosy deployments start 3", "argosy deployments start 3 --confirm trend      of a live one"], "runs", [confirm], parse => Said(("confirm", parse.GetValue(confirm)))));
        var positions = OptionKinds.Text("--positions", "leave|close", "What becomes of what it holds: it stays with its exits (default), or is closed at the market first");
        deployments.Add(Action(session, "stop", "Stop a deployment: its entries are cancelled.", ["argosy deployments stop 3", "argosy deployments stop 3 --positions close"], "stops", [positions], parse => Said(("positions", parse.GetValue(positions)))));
        deployments.Add(Action(session, "pause", "Let a deployment go on without entries.", ["argosy deployments pause 3"], "is paused: no entries, exits go on", [], _ => []));
        deployments.Add(Action(session, "resume", "End a deployment's pause.", ["argosy deployments resume 3"], "goes on with entries", [], _ => []));
        deployments.Add(Delete(session));
        deployments.Add(Update(session));
    }

    static DescribedCommand Action(Session session, string verb, string summary, IReadOnlyList<string> examples, string outcome, Option[] options, Func<ParseResult, Dictionary<string, object>> body)
    {
        var (command, id, door) = Command(verb, summary, examples, options);
        command.Run(parse => Do(session, parse, door, HttpMethod.Post, $"/{Number(parse, id)}/{verb}", body(parse), _ => $"deployment {Number(parse, id)} {outcome}"));
        return command;
    }

    static DescribedCommand Delete(Session session)
    {
        var (command, id, door) = Command("delete", "Delete a deployment that does not run and holds nothing; its orders, trades and log stay.", ["argosy deployments delete 3"], []);
        command.Run(parse => Do(session, parse, door, HttpMethod.Delete, $"/{Number(parse, id)}", null, _ => $"deployment {Number(parse, id)} is deleted; its history stays"));
        return command;
    }

    static DescribedCommand Update(Session session)
    {
        var version = OptionKinds.Text("--version", "n.m", "Another version of its bot, e.g. 1.4");
        var parameters = OptionKinds.Texts("--param", "name=value", "A parameter of its strategy; the others stay");
        var size = OptionKinds.Text("--size", "rule", "Size of its orders, e.g. quote:100");
        var exits = OptionKinds.Texts("--exit", "rule", "Exit rules in place of its own");
        var guards = OptionKinds.Texts("--guard", "rule", "Guards in place of its own");
        var limits = OptionKinds.Texts("--limit", "rule", "Limits in place of its own");
        var cash = OptionKinds.Money("--cash", "amount", "Its cash", "an amount above 0", value => value > 0);
        var schedule = OptionKinds.Text("--schedule", "cron", "When it decides, five fields; an empty text for every candle");
        var reset = OptionKinds.Flag("--reset-state", "Begin with an empty state, where its bot keeps one");
        var (command, id, door) = Command("update", "Give a flat deployment another version, parameters or settings; it goes on under a new number.", ["argosy deployments update 3 --version 1.4", "argosy deployments update 3 --param fast=10 --size quote:200"], [version, parameters, size, exits, guards, limits, cash, schedule, reset]);
        command.Run(parse =>
        {
            var values = StrategyReader.Values(parse.GetValue(parameters) ?? []);
            if (!values.Ok) return session.Fail(values.Error!);
            var body = Said(("version", parse.GetValue(version)), ("size", parse.GetValue(size)), ("schedule", parse.GetValue(schedule)));
            foreach (var (key, option) in new[] { ("exits", exits), ("guards", guards), ("limits", limits) })
            {
                if (parse.GetValue(option) is { Length: > 0 } rules) body[key] = rules;
            }
            if (parse.GetValue(cash) is { } amount) body["cash"] = Exact.Text(amount);
            if (parse.GetValue(reset)) body["keepState"] = false;
            if (body.Count == 0 && values.Value.Count == 0) return session.Fail(Error.BadInput("nothing is to change; expected --version, --param or one of the settings"));
            return UpdateAsync(session, parse, door, Number(parse, id), body, values.Value).GetAwaiter().GetResult();
        });
        return command;
    }

    // A parameter that is not named keeps its value: the server takes all of them or none.
    static async Task<ExitCode> UpdateAsync(Session session, ParseResult parse, ServerDoor door, string number, Dictionary<string, object> body, IReadOnlyDictionary<string, string> given)
    {
        if (given.Count > 0)
        {
            var now = await door.AskAsync(parse, HttpMethod.Get, $"/api/deployments/{number}", null, session.Cancel);
            if (!now.Ok) return session.Fail(now.Error!);
            var all = now.Value.TryGetProperty("spec", out var spec) && spec.TryGetProperty("parameters", out var known)
                ? known.EnumerateObject().ToDictionary(one => one.Name, one => one.Value.ToString(), StringComparer.Ordinal)
                : new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var (name, value) in given) all[name] = value;
            body["parameters"] = all;
        }
        return await AnswerAsync(session, parse, door, HttpMethod.Post, $"/{number}/update", body, answer => $"deployment {number} goes on as deployment {NumberOf(answer)}");
    }

    static string NumberOf(JsonElement answer) => answer.TryGetProperty("row", out var row) && row.TryGetProperty("id", out var id) ? id.ToString() : "of another number; 'argosy deployments' lists it";

    static (DescribedCommand Command, Argument<int?> Id, ServerDoor Door) Command(string verb, string summary, IReadOnlyList<string> examples, Option[] options)
    {
        var id = OptionKinds.Number("deployment", "The deployment's number");
        var door = new ServerDoor();
        var command = new DescribedCommand(verb, summary) { Examples = examples };
        command.Add(id);
        if (options.Length > 0) command.AddGroup("Options", options);
        command.AddGroup("Server", door.Server, door.Token);
        return (command, id, door);
    }

    static string Number(ParseResult parse, Argument<int?> id) => parse.GetValue(id)!.Value.ToString(CultureInfo.InvariantCulture);

    static Dictionary<string, object> Said(params (string Key, string? Value)[] said) => said.Where(pair => pair.Value is not null).ToDictionary(pair => pair.Key, pair => (object)pair.Value!, StringComparer.Ordinal);

    static ExitCode Do(Session session, ParseResult parse, ServerDoor door, HttpMethod method, string path, Dictionary<string, object>? body, Func<JsonElement, string> outcome) => AnswerAsync(session, parse, door, method, path, body, outcome).GetAwaiter().GetResult();

    static async Task<ExitCode> AnswerAsync(Session session, ParseResult parse, ServerDoor door, HttpMethod method, string path, Dictionary<string, object>? body, Func<JsonElement, string> outcome)
    {
        var answer = await door.AskAsync(parse, method, $"/api/deployments{path}", body, session.Cancel);
        if (!answer.Ok) return session.Fail(answer.Error!);
        session.Terminal.Line(outcome(answer.Value));
        return ExitCode.Done;
    }
}
