using System.Text;
using System.Text.Json;
using Argosy.Core.Values;
using Argosy.Hosting.Ports;
using Argosy.Server.Auth;
using Argosy.Server.Http;
using Argosy.Server.Jobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Argosy.Server.Research;

/// <summary>The parts of a stored run: its result, lists and exports.</summary>
internal static class RunPartEndpoints
{
    const int MostRows = 5_000;

    static readonly string[] Lists = ["trades", "orders", "fills"];

    public static void Map(RouteGroupBuilder runs)
    {
        runs.MapGet("/{id:long}/result", Whole).Produces<JsonElement>().WithSummary("The whole result, argosy-result/1");
        foreach (var list in Lists)
        {
            runs.MapGet($"/{{id:long}}/{list}", (long id, HttpRequest request, Visitor visitor, IDatabase database, RunFiles files, CancellationToken cancellation, string? sort = null, string? q = null, string? after = null, int limit = 200) => Page(id, list, request, visitor, database, files, after, limit, cancellation))
                .Answering<Page<JsonElement>>().WithSummary($"The {list} of a run, as its result lists them; sorted by fields (-pnl,entryTime), filtered by words (q) and by any field, e.g. side=buy or quantity=>5");
        }
        runs.MapGet("/{id:long}/equity", Equity).Answering<EquityAnswer>().WithSummary("The equity curve");
        RunMonteCarlo.Map(runs);
        runs.MapGet("/{id:long}/logs", Logs).Answering<Page<JsonElement>>().WithSummary("The run's log: every order and everything the venue said");
        runs.MapGet("/{id:long}/votes", Votes).Answering<Page<JsonElement>>().WithSummary("The rounds of a consensus");
        runs.MapGet("/{id:long}/source", Source).Answering<RunSource>().WithSummary("The bot's text the run was made with");
        runs.MapGet("/{id:long}/export", Export).Produces(StatusCodes.Status200OK).WithSummary("A run as JSON, as one HTML page, or one of its lists as CSV");
    }

    static async Task<IResult> Whole(long id, HttpRequest request, HttpResponse response, Visitor visitor, IDatabase database, RunFiles files, CancellationToken cancellation)
    {
        if (await RunEndpoints.Seen(id, visitor, database, cancellation) is not { } run) return RunEndpoints.NotFound(id);
        return Send(files.ResultOf(run), $"the result of run {id}", request, response, null);
    }

