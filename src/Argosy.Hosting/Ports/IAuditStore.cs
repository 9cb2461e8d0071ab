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

    /// <summary>Checks all lines; how many there are, or an error that names the first that is not as it was written.</summary>
    Task<Result<long>> Verify(CancellationToken cancel = default);
}
