using Argosy.Core.Values;
using Argosy.Hosting.Auditing;

namespace Argosy.Hosting.Ports;

/// <summary>The hash-chained audit log.</summary>
public interface IAuditStore
{
    /// <summary>Appends a line, durable at return.</summary>
    Task<AuditEntry> Append(long time, string actor, string kind, string data, CancellationToken cancel = default);

    /// <summary>Appends lines, all or none, durable at return.</summary>
    Task<IReadOnlyList<AuditEntry>> Append(IReadOnlyList<AuditLine> lines, CancellationToken cancel = default);

    /// <summary>Lines from a number on.</summary>
    Task<IReadOnlyList<AuditEntry>> From(long sequence, int limit, CancellationToken cancel = default);

    /// <summary>Lines that pass a filter, newest first.</summary>
    Task<IReadOnlyList<AuditEntry>> List(AuditFilter filter, CancellationToken cancel = default);

    /// <summary>Checks all lines; how many there are, or an error that names the first that is not as it was written.</summary>
    Task<Result<long>> Verify(CancellationToken cancel = default);
}

/// <summary>Which lines of the audit log are wanted.</summary>
public sealed record AuditFilter
{
    /// <summary>Only of this kind.</summary>
    public string? Kind { get; init; }

    /// <summary>Only of this actor.</summary>
    public string? Actor { get; init; }

    /// <summary>Only with this text in their data.</summary>
    public string? Text { get; init; }

    /// <summary>Only from then on, Unix ms.</summary>
    public long? From { get; init; }

    /// <summary>Only before, Unix ms.</summary>
    public long? To { get; init; }

    /// <summary>Only those with a smaller number.</summary>
    public long Before { get; init; } = long.MaxValue;

    /// <summary>At most so many.</summary>
    public int Limit { get; init; } = 200;
}
