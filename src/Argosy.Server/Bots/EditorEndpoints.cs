using System.Diagnostics;
using System.Text.Json;
using Argosy.Core.Values;
using Argosy.Hosting.Ports;
using Argosy.Server.Auth;
using Argosy.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Argosy.Server.Bots;

/// <summary>What an editor asks while somebody types. Questions have the form of writes, for their length; they change nothing and leave no audit line.</summary>
internal static class EditorEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var editor = api.MapGroup("/editor").WithTags("editor");
        Question(editor.MapPost("/check", CheckAsync)).Answering<CheckAnswer>().WithSummary("What is wrong with a text, and its parameters");
        Question(editor.MapPost("/complete", (CodePlace place, Visitor visitor, EditorDesk desk, EditorLimits limits, CancellationToken cancellation) => AskAsync(place, visitor, desk, limits, (code, text, offset) => code.CompleteAsync(text, offset, cancellation)))).Answering<CodeCompletions>().WithSummary("What could stand at a place of a C# text");
        Question(editor.MapPost("/hover", (CodePlace place, Visitor visitor, EditorDesk desk, EditorLimits limits, CancellationToken cancellation) => AskAsync(place, visitor, desk, limits, (code, text, offset) => code.HoverAsync(text, offset, cancellation)))).Answering<CodeHover>().WithSummary("What stands at a place of a C# text");
        Question(editor.MapPost("/signature", (CodePlace place, Visitor visitor, EditorDesk desk, EditorLimits limits, CancellationToken cancellation) => AskAsync(place, visitor, desk, limits, (code, text, offset) => code.SignatureAsync(text, offset, cancellation)))).Answering<CodeSignatures>().WithSummary("The call a place of a C# text is in");
        editor.MapGet("/typings", (HttpContext context, EditorDesk desk) => Tags.Ok(context, new TypingsAnswer(desk.Material.Typings))).Answering<TypingsAnswer>().WithSummary("Declarations of the TypeScript API");
        editor.MapGet("/templates", (HttpContext context, EditorDesk desk) => Tags.Ok(context, desk.Material.Templates)).Answering<BotTemplate[]>().WithSummary("Bots to begin with");
        editor.MapGet("/help", Help).Produces<JsonElement>().WithSummary("The API of bots, described, for a language");
    }

    /// <summary>The failure of a part that is not there.</summary>
    public static ApiFailure NotHere(string what) => new(ApiCode.Unavailable, $"this server {what}");

    static RouteHandlerBuilder Question(RouteHandlerBuilder endpoint) => endpoint.For(Role.Developer).WithoutAudit().WithMetadata(new RequestSizeLimitAttribute(BotRules.MostBody));

    static async Task<IResult> CheckAsync(CodeText wish, Visitor visitor, EditorDesk desk, BotDocuments documents, EditorLimits limits, CancellationToken cancellation)
    {
        if ((BotRules.OfLanguage(wish.Language) ?? BotRules.OfText(wish.Text) ?? (wish.Name is null ? null : BotRules.OfName(wish.Name))) is { } wrong) return wrong;
        if (desk.Code is not { } code) return NotHere("does not look at texts: it has no compile worker");
        var (turn, failure) = limits.Begin(visitor);
        if (failure is not null) return failure;
        using (turn)
        {
            var begin = Stopwatch.GetTimestamp();
            var look = BotRules.CodeOf(wish.Language) is { } language ? await code.CheckAsync(language, wish.Text, BotRules.FileOf(wish.Name ?? "bot", wish.Language), cancellation) : documents.Check(wish.Text);
            return look.Ok ? Answers.Ok(new CheckAnswer(look.Value.IsSound, look.Value.Problems, look.Value.IsSound ? look.Value.Parameters : null, Stopwatch.GetElapsedTime(begin).TotalMilliseconds)) : ApiFailure.Of(look.Error!);
        }
    }

    static async Task<IResult> AskAsync<T>(CodePlace place, Visitor visitor, EditorDesk desk, EditorLimits limits, Func<IBotCode, string, int, Task<Result<T>>> ask)
    {
        if (place.Language != "csharp") return ApiFailure.BadInput($"language: '{place.Language}' is answered by the browser; expected csharp", "language");
        if (BotRules.OfText(place.Text) is { } wrong) return wrong;
        if (place.Offset < 0 || place.Offset > place.Text.Length) return ApiFailure.BadInput($"offset: {place.Offset} lies outside the text; expected 0 to {place.Text.Length}", "offset");
        if (desk.Code is not { } code) return NotHere("does not look at texts: it has no compile worker");
        var (turn, failure) = limits.Begin(visitor);
        if (failure is not null) return failure;
        using (turn) return Answers.Of(await ask(code, place.Text, place.Offset));
    }

    static IResult Help(HttpContext context, EditorDesk desk, string language)
    {
        if (!desk.Material.Help.TryGetValue(language, out var text)) return ApiFailure.NotFound($"there is no description of '{language}'");
        using var document = JsonDocument.Parse(text);
        return Tags.Ok(context, document.RootElement);
    }
}

/// <summary>A text to look at.</summary>
/// <param name="Language">csharp, typescript, yaml or consensus.</param>
/// <param name="Text">The text.</param>
/// <param name="Name">The bot's name; messages are told of a file called so.</param>
internal sealed record CodeText(string Language, string Text, string? Name = null);

/// <summary>A place in a text.</summary>
/// <param name="Language">csharp.</param>
/// <param name="Text">The text.</param>
/// <param name="Offset">UTF-16 units before the place.</param>
internal sealed record CodePlace(string Language, string Text, int Offset);

/// <summary>What was found in a text.</summary>
/// <param name="Ok">Whether it can run.</param>
/// <param name="Problems">What is wrong, warnings included.</param>
/// <param name="Parameters">Its parameters; null where it cannot run.</param>
/// <param name="Ms">How long the look took, ms.</param>
internal sealed record CheckAnswer(bool Ok, IReadOnlyList<BotProblem> Problems, IReadOnlyList<BotParameter>? Parameters, double Ms);

/// <summary>Declarations.</summary>
/// <param name="Files">One or several.</param>
internal sealed record TypingsAnswer(IReadOnlyList<BotFile> Files);
