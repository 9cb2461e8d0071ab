using System.Text.Json;
using Argosy.Hosting.Ports;
using Argosy.Server.MarketData;

namespace Argosy.Server.Jobs;

/// <summary>Brings in what a finished job made, and says in a sentence what came of it.</summary>
internal sealed class JobHarvest(IDatabase database, ResearchFolders folders, SeriesCache series)
{
    /// <summary>Takes it in.</summary>
    public async Task<JobEnd> TakeAsync(JobRow job, string folder)
    {
        switch (job.Kind)
        {
            case "backtest":
                var run = await new RunHarvest(folders, database).TakeAsync(job, folder, CancellationToken.None);
                return run.Ok
                    ? new JobEnd("done", await SentenceAsync(run.Value), null, run.Value.Id)
                    : new JobEnd("failed", run.Error!.Message, JsonSerializer.Serialize(new JobError("failed", run.Error.Message, null), Http.ApiJson.Options), null);
            case "fetch" or "synth":
                series.Forget();
                return new JobEnd("done", SeriesSentence(Path.Combine(folder, JobWords.Result)), null, null);
            default:
                await new StudyHarvest(database).TakeAsync(job.Study!.Value, folder, CancellationToken.None);
                return new JobEnd("done", "done", null, null);
        }
    }

    // A run that repeats another says whether it came out the same.
    async Task<string> SentenceAsync(RunRow run)
    {
        if (run.RerunOf is not { } before) return $"run {run.Id}";
        if (await database.Research.FindRun(before) is not { } first) return $"run {run.Id}; run {before}, which it repeats, is gone";
        return run.StateHash == first.StateHash && run.TradeHash == first.TradeHash ? $"run {run.Id} equals run {before}"
            : run.DataHash != first.DataHash ? $"run {run.Id} differs from run {before}: its data have changed" : $"run {run.Id} differs from run {before}";
    }

    static string SeriesSentence(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        var root = document.RootElement;
        return $"{root.GetProperty("name").GetString()}: {root.GetProperty("bars").GetInt64():#,0} bars";
    }
}
