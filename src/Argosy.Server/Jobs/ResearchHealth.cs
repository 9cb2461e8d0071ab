using Argosy.Hosting.Ports;
using Argosy.Server.Health;

namespace Argosy.Server.Jobs;

/// <summary>How research is: how many jobs wait and run.</summary>
internal sealed class ResearchHealth(IDatabase database) : IHealthSource
{
    /// <inheritdoc/>
    public async Task<HealthReport> ReportAsync(CancellationToken cancel)
    {
        var (queued, running) = await database.Jobs.Count(cancel);
        return new HealthReport { Jobs = new HealthJobs(running, queued) };
    }
}
