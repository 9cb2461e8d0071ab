using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Argosy.Hosting.Auditing;
using Argosy.Hosting.Ports;

namespace Argosy.Server.Health;

/// <summary>How the server is: its database, disk, audit log, and whatever its parts report.</summary>
internal sealed class ServerHealth(IDatabase database, AuditTrail trail, ServerOptions options, TimeProvider time, IEnumerable<IHealthSource> sources)
{
    const long LeastFree = 512L << 20;
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    readonly long _started = time.GetTimestamp();

    public async Task<HealthAnswer> AnswerAsync(CancellationToken cancel)
    {
        var (state, took) = await DatabaseAsync(cancel);
        var disk = DiskOf(options.Folder);
        var checks = new List<HealthCheck> { state, Audit(), Disk(disk) };
        var (links, running, queued) = (new List<HealthLink>(), 0, 0);
        foreach (var source in sources)
        {
            var report = await AskAsync(source, cancel);
            checks.AddRange(report.Checks);
            links.AddRange(report.Links);
            running += report.Jobs?.Running ?? 0;
            queued += report.Jobs?.Queued ?? 0;
        }
        var worst = checks.Select(check => check.State).Concat(links.Select(link => link.State)).DefaultIfEmpty(HealthState.Ok).Max();
        return new HealthAnswer(worst, options.Version, (long)time.GetElapsedTime(_started).TotalMilliseconds, checks, links, disk, new DatabaseHealth(state.State, took), trail.Waiting, new HealthJobs(running, queued));
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Whatever a database throws, that is the answer.")]
    async Task<(HealthCheck Check, double Ms)> DatabaseAsync(CancellationToken cancel)
    {
        var begin = Stopwatch.GetTimestamp();
        try
        {
            await database.Documents.Get("server", "secret", cancel).WaitAsync(Patience, cancel);
            return (new HealthCheck("database", HealthState.Ok, ""), Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            // A driver's message may name the connection; only its kind is told.
            return (new HealthCheck("database", HealthState.Failed, $"it does not answer ({failure.GetType().Name})"), Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
        }
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "A part that fails to tell how it is, is failed.")]
    static async Task<HealthReport> AskAsync(IHealthSource source, CancellationToken cancel)
    {
        try
        {
            return await source.ReportAsync(cancel).WaitAsync(Patience, cancel);
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            return new HealthReport { Checks = [new HealthCheck(source.GetType().Name, HealthState.Failed, failure.Message)] };
        }
    }

    HealthCheck Audit() => trail switch
    {
        { Damage: { } damage } => new HealthCheck("audit-log", HealthState.Degraded, damage.Message),
        { IsFailing: true } => new HealthCheck("audit-log", HealthState.Failed, $"{trail.Waiting} entries wait for the database"),
        _ => new HealthCheck("audit-log", HealthState.Ok, ""),
    };

    static HealthCheck Disk(DiskHealth disk) => new("disk", disk.Free < LeastFree ? HealthState.Degraded : HealthState.Ok, disk.Free < LeastFree ? $"{disk.Free >> 20} MiB are free; expected {LeastFree >> 20} or more" : "");

    static DiskHealth DiskOf(string folder)
    {
        var drive = new DriveInfo(Path.GetFullPath(folder));
        return new DiskHealth(drive.AvailableFreeSpace, drive.TotalSize);
    }
}

/// <summary>How the server is.</summary>
/// <param name="State">The worst of all.</param>
/// <param name="Version">The server's version.</param>
/// <param name="Uptime">Since its start, ms.</param>
/// <param name="Checks">What was looked at.</param>
/// <param name="Links">Connections to the outside.</param>
/// <param name="Disk">The data folder's disk.</param>
/// <param name="Database">The database.</param>
/// <param name="Lag">Entries that wait for the audit log.</param>
/// <param name="Jobs">Running and waiting jobs.</param>
internal sealed record HealthAnswer(HealthState State, string Version, long Uptime, IReadOnlyList<HealthCheck> Checks, IReadOnlyList<HealthLink> Links, DiskHealth Disk, DatabaseHealth Database, int Lag, HealthJobs Jobs);

/// <summary>A disk.</summary>
/// <param name="Free">Bytes.</param>
/// <param name="Total">Bytes.</param>
internal sealed record DiskHealth(long Free, long Total);

/// <summary>The database.</summary>
/// <param name="State">How it is.</param>
/// <param name="Ms">How long it took to answer.</param>
internal sealed record DatabaseHealth(HealthState State, double Ms);
