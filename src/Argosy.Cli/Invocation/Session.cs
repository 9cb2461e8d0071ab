using Argosy.Cli.Configuration;
using Argosy.Cli.Jobs;
using Argosy.Cli.Terminals;
using Argosy.Core.Values;
using Argosy.Data.Catalogue;
using Argosy.Research.Results;
using Argosy.Research.Trials;

namespace Argosy.Cli.Invocation;

/// <summary>One invocation of the command: where it writes and when it must stop.</summary>
sealed record Session(Terminal Terminal, CancellationToken Cancel)
{
    /// <summary>What a configuration file said, so that errors name its lines; null without one.</summary>
    public ConfigOrigins? Origins { get; init; }

    /// <summary>The command lines of the bots of a configuration file that holds several; empty otherwise.</summary>
    public IReadOnlyList<ConfigExpansion> Several { get; init; } = [];

    /// <summary>Whether this is a job worker: what it writes goes to its host, who has looked at where it shall be.</summary>
    public bool IsJob { get; init; }

    /// <summary>Where strategies of files come from; a process that is no job worker has none.</summary>
    public IBots Bots { get; init; } = BotsElsewhere.Instance;

    /// <summary>Where workers for the code of files come from.</summary>
    public IJobSource Jobs { get; init; } = new ColdJobs();

    /// <summary>What a job worker of this invocation may use.</summary>
    public JobLimits JobLimits { get; init; } = new();

    /// <summary>Where what it makes goes.</summary>
    public IOutputFiles Files { get; init; } = LocalFiles.Instance;

    /// <summary>Counts trials; null where there is no catalogue that remembers them.</summary>
    public Func<ITrialRecord?> Trials { get; init; } = () => TrialRecord.Open(BarCatalogue.Open().Folder);

    /// <summary>Says what went wrong, in one message, and gives the exit code: 2 for what the user can mend, 1 for what failed.</summary>
    public ExitCode Fail(Error error)
    {
        Terminal.Error.WriteLine($"error: {Origins?.Place(error.Message) ?? error.Message}");
        return error.Kind switch
        {
            ErrorKind.BadInput or ErrorKind.NotFound or ErrorKind.Corrupt or ErrorKind.NotSupported => ExitCode.BadInput,
            ErrorKind.Refused or ErrorKind.Timeout or ErrorKind.Unavailable => ExitCode.Failed,
            ErrorKind.InsufficientFunds or ErrorKind.UnknownOrder or ErrorKind.DuplicateClientId or ErrorKind.RateLimited or ErrorKind.ClockSkew or ErrorKind.Unauthorised => ExitCode.Failed,
            ErrorKind.BelowMinimum or ErrorKind.WouldMatch or ErrorKind.MarketClosed or ErrorKind.Maintenance or ErrorKind.FateUnknown => ExitCode.Failed,
        };
    }
}

/// <summary>What the process tells its caller.</summary>
enum ExitCode
{
    /// <summary>Done.</summary>
    Done = 0,
    /// <summary>It ran and failed.</summary>
    Failed = 1,
    /// <summary>Bad usage or input; nothing was written.</summary>
    BadInput = 2,
    /// <summary>The user stopped it (128 + SIGINT, as shells have it).</summary>
    Cancelled = 130,
}
