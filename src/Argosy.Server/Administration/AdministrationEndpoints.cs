using System.Globalization;
using System.Text;
using Argosy.Hosting.Ports;
using Argosy.Server.Auth;
using Argosy.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Argosy.Server.Administration;

/// <summary>Settings and backups.</summary>
internal static class AdministrationEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/settings", async (HttpContext context, IDatabase database) => Tags.Ok(context, await ServerSettings.ReadAsync(database, context.RequestAborted))).WithTags("administration").Answering<ServerSettings>().WithSummary("Settings of the server");
        api.MapPut("/settings", SaveAsync).For(Role.Owner).WithTags("administration").Answering<ServerSettings>().WithSummary("Change them");
        api.MapPost("/backup", BackupAsync).ForLiveAction(Role.Owner).WithTags("administration").Produces<string>(StatusCodes.Status200OK, "application/x-ndjson").AnsweringOnce().WithSummary("The whole database of one instant; keys of accounts stay sealed, logins and tokens stay behind");
    }

    static async Task<IResult> SaveAsync(ServerSettings request, HttpContext context, IDatabase database)
    {
        if (request.Fault() is { } fault) return fault;
        if (Tags.Check(context, await ServerSettings.ReadAsync(database, context.RequestAborted)) is { } changed) return changed;
        await request.SaveAsync(database, context.RequestAborted);
        return Tags.Ok(context, request);
    }

    static IResult BackupAsync(IDatabase database, TimeProvider time) => TypedResults.Stream(
        async stream =>
        {
            await using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
            await database.Backup(writer);
        },
        "application/x-ndjson", string.Create(CultureInfo.InvariantCulture, $"argosy-{time.GetUtcNow():yyyyMMdd-HHmmss}.backup"));
}
