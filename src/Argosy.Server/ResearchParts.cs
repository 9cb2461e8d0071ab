using Argosy.Hosting.Ports;
using Argosy.Server.Jobs;
using Argosy.Server.Live;
using Argosy.Server.MarketData;
using Argosy.Server.Research;
using Microsoft.Extensions.DependencyInjection;

namespace Argosy.Server;

/// <summary>The research half of a server: jobs, stored runs, data, and the hub that tells of them.</summary>
internal static class ResearchParts
{
    /// <summary>Registers the hub and its topics.</summary>
    public static IServiceCollection AddLive(this IServiceCollection services)
    {
        services.AddSingleton<LiveTopics>();
        services.AddSingleton<ILiveTopics>(provider => provider.GetRequiredService<LiveTopics>());
        services.AddSingleton<LiveWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<LiveWatch>());
        services.AddSignalR(hub => (hub.MaximumReceiveMessageSize, hub.ClientTimeoutInterval) = (16_384, TimeSpan.FromSeconds(60))).AddJsonProtocol(json => Http.ApiJson.Set(json.PayloadSerializerOptions));
        return services;
    }

    /// <summary>Registers jobs, stored research and data.</summary>
    public static IServiceCollection AddResearch(this IServiceCollection services)
    {
        // Without options of its own a server only queues.
        services.AddSingleton(new ResearchOptions { Command = [], Parallel = 0 });
        services.AddSingleton<ResearchFolders>();
        services.AddSingleton<SeriesCache>();
        services.AddSingleton<SeriesImport>();
        services.AddSingleton<RunFiles>();
        services.AddSingleton<RunMonteCarlo>();
        services.AddSingleton<StudyFiles>();
        services.AddSingleton<ToolRun>();
        services.AddSingleton<JobQueue>();
        services.AddSingleton<JobHarvest>();
        services.AddSingleton<Health.IHealthSource, ResearchHealth>();
        services.AddHostedService<JobRunner>();
        return services;
    }

    // Who may watch which job, and what a topic begins with.
    public static void SetTopics(ILiveTopics topics, IDatabase database)
    {
        topics.Allow("job:", async request => request.Number is { } id && await database.Jobs.Find(id) is { } job && JobEndpoints.MaySee(request.Visitor, job.Owner));
        topics.Snapshot("job:", async request => request.Number is { } id && await database.Jobs.Find(id) is { } job ? JobAnswer.Of(job) : null);
        topics.Snapshot("jobs", async request => (await database.Jobs.List(new JobFilter { Owner = request.Visitor.May(Auth.Role.Owner) ? null : request.Visitor.Name, Limit = 100 })).Select(JobAnswer.Of).ToArray());
    }
}
