using System.Globalization;
using System.Text;
using System.Text.Json;
using Argosy.Hosting.Ports;
using Argosy.Server.Auth;
using Argosy.Server.Http;
using Argosy.Server.Jobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Argosy.Server.Research;

/// <summary>Stored backtests. A user sees own and shared ones, an owner all; only who made one, or an owner, changes it.</summary>
internal static class RunEndpoints
{
    const int MostCompared = 8, LongestNote = 20_000, MostTags = 32;

    public static void Map(RouteGroupBuilder api)
    {
        var runs = api.MapGroup("/runs").WithTags("runs");
        runs.MapGet("", List).Answering<Page<RunAnswer>>().WithSummary("Stored runs, filtered, in the order of any figure");
        runs.MapGet("/compare", Compare).Answering<ComparisonAnswer>().WithSummary("Two to eight runs side by side");
        runs.MapGet("/{id:long}", Find).Answering<RunDetail>().WithSummary("A run, what was asked for, and how it compares to the run it repeats");
        runs.MapPatch("/{id:long}", Change).For(Role.Developer).Answering<RunAnswer>().WithSummary("Note, tags, star, baseline, shared");
        runs.MapDelete("/{id:long}", Delete).For(Role.Developer).WithSummary("Delete a run and its files");
        runs.MapPost("/{id:long}/rerun", Rerun).For(Role.Developer).Answering<JobAnswer>(StatusCodes.Status201Created).WithSummary("Run it again; the new run says whether it is equal");
        runs.MapPost("/{id:long}/recount", Recount).For(Role.Viewer).Produces<JsonElement>().WithSummary("What if: count the votes of a consensus in another way");
        RunPartEndpoints.Map(runs);
    }

    /// <summary>A run a visitor may see; null where there is none.</summary>
    public static async Task<RunRow?> Seen(long id, Visitor visitor, IDatabase database, CancellationToken cancellation) =>
        await database.Research.FindRun(id, cancellation) is { } run && (run.Shared || JobEndpoints.MaySee(visitor, run.Owner)) ? run : null;

    /// <summary>What is answered where there is none.</summary>
    public static ApiFailure NotFound(long id) => ApiFailure.NotFound($"there is no run {id}");

    static async Task<IResult> List(
        Visitor visitor, IDatabase database, CancellationToken cancellation, string? strategy = null, string? bot = null, string? instrument = null, string? timeframe = null, string? tag = null, bool? star = null,
        long? from = null, long? to = null, string sort = "-id", string? after = null, int limit = 200)
    {
        if (Paging.Check(limit) is { } wrong) return wrong;
        if (!Paging.TryNumber(after, out var place)) return Paging.BadCursor(after);
        var (field, descending) = sort.StartsWith('-') ? (sort[1..], true) : (sort, false);
        if (field.Length is 0 or > 64 || !field.All(char.IsAsciiLetterOrDigit)) return ApiFailure.BadInput($"sort: '{sort}' is no figure; expected e.g. -sharpe, created or -netProfit", "sort");
        var filter = new RunFilter
        {
            Viewer = visitor.May(Role.Owner) ? null : visitor.Name, Strategy = strategy, Bot = bot is { Length: > 0 } && bot.All(char.IsAsciiDigit) ? $"#{bot}" : bot, Instrument = instrument, Timeframe = timeframe, Tag = tag, Star = star, From = from, To = to,
            Sort = field, Descending = descending, After = place, Limit = limit,
        };
        var rows = await database.Research.Runs(filter, cancellation);
        var total = await database.Research.CountRuns(filter, cancellation);
        return Answers.Ok(new Page<RunAnswer>([.. rows.Select(RunAnswer.Of)], rows.Count == limit ? rows[^1].Id.ToString(CultureInfo.InvariantCulture) : null, total));
    }

    static async Task<IResult> Find(long id, Visitor visitor, IDatabase database, CancellationToken cancellation)
    {
        if (await Seen(id, visitor, database, cancellation) is not { } run) return NotFound(id);
        var first = run.RerunOf is { } before ? await database.Research.FindRun(before, cancellation) : null;
        var verdict = first is null ? null : new RerunVerdict(first.Id, first.TradeHash == run.TradeHash && first.StateHash == run.StateHash, first.DataHash == run.DataHash, first.TradeHash == run.TradeHash, first.StateHash == run.StateHash);
        return Answers.Ok(new RunDetail(RunAnswer.Of(run), JobAnswer.Parse(run.Request), verdict));
    }

