using System.Text.Json;
using Argosy.Core.Values;
using Argosy.Data.Catalogue;
using Argosy.Data.Export;
using Argosy.Data.Files;
using Argosy.Hosting.Ports;
using Argosy.Server.Auth;
using Argosy.Server.Http;
using Argosy.Server.Jobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Argosy.Server.MarketData;

/// <summary>The series of the catalogue. They belong to the installation: every user sees them, developers change them.</summary>
internal static class DataEndpoints
{
    public static void Map(RouteGroupBuilder api, ResearchOptions options)
    {
        var data = api.MapGroup("/data").WithTags("data");
        data.MapGet("", (SeriesCache series) => Answers.Ok(series.Catalogue.List().Select(entry => SeriesAnswer.Of(entry)).ToArray())).Answering<SeriesAnswer[]>().WithSummary("All series");
        data.MapGet("/{id}", Find).Answering<SeriesAnswer>().WithSummary("A series, its coverage included");
        data.MapGet("/{id}/gaps", Gaps).Answering<Page<GapAnswer>>().WithSummary("The gaps of a series in order of time");
        data.MapPost("/import", Import).For(Role.Developer).WithMetadata(new RequestSizeLimitAttribute(options.MostImportBytes + 1)).Answering<ImportAnswer>().WithSummary("Import the body, a file of any known format; dryRun only reads and reports");
        data.MapPost("/synth", Synth).For(Role.Developer).Answering<JobAnswer>(StatusCodes.Status201Created).WithSummary("Queue a synthetic series");
        data.MapPost("/{id}/verify", Verify).For(Role.Developer).Answering<VerifyAnswer>().WithSummary("Check every checksum, time and bar of a series");
        data.MapGet("/{id}/export", Export).Produces(StatusCodes.Status200OK, contentType: "text/csv").WithSummary("A series as CSV or JSON");
        data.MapDelete("/{id}", Delete).For(Role.Developer).WithSummary("Delete a series");
    }

    static IResult Find(string id, SeriesCache series)
    {
        var opened = series.Open(id);
        if (!opened.Ok) return ApiFailure.Of(opened.Error!);
        using var file = opened.Value.File;
        return Answers.Ok(SeriesAnswer.Of(new CatalogueEntry(id, file.Path, file.Info, null), opened.Value.Levels));
    }

    static IResult Gaps(string id, SeriesCache series, string? after = null, int limit = 200)
    {
        if (Paging.Check(limit) is { } wrong) return wrong;
        if (!Paging.TryNumber(after, out var begin)) return Paging.BadCursor(after);
        var opened = series.Open(id);
        if (!opened.Ok) return ApiFailure.Of(opened.Error!);
        using var file = opened.Value.File;
        var length = file.Info.Timeframe.ApproximateMilliseconds;
        return Answers.Ok(Paging.Of([.. opened.Value.Levels.Gaps.Select(gap => new GapAnswer(gap.From, gap.To, (gap.To - gap.From) / length))], begin ?? 0, limit));
    }

    static async Task<IResult> Import(
        HttpRequest request, SeriesImport import, CancellationToken cancellation, string? file = null, string? name = null, string? instrument = null, string? timeframe = null, string? format = null, string? columns = null, bool force = false, bool dryRun = false)
    {
        var (answer, failure) = await import.ReadAsync(request, new ImportQuery(file, name, instrument, timeframe, format, columns, force, dryRun), cancellation);
        return failure is not null ? failure : Answers.Ok(answer!);
    }

    static async Task<IResult> Synth(JsonElement request, Visitor visitor, JobQueue queue, CancellationToken cancellation)
    {
        var (job, failure) = await queue.AddAsync("synth", request, visitor, rerunOf: null, cancellation);
        return failure is not null ? failure : TypedResults.Created($"/api/jobs/{job!.Id}", JobAnswer.Of(job));
    }

    static async Task<IResult> Verify(string id, SeriesCache series)
    {
        var path = series.Catalogue.Find(id);
        if (!path.Ok) return ApiFailure.NotFound($"there is no series '{id}'");
        return await Task.Run<IResult>(() =>
        {
            var opened = BarFile.Open(path.Value);
            if (!opened.Ok) return Answers.Ok(new VerifyAnswer(false, opened.Error!.Message, null));
            using var file = opened.Value;
            var damage = file.Verify();
            var violations = file.Info.Quality.Violations;
            return Answers.Ok(new VerifyAnswer(damage is null && violations == 0, damage?.Message ?? (violations > 0 ? $"{violations} bars have a high or low that does not enclose their prices" : null), file.Info.Quality));
        });
    }

    static IResult Export(string id, SeriesCache series, string format = "csv")
    {
        if (format is not ("csv" or "json")) return ApiFailure.BadInput($"format: '{format}' is none; expected csv or json", "format");
        var path = series.Catalogue.Find(id);
        if (!path.Ok) return ApiFailure.NotFound($"there is no series '{id}'");
        var opened = BarFile.Open(path.Value);
        if (!opened.Ok) return ApiFailure.Of(opened.Error!);
        using var file = opened.Value;
        var bars = file.ReadBars();
        if (!bars.Ok) return ApiFailure.Of(bars.Error!);
        // What the file writers know is synchronous; it goes through memory, a series at a time.
        var text = new MemoryStream();
        if (format == "csv") CsvExport.Write(text, bars.Value);
        else SeriesJson.Write(text, bars.Value);
        return TypedResults.Bytes(text.ToArray(), format == "csv" ? "text/csv; charset=utf-8" : "application/json", $"{id}.{format}");
    }

    static async Task<IResult> Delete(string id, SeriesCache series, IDatabase database, CancellationToken cancellation)
    {
        var path = series.Catalogue.Find(id);
        if (!path.Ok) return ApiFailure.NotFound($"there is no series '{id}'");
        foreach (var state in (string[])["queued", "running", "paused"])
        {
            var user = (await database.Jobs.List(new JobFilter { State = state }, cancellation)).FirstOrDefault(job => Uses(job, id));
            if (user is not null) return ApiFailure.Conflict($"job {user.Id}, which is {state}, needs {id}");
        }
        try
        {
            File.Delete(path.Value);
            return Answers.Done();
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return ApiFailure.Of(new Error(ErrorKind.Refused, $"{id} cannot be deleted: {refused.Message}"));
        }
    }

    static bool Uses(JobRow job, string id)
    {
        using var request = JsonDocument.Parse(job.Request);
        return ((string[])["series", "detail", "mark"]).Any(field => RequestWords.Texts(request.RootElement, field).Contains(id, StringComparer.Ordinal));
    }
}
