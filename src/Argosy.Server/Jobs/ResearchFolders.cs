namespace Argosy.Server.Jobs;

/// <summary>Where research lies in the data folder: <c>bars</c> the catalogue, <c>research/jobs</c> what runs, <c>research/runs</c> and <c>research/studies</c> results.</summary>
/// <remarks>Several servers of one database share these folders.</remarks>
public sealed class ResearchFolders(ServerOptions options)
{
    readonly string _research = Path.Combine(options.Folder, "research");

    /// <summary>The catalogue of bar files.</summary>
    public string Bars => Path.Combine(options.Folder, "bars");

    /// <summary>What one attempt at a job works in; gone when it has ended.</summary>
    public string Attempt(long job, int attempt) => Path.Combine(_research, "jobs", $"{job}-{attempt}");

    /// <summary>What a study works in and leaves, its journal included.</summary>
    public string Study(long study) => Path.Combine(_research, "studies", $"{study}");

    /// <summary>What a run left: its result, votes and log, compressed. The job's number is its name: it is known before the run's.</summary>
    public string Run(long job) => Path.Combine(_research, "runs", $"{job}");

    /// <summary>Name of a run's or study's result.</summary>
    public const string Result = "result.json.gz";

    /// <summary>Name of a run's votes, JSON lines.</summary>
    public const string Votes = "votes.jsonl.gz";

    /// <summary>Name of a run's log, JSON lines.</summary>
    public const string Log = "run.log.gz";

    /// <summary>Name of a run's bot as it was written.</summary>
    public const string Source = "source.gz";

    /// <summary>Name of a trained model.</summary>
    public const string Model = "model.json";
}