    static async Task<IResult> Compare(string ids, Visitor visitor, IDatabase database, RunFiles files, CancellationToken cancellation)
    {
        var wanted = ids.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (wanted.Length is < 2 or > MostCompared || wanted.Distinct(StringComparer.Ordinal).Count() < wanted.Length) return ApiFailure.BadInput($"ids: expected 2 to {MostCompared} different runs, e.g. 3,7", "ids");
        var runs = new List<(long, Argosy.Research.Results.StoredResult)>();
        foreach (var text in wanted)
        {
            if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) || await Seen(id, visitor, database, cancellation) is not { } run) return ApiFailure.NotFound($"there is no run {text}");
            var stored = files.Stored(run);
            if (!stored.Ok) return ApiFailure.Of(stored.Error!);
            runs.Add((id, stored.Value));
        }
        return Answers.Of(RunComparison.Of(runs));
    }

    static async Task<IResult> Change(long id, RunPatch patch, Visitor visitor, IDatabase database, CancellationToken cancellation)
    {
        if (patch.Note?.Length > LongestNote) return ApiFailure.BadInput($"note: it is longer than {LongestNote} characters", "note");
        if (patch.Tags is { } tags && (tags.Count > MostTags || tags.Any(tag => tag.Length is 0 or > 40 || tag.Any(c => c == ',' || char.IsControl(c))))) return ApiFailure.BadInput($"tags: expected up to {MostTags} texts of 1 to 40 characters without commas", "tags");
        var (run, failure) = await OwnAsync(id, visitor, database, cancellation);
        if (failure is not null) return failure;
        var changed = await database.Research.ChangeRun(run!.Id, new RunChange(patch.Note, patch.Tags is { } all ? [.. all.Distinct(StringComparer.Ordinal)] : null, patch.Star, patch.Pinned, patch.Shared), cancellation);
        return changed is null ? NotFound(id) : Answers.Ok(RunAnswer.Of(changed));
    }

    static async Task<IResult> Delete(long id, Visitor visitor, IDatabase database, RunFiles files, CancellationToken cancellation)
    {
        var (run, failure) = await OwnAsync(id, visitor, database, cancellation);
        if (failure is not null) return failure;
        if (!await database.Research.DeleteRun(id, cancellation)) return NotFound(id);
        files.Delete(run!);
        return Answers.Done();
    }

    static async Task<IResult> Rerun(long id, Visitor visitor, IDatabase database, JobQueue queue, CancellationToken cancellation)
    {
        if (await Seen(id, visitor, database, cancellation) is not { } run) return NotFound(id);
        var (job, refused) = await queue.AddAsync("backtest", JobAnswer.Parse(run.Request), visitor, run.Id, cancellation);
        return refused is not null ? refused : TypedResults.Created($"/api/jobs/{job!.Id}", JobAnswer.Of(job));
    }

    static async Task<IResult> Recount(long id, RecountWish wish, Visitor visitor, IDatabase database, RunFiles files, ToolRun tool, CancellationToken cancellation)
    {
        if (await Seen(id, visitor, database, cancellation) is not { } run) return NotFound(id);
        if (!File.Exists(files.ResultOf(run))) return ApiFailure.NotFound($"the result of run {id} is not in the data folder any more");
        List<string> words = ["consensus", "run.json", "--json=recount.json"];
        void Say(string option, string? value)
        {
            if (value is not null) words.Add($"{option}={value}");
        }
        Say("--mode", wish.Mode);
        Say("--quorum", wish.Quorum?.ToString(CultureInfo.InvariantCulture));
        Say("--threshold", wish.Threshold?.ToString("R", CultureInfo.InvariantCulture));
        foreach (var voter in wish.Mute ?? []) Say("--mute", voter);
        foreach (var (voter, weight) in wish.Weights ?? new Dictionary<string, double>()) Say("--weight", $"{voter}={weight.ToString("R", CultureInfo.InvariantCulture)}");
        var counted = await tool.RunAsync(folder => GzipFile.Unpack(files.ResultOf(run), Path.Combine(folder, "run.json")), words, "recount.json", cancellation);
        if (!counted.Ok) return ApiFailure.Of(counted.Error!, FieldOf(counted.Error!.Message));
        return TypedResults.Text(Encoding.UTF8.GetString(counted.Value), "application/json");
    }

    // What it says names options as a command line has them.
    static string? FieldOf(string message) => ((string[])["mode", "quorum", "mute", "threshold", "weight"]).FirstOrDefault(name => message.StartsWith($"--{name}", StringComparison.Ordinal)) is { } field ? field == "weight" ? "weights" : field : null;

    static async Task<(RunRow? Run, ApiFailure? Failure)> OwnAsync(long id, Visitor visitor, IDatabase database, CancellationToken cancellation)
    {
        if (await Seen(id, visitor, database, cancellation) is not { } run) return (null, NotFound(id));
        return JobEndpoints.MaySee(visitor, run.Owner) ? (run, null) : (null, new ApiFailure(ApiCode.Forbidden, $"run {id} is {run.Owner}'s: only {run.Owner} or an owner changes it"));
    }
}
