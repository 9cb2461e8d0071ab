using System.Diagnostics.CodeAnalysis;
using Argosy.Hosting.Ports;
using Argosy.Server.Auth;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Argosy.Server.Live;

/// <summary>Ends connections whose login has ended since they were opened: a request is proven each time, a connection would stay.</summary>
internal sealed partial class LiveWatch(LiveTopics topics, IDatabase database, TimeProvider time, ILogger<LiveWatch> log) : BackgroundService
{
    static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    /// <summary>Looks once.</summary>
    public async Task LookAsync(CancellationToken cancellation)
    {
        foreach (var user in topics.Visitors.Select(visitor => visitor.Name).Distinct(StringComparer.Ordinal).ToArray())
        {
            var row = await database.Users.Find(user, cancellation);
            var sessions = (await database.Users.Sessions(user, cancellation)).Select(session => session.Id).ToHashSet(StringComparer.Ordinal);
            topics.End(visitor => visitor.Name == user && (row is null || row.IsDisabled || VisitorReader.RoleOf(row) != visitor.Role || (visitor.Session is { } session && !sessions.Contains(session))));
        }
    }

    /// <inheritdoc/>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "A database that fails for a moment must not end the watch; it is logged and looked at again.")]
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Every, time, stoppingToken);
                await LookAsync(stoppingToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception failure)
            {
                Failed(log, failure);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "the logins of open connections could not be looked at")]
    static partial void Failed(ILogger log, Exception failure);
}
