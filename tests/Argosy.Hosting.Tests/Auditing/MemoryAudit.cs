using Argosy.Core.Values;
using Argosy.Hosting.Auditing;
using Argosy.Hosting.Ports;

namespace Argosy.Hosting.Tests.Auditing;

/// <summary>An audit log in memory, which may be down.</summary>
internal sealed class MemoryAudit : IAuditStore
{
    public List<AuditEntry> Entries { get; } = [];

    public bool IsDown { get; set; }

    public async Task<AuditEntry> Append(long time, string actor, string kind, string data, CancellationToken cancel = default) => (await Append([new AuditLine(time, actor, kind, data)], cancel))[0];

    public Task<IReadOnlyList<AuditEntry>> Append(IReadOnlyList<AuditLine> lines, CancellationToken cancel = default)
    {
        if (IsDown) return Task.FromException<IReadOnlyList<AuditEntry>>(new IOException("the database is down"));
        lock (Entries)
        {
            var from = Entries.Count;
            foreach (var line in lines) Entries.Add(AuditEntry.After(Entries.LastOrDefault(), line.Time, line.Actor, line.Kind, line.Data));
            return Task.FromResult<IReadOnlyList<AuditEntry>>([.. Entries.Skip(from)]);
        }
    }

    public Task<IReadOnlyList<AuditEntry>> From(long sequence, int limit, CancellationToken cancel = default)
    {
        lock (Entries) return Task.FromResult<IReadOnlyList<AuditEntry>>([.. Entries.Where(entry => entry.Sequence >= sequence).Take(limit)]);
    }

    public Task<IReadOnlyList<AuditEntry>> List(AuditFilter filter, CancellationToken cancel = default) => throw new NotSupportedException();

    public Task<Result<long>> Verify(CancellationToken cancel = default)
    {
        var chain = new AuditChain();
        foreach (var entry in Entries)
        {
            if (chain.Take(entry) is { } changed) return Task.FromResult<Result<long>>(changed);
        }
        return Task.FromResult<Result<long>>(chain.Count);
    }
}
