using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Argosy.Hosting.Ports;
using Argosy.Server.Auth;
using Argosy.Server.Http;
using Argosy.Server.Jobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Argosy.Server.Research;

/// <summary>Stored optimisations, and the other studies (walk-forwards, validations, trainings) by kind. A user sees own ones, an owner all.</summary>
internal static class StudyEndpoints
{
    static readonly string[] Searched = ["ranges", "method", "trials", "searchSeed", "prune", "objective", "constraints", "minTrades", "maxDrawdown", "train", "test", "anchored", "checks", "draws", "noiseRuns", "noise"];

    public static void Map(RouteGroupBuilder api)
    {
        var studies = api.MapGroup("/optimisations").WithTags("optimisations");
        studies.MapGet("", List).Answering<Page<StudyAnswer>>().WithSummary("Optimisations, newest first; kind asks for walkforward, validate, train or all");
        studies.MapGet("/{id:long}", Find).Answering<StudyAnswer>().WithSummary("An optimisation: what was searched, how far it is, its best trial, plateau and importance");
        studies.MapGet("/{id:long}/trials", Trials).Answering<Page<JsonElement>>().WithSummary("Its trials in the order of a parameter or figure");
        studies.MapGet("/{id:long}/heat", Heat).Answering<HeatAnswer>().WithSummary("Two parameters against each other, the best, worst or median over the rest");
        studies.MapGet("/{id:long}/result", Whole).Produces<JsonElement>().WithSummary("The whole result as the command writes it");
        studies.MapPost("/{id:long}/trials/{number:int}/run", Run).For(Role.Developer).Answering<JobAnswer>(StatusCodes.Status201Created).WithSummary("Queue a trial as a backtest");
        studies.MapDelete("/{id:long}", Delete).For(Role.Developer).WithSummary("Delete an optimisation and its files");
    }

    static async Task<IResult> List(Visitor visitor, IDatabase database, StudyFiles files, CancellationToken cancellation, string kind = "optimise", string? after = null, int limit = 200)
    {
        if (Paging.Check(limit) is { } wrong) return wrong;
        if (!Paging.TryNumber(after, out var before)) return Paging.BadCursor(after);
        if (kind != "all" && !JobQueue.IsStudy(kind)) return ApiFailure.BadInput($"kind: '{kind}' is none of optimise, walkforward, validate, train, all", "kind");
        var rows = await database.Research.Studies(visitor.May(Role.Owner) ? null : visitor.Name, kind == "all" ? null : kind, before ?? long.MaxValue, limit, cancellation);
        var answers = new List<StudyAnswer>();
        foreach (var row in rows) answers.Add(Of(row, await database.Jobs.Find(row.Job, cancellation), null));
        return Answers.Ok(new Page<StudyAnswer>(answers, rows.Count == limit ? rows[^1].Id.ToString(CultureInfo.InvariantCulture) : null, null));
    }

    static async Task<IResult> Find(long id, Visitor visitor, IDatabase database, StudyFiles files, CancellationToken cancellation)
    {
        if (await Seen(id, visitor, database, cancellation) is not { } study) return NotFound(id);
        var table = study.Kind == "optimise" ? files.Trials(study) : null as TrialTable;
        return table.Ok ? Answers.Ok(Of(study, await database.Jobs.Find(study.Job, cancellation), table.Value)) : ApiFailure.Of(table.Error!);
    }

    static async Task<IResult> Trials(long id, Visitor visitor, IDatabase database, StudyFiles files, CancellationToken cancellation, string sort = "id", string? after = null, int limit = 200)
    {
        if (Paging.Check(limit, 5_000) is { } wrong) return wrong;
        if (!Paging.TryNumber(after, out var begin)) return Paging.BadCursor(after);
        var (table, failure) = await Table(id, visitor, database, files, cancellation);
        if (failure is not null) return failure;
        var (field, descending) = sort.StartsWith('-') ? (sort[1..], true) : (sort, false);
        if (table is null) return Answers.Ok(new Page<JsonElement>([], null, 0));
        if (!table.Knows(field)) return ApiFailure.BadInput($"sort: '{field}' is no parameter that was searched and no figure", "sort");
        return Answers.Ok(Paging.Of(table.Sorted(field, descending), begin ?? 0, limit));
    }

