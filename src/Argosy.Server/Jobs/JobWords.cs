using System.Text.Json;
using Argosy.Hosting.Ports;

namespace Argosy.Server.Jobs;

/// <summary>The command line of a job: its request's words, and where the results go.</summary>
internal static class JobWords
{
    /// <summary>Name of the JSON a job writes into its folder.</summary>
    public const string Result = "result.json";

    /// <summary>The words.</summary>
    /// <param name="job">The job; its request was checked.</param>
    /// <param name="folder">What it works in.</param>
    /// <param name="folders">Where studies and their models are.</param>
    /// <param name="options">How many threads a search gets.</param>
    public static IReadOnlyList<string> Of(JobRow job, string folder, ResearchFolders folders, ResearchOptions options)
    {
        using var document = JsonDocument.Parse(job.Request);
        var request = document.RootElement;
        List<string> given = [];
        if (RequestWords.Read(job.Kind, request, given) is { } wrong) throw new InvalidOperationException($"a request that was checked: {wrong.Message}");
        for (var i = 0; i < given.Count; i++) given[i] = WithModel(given[i], folders);
        if (JobSource.Of(request) is { } source) given.Add($"--strategy={source.File}");
        var threads = $"--jobs={options.Threads}";
        return job.Kind switch
        {
            "backtest" => ["backtest", .. given, $"--json={Result}", "--log=run.log", .. RequestWords.Text(request, "strategy") == "consensus" ? (string[])["--votes-file=votes.jsonl"] : []],
            "optimise" => ["optimize", .. given, threads, Resumes(folder) ? $"--resume={Result}" : $"--json={Result}"],
            "walkforward" => ["walkforward", .. given, threads, $"--json={Result}", "--trades=trades.csv", "--equity-file=equity.csv"],
            "validate" => ["validate", .. given, threads, $"--json={Result}"],
            "train" => ["train", .. given, threads, $"--json={Result}", $"--model={ResearchFolders.Model}"],
            "fetch" => ["data", "fetch", RequestWords.Text(request, "venue")!, RequestWords.Text(request, "instrument")!, RequestWords.Text(request, "timeframe")!, .. given, $"--json={Result}"],
            "synth" => ["data", "synth", .. given, $"--json={Result}"],
            _ => throw new InvalidOperationException($"a job of kind {job.Kind}"),
        };
    }

    // A search that was interrupted goes on from its journal.
    static bool Resumes(string folder) => File.Exists(Path.Combine(folder, $"{Result}.trials"));

    static string WithModel(string word, ResearchFolders folders)
    {
        if (!word.StartsWith("--param=", StringComparison.Ordinal)) return word;
        var equals = word.IndexOf('=', 8);
        var (name, value) = (word[8..equals], word[(equals + 1)..]);
        return RequestCheck.IsModel(name) && RequestCheck.StudyOf(value) is { } study ? $"--param={name}={Path.Combine(folders.Study(study), ResearchFolders.Model)}" : word;
    }
}
