namespace Argosy.Server.Health;

/// <summary>A part of the server that knows how it is; each one registered is asked.</summary>
public interface IHealthSource
{
    /// <summary>How the part is now; answers within a second.</summary>
    Task<HealthReport> ReportAsync(CancellationToken cancel);
}

/// <summary>How parts of the server are.</summary>
public sealed record HealthReport
{
    /// <summary>What was looked at.</summary>
    public IReadOnlyList<HealthCheck> Checks { get; init; } = [];

    /// <summary>Connections to the outside: market streams, accounts.</summary>
    public IReadOnlyList<HealthLink> Links { get; init; } = [];

    /// <summary>Running and waiting jobs; null where this part has none.</summary>
    public HealthJobs? Jobs { get; init; }
}

/// <summary>How one thing is.</summary>
/// <param name="Name">What, in kebab-case.</param>
/// <param name="State">How.</param>
/// <param name="Detail">One sentence; empty where all is well.</param>
public sealed record HealthCheck(string Name, HealthState State, string Detail);

/// <summary>A connection to the outside.</summary>
/// <param name="Name">Of what to where.</param>
/// <param name="State">How it is.</param>
/// <param name="Detail">One sentence.</param>
/// <param name="Since">Since when, Unix ms; null where that is not known.</param>
public sealed record HealthLink(string Name, HealthState State, string Detail, long? Since);

/// <summary>Jobs.</summary>
/// <param name="Running">Running now.</param>
/// <param name="Queued">Waiting.</param>
public sealed record HealthJobs(int Running, int Queued);

/// <summary>How something is.</summary>
public enum HealthState
{
    /// <summary>As it should be.</summary>
    Ok,
    /// <summary>It works, and somebody should look.</summary>
    Degraded,
    /// <summary>It does not work.</summary>
    Failed,
}
