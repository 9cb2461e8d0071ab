namespace Argosy.Server.Jobs;

/// <summary>How a server does research.</summary>
public sealed record ResearchOptions
{
    /// <summary>The program that jobs run, with its first arguments: the <c>argosy</c> binary itself.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>Jobs at a time, 0 or more: one below the number of cores, so that trading keeps one. With 0 this server only queues.</summary>
    public int Parallel { get; init; } = Math.Max(1, Environment.ProcessorCount - 1);

    /// <summary>Threads of one search: one below the number of cores.</summary>
    public int Threads { get; init; } = Math.Max(1, Environment.ProcessorCount - 1);

    /// <summary>How long a job stays a killed server's before another takes it up.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How often a running job is looked after.</summary>
    public TimeSpan Beat { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a job that shall stop may take to save what it has.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether this server is the only one of its database: then what ran when it was killed is taken up at once.</summary>
    public bool IsAlone { get; init; } = true;

    /// <summary>Whether bots that are no built-in strategies may run: in a sandbox, or without one where the user lets them.</summary>
    public bool AllowUserCode { get; init; }

    /// <summary>Whether they run without a sandbox, with the rights of this server.</summary>
    public bool IsUnsafe { get; init; }

    /// <summary>Base addresses candles may be fetched from besides the venues' own, e.g. of a local stand-in.</summary>
    public IReadOnlyList<string> FetchAddresses { get; init; } = [];

    /// <summary>Most bytes of a file that is imported.</summary>
    public long MostImportBytes { get; init; } = 1L << 30;
}