    static async Task<IResult> Heat(long id, string x, string y, Visitor visitor, IDatabase database, StudyFiles files, CancellationToken cancellation, string of = "objective", string over = "max")
    {
        var (table, failure) = await Table(id, visitor, database, files, cancellation);
        if (failure is not null) return failure;
        if (over is not ("max" or "min" or "median")) return ApiFailure.BadInput($"over: '{over}' is none of max, min, median", "over");
        if (table is null) return ApiFailure.NotFound($"optimisation {id} has no trial yet");
        foreach (var (name, field) in (ReadOnlySpan<(string, string)>)[(x, "x"), (y, "y")])
        {
            if (!table.Ranges.Any(range => range.GetProperty("name").ValueEquals(name))) return ApiFailure.BadInput($"{field}: '{name}' was not searched; there are {string.Join(", ", table.Ranges.Select(range => range.GetProperty("name").GetString()))}", field);
        }
        if (!table.Knows(of)) return ApiFailure.BadInput($"of: '{of}' is no figure", "of");
        return Answers.Ok(table.Heat(x, y, of, over));
    }

    static async Task<IResult> Whole(long id, HttpRequest request, HttpResponse response, Visitor visitor, IDatabase database, StudyFiles files, CancellationToken cancellation)
    {
        if (await Seen(id, visitor, database, cancellation) is null) return NotFound(id);
        return RunPartEndpoints.Send(files.ResultOf(id), $"the result of optimisation {id}", request, response, null);
    }

    static async Task<IResult> Run(long id, int number, Visitor visitor, IDatabase database, StudyFiles files, JobQueue queue, CancellationToken cancellation)
    {
        var (table, failure) = await Table(id, visitor, database, files, cancellation);
        if (failure is not null) return failure;
        if (table?.Trials.FirstOrDefault(trial => trial.GetProperty("id").GetInt32() == number) is not { ValueKind: JsonValueKind.Object } trial) return ApiFailure.NotFound($"optimisation {id} has no trial {number}");
        var study = await database.Research.FindStudy(id, cancellation);
        var made = JsonNode.Parse(study!.Request)!.AsObject();
        foreach (var field in Searched) made.Remove(field);
        var parameters = made["parameters"]?.AsObject() ?? [];
        foreach (var value in trial.GetProperty("parameters").EnumerateObject()) Put(made, parameters, table.Ranges, value.Name, value.Value.ToString());
        made["parameters"] = parameters.DeepClone();
        made["tags"] = new JsonArray($"optimisation {id}");
        made["note"] = $"trial {number} of optimisation {id}";
        var (job, refused) = await queue.AddAsync("backtest", JsonSerializer.SerializeToElement(made), visitor, rerunOf: null, cancellation);
        return refused is not null ? refused : TypedResults.Created($"/api/jobs/{job!.Id}", JobAnswer.Of(job));
    }

    // What was searched may be a parameter, or a setting: the size, or a rule beside those that all trials had.
    static void Put(JsonObject request, JsonObject parameters, IReadOnlyList<JsonElement> ranges, string name, string value)
    {
        var isSetting = ranges.Any(range => range.GetProperty("name").ValueEquals(name) && range.GetProperty("setting").GetBoolean());
        if (!isSetting) parameters[name] = value;
        else if (name == "size") request["size"] = value;
        else if (value != Argosy.Research.Optimisation.RangedSettings.None)
        {
            var field = $"{name}s";
            var rules = request[field] switch { JsonArray several => several, JsonValue one => [one.DeepClone()], _ => [] };
            rules.Add(value);
            request[field] = rules.DeepClone();
        }
    }

    static async Task<IResult> Delete(long id, Visitor visitor, IDatabase database, StudyFiles files, CancellationToken cancellation)
    {
        if (await Seen(id, visitor, database, cancellation) is not { } study) return NotFound(id);
        if (await database.Jobs.Find(study.Job, cancellation) is { State: "queued" or "running" or "paused" } job) return ApiFailure.Conflict($"optimisation {id} is {job.State}: cancel job {job.Id} first");
        if (!await database.Research.DeleteStudy(id, cancellation)) return NotFound(id);
        files.Delete(id);
        return Answers.Done();
    }

    static async Task<(TrialTable? Table, ApiFailure? Failure)> Table(long id, Visitor visitor, IDatabase database, StudyFiles files, CancellationToken cancellation)
    {
        if (await Seen(id, visitor, database, cancellation) is not { } study) return (null, NotFound(id));
        if (study.Kind != "optimise") return (null, ApiFailure.BadInput($"{id} is a {study.Kind}: it has no trials of its own"));
        var table = files.Trials(study);
        return table.Ok ? (table.Value, null) : (null, ApiFailure.Of(table.Error!));
    }

