using Argosy.Server.Auth;
using Microsoft.AspNetCore.SignalR;

namespace Argosy.Server.Live;

/// <summary>The hub: a client subscribes to topics and hears their changes.</summary>
internal sealed class LiveHub(LiveTopics topics) : Hub
{
    const int MostTopics = 500;

    /// <summary>Subscribes to a topic and answers its state with the number of the last change in it.</summary>
    public async Task<Subscription> Subscribe(string topic)
    {
        var connection = topics.Find(Context.ConnectionId) ?? throw new HubException("unauthorized: log in first");
        if (!LiveTopic.IsName(topic)) throw new HubException("bad-input: that is no name of a topic");
        var request = new TopicRequest(connection.Visitor, topic);
        // What is forbidden and what does not exist look alike: nobody learns the numbers of what is not theirs.
        if (!await topics.MayAsync(request)) throw new HubException($"not-found: there is no topic {topic}");
        var part = LiveTopic.For(topic, connection.Visitor);
        // Watching begins before the state is made: no change falls between the two.
        if (topics.Watch(connection, part, MostTopics) is not { } sequence) throw new HubException($"too-many: a connection watches at most {MostTopics} topics");
        if (await topics.StateAsync(request) is { } snapshot) return new Subscription(topic, sequence, snapshot);
        topics.Leave(connection, part);
        throw new HubException($"not-found: there is no topic {topic}");
    }

    /// <summary>Ends a subscription.</summary>
    public void Unsubscribe(string topic)
    {
        if (topics.Find(Context.ConnectionId) is { } connection && LiveTopic.IsName(topic)) topics.Leave(connection, LiveTopic.For(topic, connection.Visitor));
    }

    /// <inheritdoc/>
    public override Task OnConnectedAsync()
    {
        // The gate has proven the visitor and the page before.
        if (Context.GetHttpContext() is not { } http || Visitor.Of(http) is not { } visitor)
        {
            Context.Abort();
            return Task.CompletedTask;
        }
        topics.Add(Context.ConnectionId, new LiveConnection(Context, Clients.Caller, visitor, topics.StateAsync));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task OnDisconnectedAsync(Exception? exception)
    {
        topics.Remove(Context.ConnectionId);
        return Task.CompletedTask;
    }
}

/// <summary>What a subscription begins with.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Seq">Number of the last change; the next one has the next number.</param>
/// <param name="Snapshot">The state.</param>
internal sealed record Subscription(string Topic, long Seq, object Snapshot);