    /// <summary>Sends a compressed JSON file; as it is to who takes it so.</summary>
    public static IResult Send(string path, string what, HttpRequest request, HttpResponse response, string? name)
    {
        if (!File.Exists(path)) return ApiFailure.NotFound($"{what} is not in the data folder any more");
        response.Headers.Vary = "Accept-Encoding";
#pragma warning disable CA2000 // The answer disposes of the stream once it is sent.
        if (!request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase)) return TypedResults.Stream(GzipFile.Open(path), "application/json", name);
        response.Headers.ContentEncoding = "gzip";
        return TypedResults.Stream(File.OpenRead(path), "application/json", name);
#pragma warning restore CA2000
    }

    static async Task<IResult> Source(long id, Visitor visitor, IDatabase database, ResearchFolders folders, CancellationToken cancellation)
    {
        if (await RunEndpoints.Seen(id, visitor, database, cancellation) is not { } run) return RunEndpoints.NotFound(id);
        var path = Path.Combine(folders.Run(run.Job), ResearchFolders.Source);
        if (!File.Exists(path)) return ApiFailure.NotFound($"run {id} was made with a built-in strategy: there is no text");
        using var reader = new StreamReader(GzipFile.Open(path), Encoding.UTF8);
        return Answers.Ok(new RunSource(run.Strategy, await reader.ReadToEndAsync(cancellation)));
    }

    static async Task<IResult> Page(long id, string list, HttpRequest request, Visitor visitor, IDatabase database, RunFiles files, string? after, int limit, CancellationToken cancellation)
    {
        if (Paging.Check(limit, MostRows) is { } wrong) return wrong;
        if (!Paging.TryNumber(after, out var begin)) return Paging.BadCursor(after);
        if (await RunEndpoints.Seen(id, visitor, database, cancellation) is not { } run) return RunEndpoints.NotFound(id);
        var query = RunListQuery.Read(list, request.Query);
        if (!query.Ok) return ApiFailure.Of(query.Error!);
        var rows = files.List(run, list);
        return rows.Ok ? Answers.Ok(Paging.Of(query.Value.Of(rows.Value), begin ?? 0, limit)) : ApiFailure.Of(rows.Error!);
    }

    static async Task<IResult> Equity(long id, Visitor visitor, IDatabase database, RunFiles files, CancellationToken cancellation)
    {
        if (await RunEndpoints.Seen(id, visitor, database, cancellation) is not { } run) return RunEndpoints.NotFound(id);
        var document = files.Document(run);
        if (!document.Ok) return ApiFailure.Of(document.Error!);
        return Answers.Ok(new EquityAnswer(document.Value.GetProperty("equity"), document.Value.TryGetProperty("daily", out var daily) ? daily : null, document.Value.GetProperty("equityPoints").GetInt32()));
    }

    static async Task<IResult> Logs(long id, Visitor visitor, IDatabase database, RunFiles files, CancellationToken cancellation, string? after = null, int limit = 200)
    {
        if (Paging.Check(limit, MostRows) is { } wrong) return wrong;
        if (!Paging.TryNumber(after, out var begin)) return Paging.BadCursor(after);
        if (await RunEndpoints.Seen(id, visitor, database, cancellation) is not { } run) return RunEndpoints.NotFound(id);
        return Lines(files.Lines(run, ResearchFolders.Log, begin ?? 0, limit), begin ?? 0);
    }

    static async Task<IResult> Votes(long id, Visitor visitor, IDatabase database, RunFiles files, CancellationToken cancellation, long? from = null, long? to = null, string? instrument = null, string? after = null, int limit = 200)
    {
        if (Paging.Check(limit, MostRows) is { } wrong) return wrong;
        if (!Paging.TryNumber(after, out var begin)) return Paging.BadCursor(after);
        if (await RunEndpoints.Seen(id, visitor, database, cancellation) is not { } run) return RunEndpoints.NotFound(id);
        bool Wanted(JsonElement row)
        {
            var time = row.TryGetProperty("time", out var told) ? told.GetInt64() : 0;
            return !(time < from) && !(time >= to) && (instrument is null || (row.TryGetProperty("instrument", out var name) && name.ValueEquals(instrument)));
        }
        return Lines(files.Lines(run, ResearchFolders.Votes, begin ?? 0, limit, Wanted), begin ?? 0);
    }

    static IResult Lines((IReadOnlyList<JsonElement> Rows, bool More) read, long begin) => Answers.Ok(new Page<JsonElement>(read.Rows, read.More ? $"{begin + read.Rows.Count}" : null, null));

    static async Task<IResult> Export(long id, HttpRequest request, HttpResponse response, Visitor visitor, IDatabase database, RunFiles files, ToolRun tool, CancellationToken cancellation, string format = "json", string list = "trades")
    {
        if (await RunEndpoints.Seen(id, visitor, database, cancellation) is not { } run) return RunEndpoints.NotFound(id);
        switch (format)
        {
            case "json":
                return Send(files.ResultOf(run), $"the result of run {id}", request, response, $"run-{id}.json");
            case "csv":
                if (list != "equity" && !Lists.Contains(list, StringComparer.Ordinal)) return ApiFailure.BadInput($"list: '{list}' is none of trades, orders, fills, equity", "list");
                var rows = files.List(run, list);
                if (!rows.Ok) return ApiFailure.Of(rows.Error!);
                return TypedResults.Bytes(Encoding.UTF8.GetBytes(RunExport.Csv(rows.Value, list == "equity" ? ["time", "equity"] : null)), "text/csv; charset=utf-8", $"run-{id}-{list}.csv");
            case "html":
                if (!File.Exists(files.ResultOf(run))) return ApiFailure.NotFound($"the result of run {id} is not in the data folder any more");
                var page = await tool.RunAsync(folder => GzipFile.Unpack(files.ResultOf(run), Path.Combine(folder, $"run-{id}.json")), ["report", $"run-{id}.json", "--html=page.html"], "page.html", cancellation);
                return page.Ok ? TypedResults.Bytes(page.Value, "text/html; charset=utf-8", $"run-{id}.html") : ApiFailure.Of(page.Error!);
            default:
                return ApiFailure.BadInput($"format: '{format}' is none; expected json, html or csv", "format");
        }
    }
}

/// <summary>An equity curve as the result holds it.</summary>
/// <param name="Equity">[time in Unix ms, equity in the quote asset] for each kept point, starting cash first.</param>
/// <param name="Daily">The same at each day's end; null in results without.</param>
/// <param name="Points">Points the curve had.</param>
internal sealed record EquityAnswer(JsonElement Equity, JsonElement? Daily, int Points);

/// <summary>A bot's text.</summary>
/// <param name="Name">Its file's name.</param>
/// <param name="Text">The text.</param>
internal sealed record RunSource(string Name, string Text);
