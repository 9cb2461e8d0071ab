using System.Text;
using Argosy.Core.Values;
using Argosy.Hosting.Commands;
using Argosy.Hosting.Ports;
using Argosy.Server.Auth;
using Argosy.Server.Http;
using Argosy.Server.Live;
using Argosy.Server.Trading;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Argosy.Server.Services;

/// <summary><c>POST /webhook</c>: commands of chart programs, which cannot log in or set headers and bring a secret in the address or in the body instead.</summary>
/// <remarks>Who does not know the secret is answered 401 whatever it says, counted as a bad login of its address, and leaves an audit line. A browser's page of another site is refused.</remarks>
internal static class ChartAlertDoor
{
    /// <summary>Most characters of a command.</summary>
    public const int MostText = 500;

    const string Mouth = "webhook";
    const int MostBody = 16_384;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/webhook", AnswerAsync).Answering<CommandReply>().WithTags("services").WithSummary("Carry out a chart program's command: plain text or {\"command\",\"id\",\"secret\"}; the secret in the body or as ?secret=");

    static async Task<IResult> AnswerAsync(HttpContext context, TradingDesk desk, IDatabase database, LoginLimits limits, TimeProvider time)
    {
        var cancel = context.RequestAborted;
        var address = Logins.AddressOf(context);
        if (limits.Pause(address, "") is { } pause) return new ApiFailure(ApiCode.TooMany, "too many wrong secrets; wait a few minutes") { RetryAfter = pause };
        if (!OriginCheck.IsOwn(context.Request)) return new ApiFailure(ApiCode.Forbidden, "the request comes from another site");
        if (context.Request.ContentLength > MostBody) return new ApiFailure(ApiCode.TooLarge, $"expected at most {MostBody} bytes");
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync(cancel);
        var message = CommandMessage.Read(body);
        var secret = context.Request.Query["secret"].ToString() is { Length: > 0 } query ? query : message.Ok ? message.Value.Secret : "";
        if (!desk.IsThere || await ChartAlerts.ReadAsync(database, cancel) is not { } door || !door.Knows(secret))
        {
            limits.Failed(address, "");
            if (desk.IsThere) await desk.Parts.Commands.NoteStrangerAsync(Mouth, address);
            return new ApiFailure(ApiCode.Unauthorized, "the sender is not known here");
        }
        if (!message.Ok) return ApiFailure.Of(message.Error!);
        if (message.Value.Text.Length is 0 or > MostText) return ApiFailure.BadInput($"a command has 1 to {MostText} characters", "command");
        var id = message.Value.Id.Length > 0 ? message.Value.Id : context.Request.Query["id"].ToString();
        // Who hangs up does not take the command back: its id finds the answer.
        var answer = await desk.Parts.Commands.GiveAsync(new CommandRequest(Mouth, CommandDoor.SecretHolder, id, message.Value.Text) { IsPreview = message.Value.IsPreview });
        var reply = new CommandReply(id, answer.Outcome, answer.Text, null, answer.Json is { } json ? System.Text.Json.JsonDocument.Parse(json).RootElement : null);
        if (answer.Outcome is CommandOutcome.Done or CommandOutcome.Refused && context.RequestServices.GetService(typeof(ILiveTopics)) is ILiveTopics topics)
            topics.Publish("commands", "given", new CommandAnswerRow(id, Mouth, message.Value.Text, KebabCase.Of(answer.Outcome.ToString()), answer.Text, time.GetUtcNow().ToUnixTimeMilliseconds()));
        return answer.Outcome switch
        {
            CommandOutcome.Done or CommandOutcome.Preview => Answers.Ok(reply),
            CommandOutcome.Invalid => ApiFailure.BadInput(answer.Text, "command"),
            CommandOutcome.Refused or CommandOutcome.Unauthorised => new ApiFailure(ApiCode.Refused, answer.Text),
        };
    }
}
