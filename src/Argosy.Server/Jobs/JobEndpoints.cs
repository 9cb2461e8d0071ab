using System.Text.Json;
using Argosy.Hosting.Ports;
using Argosy.Server.Auth;
using Argosy.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Argosy.Server.Jobs;

/// <summary>The queue of research jobs. A user sees own jobs, an owner all.</summary>
internal static class JobEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var jobs = api.MapGroup("/jobs").WithTags("jobs");
        jobs.MapGet("", List).Answering<Page<JobAnswer>>().WithSummary("Jobs, newest first");
        jobs.MapPost("", Add).For(Role.Developer).Answering<JobAnswer>(StatusCodes.Status201Created).WithSummary("Queue a backtest, search, walk-forward, validation, training, fetch or synthetic series");
        jobs.MapGet("/{id:long}", Find).Answering<JobAnswer>().WithSummary("A job");
        jobs.MapPost("/{id:long}/cancel", (long id, Visitor visitor, JobQueue queue, IDatabase database, CancellationToken cancellation) => Ask(id, "cancel", visitor, queue, database, cancellation)).For(Role.Developer).Answering<JobAnswer>().WithSummary("Stop a job; nothing half-made is kept");
        jobs.MapPost("/{id:long}/pause", (long id, Visitor visitor, JobQueue queue, IDatabase database, CancellationToken cancellation) => Ask(id, "pause", visitor, queue, database, cancellation)).For(Role.Developer).Answering<JobAnswer>().WithSummary("Let an optimisation rest; its trials are kept");
        jobs.MapPost("/{id:long}/resume", Resume).For(Role.Developer).Answering<JobAnswer>().WithSummary("Go on with a job that rests");
    }

    /// <summary>Whether a visitor may see what a user made.</summary>
    public static bool MaySee(Visitor visitor, string owner) => visitor.Name == owner || visitor.May(Role.Owner);

    static async Task<IResult> List(Visitor visitor, IDatabase database, CancellationToken cancellation, string? kind = null, string? state = null, string? after = null, int limit = 200)
    {
        if (Paging.Check(limit) is { } wrong) return wrong;
        if (!Paging.TryNumber(after, out var before)) return Paging.BadCursor(after);
        var jobs = await database.Jobs.List(new JobFilter { Owner = visitor.May(Role.Owner) ? null : visitor.Name, Kind = kind, State = state, Before = before ?? long.MaxValue, Limit = limit }, cancellation);
        return Answers.Ok(new Page<JobAnswer>([.. jobs.Select(JobAnswer.Of)], jobs.Count == limit ? $"{jobs[^1].Id}" : null, null));
    }

    static async Task<IResult> Add(JobWish wish, Visitor visitor, JobQueue queue, CancellationToken cancellation)
    {
        var (job, failure) = await queue.AddAsync(wish.Kind, wish.Request, visitor, rerunOf: null, cancellation);
        return failure is not null ? failure : TypedResults.Created($"/api/jobs/{job!.Id}", JobAnswer.Of(job));
    }

    static async Task<IResult> Find(long id, Visitor visitor, IDatabase database, CancellationToken cancellation) =>
        await Own(id, visitor, database, cancellation) is { } job ? Answers.Ok(JobAnswer.Of(job)) : NotFound(id);

    static async Task<IResult> Ask(long id, string wish, Visitor visitor, JobQueue queue, IDatabase database, CancellationToken cancellation)
    {
        if (await Own(id, visitor, database, cancellation) is not { } known) return NotFound(id);
        if (known.State is "done" or "failed" or "cancelled") return ApiFailure.Conflict($"job {id} is {known.State}: there is nothing to {wish}");
        if (wish == "pause" && known.Kind != "optimise" && known.State == "running") return ApiFailure.Conflict($"a {known.Kind} that runs cannot rest: it keeps nothing half-made; only an optimisation can");
        return Answers.Ok(JobAnswer.Of((await queue.AskAsync(id, wish, cancellation))!));
    }

    static async Task<IResult> Resume(long id, Visitor visitor, JobQueue queue, IDatabase database, CancellationToken cancellation)
    {
        if (await Own(id, visitor, database, cancellation) is not { } known) return NotFound(id);
        if (!await queue.ResumeAsync(id, cancellation)) return ApiFailure.Conflict($"job {id} is {known.State}; only one that rests goes on");
        return Answers.Ok(JobAnswer.Of((await database.Jobs.Find(id, cancellation))!));
    }

    static async Task<JobRow?> Own(long id, Visitor visitor, IDatabase database, CancellationToken cancellation) =>
        await database.Jobs.Find(id, cancellation) is { } job && MaySee(visitor, job.Owner) ? job : null;

    static ApiFailure NotFound(long id) => ApiFailure.NotFound($"there is no job {id}");
}

/// <summary>A job that is asked for.</summary>
/// <param name="Kind">backtest, optimise, walkforward, validate, train, fetch or synth.</param>
/// <param name="Request">What it takes; the fields of each kind are those of the command's options.</param>
internal sealed record JobWish(string Kind, JsonElement Request);