    static async Task<StudyRow?> Seen(long id, Visitor visitor, IDatabase database, CancellationToken cancellation) =>
        await database.Research.FindStudy(id, cancellation) is { } study && JobEndpoints.MaySee(visitor, study.Owner) ? study : null;

    static ApiFailure NotFound(long id) => ApiFailure.NotFound($"there is no optimisation {id}");

    static StudyAnswer Of(StudyRow study, JobRow? job, TrialTable? table)
    {
        var (summary, request) = (JobAnswer.Parse(study.Summary), JobAnswer.Parse(study.Request));
        JsonElement? Member(string name) => summary.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
        var best = Member("bestTrial") ?? table?.Best;
        return new StudyAnswer
        {
            Id = study.Id, Kind = study.Kind, Job = job is null ? null : JobAnswer.Of(job), Owner = study.Owner, Strategy = study.Strategy, Request = request, Note = study.Note, Created = study.Created,
            Ranges = Member("ranges") ?? (table is null ? null : JsonSerializer.SerializeToElement(table.Ranges)), Objective = Member("objectives") ?? (table is null ? null : JsonSerializer.SerializeToElement(table.Objectives)),
            Sampler = study.Kind == "optimise" ? RequestWords.Text(request, "method") ?? "grid" : null, TrialsDone = table?.Trials.Count ?? (Member("trialCount") is { } count ? count.GetInt32() : null), TrialsTotal = Total(request, table),
            Best = best, Plateau = table?.Plateau(), Importance = table?.Importance(), Summary = summary,
            DeflatedSharpe = best is { } trial && trial.TryGetProperty("metrics", out var metrics) && metrics.ValueKind == JsonValueKind.Object && metrics.TryGetProperty("deflatedSharpe", out var deflated) && deflated.ValueKind == JsonValueKind.Number ? deflated.GetDouble() : null,
        };
    }

    // What was asked for, else every point of a grid; null where nobody knows yet.
    static long? Total(JsonElement request, TrialTable? table)
    {
        var wanted = RequestWords.Texts(request, "trials") is [var text] && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var trials) ? trials : (long?)null;
        if (RequestWords.Text(request, "method") is not (null or "grid")) return wanted ?? Argosy.Research.Optimisation.OptimisationRequest.DefaultTrials;
        if (table is null) return wanted;
        var grid = table.Ranges.Aggregate(1L, (product, range) => product * Math.Max(1, range.TryGetProperty("count", out var count) ? count.GetInt64() : range.GetProperty("values").GetArrayLength()));
        return wanted is { } most ? Math.Min(most, grid) : grid;
    }
}

/// <summary>A study as the API tells it.</summary>
internal sealed record StudyAnswer
{
    /// <summary>Its number.</summary>
    public required long Id { get; init; }

    /// <summary>optimise, walkforward, validate or train.</summary>
    public required string Kind { get; init; }

    /// <summary>Its job; null where it is forgotten.</summary>
    public required JobAnswer? Job { get; init; }

    /// <summary>Who asked for it.</summary>
    public required string Owner { get; init; }

    /// <summary>What is studied.</summary>
    public required string Strategy { get; init; }

    /// <summary>What was asked for.</summary>
    public required JsonElement Request { get; init; }

    /// <summary>The note.</summary>
    public required string Note { get; init; }

    /// <summary>Unix ms.</summary>
    public required long Created { get; init; }

    /// <summary>What is searched; null for other kinds and before it began.</summary>
    public required JsonElement? Ranges { get; init; }

    /// <summary>What is wanted.</summary>
    public required JsonElement? Objective { get; init; }

    /// <summary>How trials are picked.</summary>
    public required string? Sampler { get; init; }

    /// <summary>Trials that have ended; null in lists while it runs.</summary>
    public required int? TrialsDone { get; init; }

    /// <summary>Trials there will be; null where nobody knows.</summary>
    public required long? TrialsTotal { get; init; }

    /// <summary>The best trial; null for none.</summary>
    public required JsonElement? Best { get; init; }

    /// <summary>What the best trial's neighbours reach of it, 0..1; null where it has none, and in lists.</summary>
    public required double? Plateau { get; init; }

    /// <summary>Probability that the best Sharpe ratio is no luck; null where the result has none.</summary>
    public required double? DeflatedSharpe { get; init; }

    /// <summary>What each parameter explains; null in lists.</summary>
    public required IReadOnlyList<ImportanceAnswer>? Importance { get; init; }

    /// <summary>The small members of the result; empty before it ended.</summary>
    public required JsonElement Summary { get; init; }
}
