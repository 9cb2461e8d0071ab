using Argosy.Core.Commands;
using Argosy.Core.Values;
using Argosy.Hosting.Commands;
using Argosy.Hosting.Ports;
using Argosy.Server.Auth;
using Argosy.Server.Http;
using Argosy.Server.Live;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Argosy.Server.Trading;

/// <summary>The one grammar of commands, over HTTP.</summary>
internal static class CommandEndpoints
{
    const int Shown = 200, MostText = 500;

    public static void Map(RouteGroupBuilder api)
    {
        var commands = api.MapGroup("/commands").WithTags("commands");
        commands.MapGet("", ListAsync).Answering<IReadOnlyList<CommandAnswerRow>>().WithSummary("The last commands from every mouth, newest first");
        commands.MapPost("", GiveAsync).ForLiveAction(Role.Trader).Answering<CommandReply>().WithSummary("Carry a command out; the Idempotency-Key is its id");
        // It changes nothing, and needs what every write needs.
        commands.MapPost("/preview", Preview).For(Role.Viewer).Answering<CommandPreview>().WithSummary("What a command would do, or where it is wrong");
        commands.MapGet("/grammar", () => Answers.Ok<IReadOnlyList<VerbAnswer>>([.. CommandVerbs.All.Select(VerbAnswer.Of)])).Answering<IReadOnlyList<VerbAnswer>>().WithSummary("All commands with their options");
    }

    /// <summary>A request's own id: its Idempotency-Key, else its correlation id.</summary>
    public static string IdOf(HttpContext context) => context.Request.Headers["Idempotency-Key"].ToString() is { Length: > 0 } key ? key : Correlation.IdOf(context);

    static async Task<IResult> ListAsync(IDatabase database, CancellationToken cancellation) =>
        Answers.Ok<IReadOnlyList<CommandAnswerRow>>([.. (await database.Commands.Last(Shown, cancellation)).Select(CommandAnswerRow.Of)]);

    static async Task<IResult> GiveAsync(CommandWish wish, Visitor visitor, TradingDesk desk, HttpContext context, TimeProvider time)
    {
        if (wish.Text.Length is 0 or > MostText) return ApiFailure.BadInput($"a command has 1 to {MostText} characters", "text");
        var id = IdOf(context);
        var answer = await desk.Parts.Commands.GiveAsync(new CommandRequest("web", visitor.Name, id, wish.Text));
        var reply = new CommandReply(id, answer.Outcome, answer.Text, null, answer.Json is { } json ? System.Text.Json.JsonDocument.Parse(json).RootElement : null);
        if (context.RequestServices.GetService(typeof(ILiveTopics)) is ILiveTopics topics && answer.Outcome != CommandOutcome.Invalid) topics.Publish("commands", "given", new CommandAnswerRow(id, "web", wish.Text, KebabCase.Of(answer.Outcome.ToString()), answer.Text, time.GetUtcNow().ToUnixTimeMilliseconds()));
        return answer.Outcome switch
        {
            CommandOutcome.Done or CommandOutcome.Preview => Answers.Ok(reply),
            CommandOutcome.Invalid => ApiFailure.BadInput(answer.Text, "text"),
            CommandOutcome.Refused or CommandOutcome.Unauthorised => new ApiFailure(ApiCode.Refused, answer.Text),
        };
    }

    static IResult Preview(CommandWish wish)
    {
        if (wish.Text.Length > MostText) return ApiFailure.BadInput($"a command has at most {MostText} characters", "text");
        var reading = CommandParser.Read(wish.Text);
        return Answers.Ok(reading.Fault is { } fault ? new CommandPreview(null, null, new CommandError(fault.Message, fault.Position, fault.Length, fault.Suggestion)) : new CommandPreview(reading.Command!.ToString(), reading.Command.Preview(), null));
    }
}

/// <summary>A command that is given.</summary>
internal sealed record CommandWish(string Text);

/// <summary>What came of a command.</summary>
internal sealed record CommandReply(string Id, CommandOutcome State, string Answer, int? Deployment, System.Text.Json.JsonElement? Data);

/// <summary>A command in the list.</summary>
internal sealed record CommandAnswerRow(string Id, string Source, string Text, string State, string Answer, long Time)
{
    public static CommandAnswerRow Of(CommandRow row) => new(row.Id, row.Source, row.Text, row.State, row.Answer, row.Time);
}

/// <summary>A command read, or what is wrong with it.</summary>
/// <param name="Parsed">As it is understood.</param>
/// <param name="Meaning">What it would do.</param>
/// <param name="Error">What is wrong.</param>
internal sealed record CommandPreview(string? Parsed, string? Meaning, CommandError? Error);

/// <summary>What is wrong with a command, and where: position from 1.</summary>
internal sealed record CommandError(string Message, int Position, int Length, string? Suggestion);

/// <summary>A command of the grammar.</summary>
internal sealed record VerbAnswer(string Name, string Usage, string Meaning, string Example, IReadOnlyList<string> Operands, IReadOnlyList<OptionAnswer> Options)
{
    public static VerbAnswer Of(CommandVerb verb) => new(verb.Name, verb.Usage, verb.Meaning, verb.Example, verb.Operands, [.. verb.Options.Select(option => new OptionAnswer(option.ToString(), option.Value, option.Meaning, option.Example))]);
}

/// <summary>An option of the grammar.</summary>
internal sealed record OptionAnswer(string Name, string Value, string Meaning, string Example);
