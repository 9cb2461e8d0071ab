using System.Text;
using System.Text.Json;
using Argosy.Core.Values;
using Argosy.Hosting.Ports;
using Argosy.Research.Metrics;
using Argosy.Research.Results;

namespace Argosy.Server.Jobs;

/// <summary>What a backtest leaves: its files compressed in a folder of the run's own, then its row.</summary>
internal sealed class RunHarvest(ResearchFolders folders, IDatabase database)
{
    /// <summary>Takes the result in; the run, or why the result is none.</summary>
    public async Task<Result<RunRow>> TakeAsync(JobRow job, string folder, CancellationToken cancellation)
    {
        var read = ResultFile.Read(Path.Combine(folder, JobWords.Result));
        if (!read.Ok) return read.Error!;
        using var request = JsonDocument.Parse(job.Request);
        Keep(job, folder, JobSource.Of(request.RootElement)?.File);
        var (row, figures) = RowOf(job, request.RootElement, read.Value);
        return await database.Research.AddRun(row, figures, cancellation);
    }

    // The folder appears whole: whoever finds the row finds the files.
    void Keep(JobRow job, string folder, string? source)
    {
        var whole = folders.Run(job.Id);
        var making = $"{whole}.{job.Attempts}.tmp";
        if (Directory.Exists(making)) Directory.Delete(making, recursive: true);
        Directory.CreateDirectory(making);
        foreach (var (name, kept) in (ReadOnlySpan<(string, string)>)[(JobWords.Result, ResearchFolders.Result), ("votes.jsonl", ResearchFolders.Votes), ("run.log", ResearchFolders.Log)]) GzipFile.Pack(Path.Combine(folder, name), Path.Combine(making, kept));
        if (source is not null) GzipFile.Pack(Path.Combine(folder, source), Path.Combine(making, ResearchFolders.Source));
        if (Directory.Exists(whole)) Directory.Delete(whole, recursive: true);
        Directory.Move(making, whole);
    }

    static (RunRow Row, Dictionary<string, double> Figures) RowOf(JobRow job, JsonElement request, StoredResult result)
    {
        var bot = RequestWords.Pairs(request, "bot");
        var facts = RunFacts.Of(result);
        var row = new RunRow
        {
            Job = job.Id,
            Owner = job.Owner,
            Strategy = result.Strategy.Name,
            Parameters = JsonSerializer.Serialize(result.Strategy.Parameters),
            Bot = JobSource.IdOf(bot) is { } id ? ILibraryStore.NameOf(id) : bot.GetValueOrDefault("name", ""),
            Version = bot.GetValueOrDefault("version", ""),
            Instruments = $",{string.Join(',', result.Instruments.Select(i => i.Name))},",
            Timeframe = result.Timeframe,
            FromTime = result.From,
            ToTime = result.To,
            Metrics = facts.Json,
            Request = job.Request,
            Warnings = JsonSerializer.Serialize(result.Warnings),
            DataHash = result.DataQuality.Hash,
            TradeHash = result.TradeHash,
            StateHash = result.StateHash,
            // A job that repeats a run names it until it has a run of its own.
            RerunOf = job.Run,
            Note = RequestWords.Text(request, "note") ?? "",
            Tags = RequestWords.Texts(request, "tags") is { Count: > 0 } tags ? $",{string.Join(',', tags)}," : ",",
            Created = job.Created,
        };
        return (row, facts.Figures);
    }
}

/// <summary>A run's figures: as results spell them for showing, as plain numbers for sorting.</summary>
/// <param name="Json">JSON object: money as text, other figures as numbers or null.</param>
/// <param name="Figures">Those that are defined.</param>
internal sealed record RunFacts(string Json, Dictionary<string, double> Figures)
{
    /// <summary>All figures of the metric table, and those of the run itself.</summary>
    public static RunFacts Of(StoredResult result)
    {
        var figures = new Dictionary<string, double>(StringComparer.Ordinal);
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            var cash = StartingCash(result);
            Money("netProfit", cash is { } start && result.Metrics.FinalEquity is var final ? final - start : null);
            foreach (var metric in MetricTable.All)
            {
                var value = metric.Of(result.Metrics);
                if (metric.Unit == MetricUnit.Money) Money(metric.Name, value.Money);
                else Number(metric.Name, value.Number);
            }
            // Which share of the trades hangs on the path inside their bars.
            Number("pathDependent", result.Band is { } band && result.Trades.Count > 0 ? (double)band.PathDependentTrades / result.Trades.Count : null);
            Number("barsPerSecond", result.Performance?.BarsPerSecond);
            writer.WriteEndObject();

            void Money(string name, decimal? value)
            {
                if (value is { } money)
                {
                    writer.WriteString(name, Exact.Text(money));
                    figures[name] = (double)money;
                }
                else writer.WriteNull(name);
            }

            void Number(string name, double? value)
            {
                if (value is { } number && double.IsFinite(number))
                {
                    writer.WriteNumber(name, number);
                    figures[name] = number;
                }
                else writer.WriteNull(name);
            }
        }
        return new RunFacts(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length), figures);
    }

    /// <summary>Cash at the start, quote asset; null where the result does not say.</summary>
    public static decimal? StartingCash(StoredResult result) =>
        result.Settings.TryGetProperty("cash", out var cash) && decimal.TryParse(cash.ToString(), System.Globalization.NumberStyles.Number, System.Globalization.CultureInfo.InvariantCulture, out var amount) ? amount : null;
}
