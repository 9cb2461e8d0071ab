using Argosy.Server.Auth;
using Microsoft.AspNetCore.SignalR;

namespace Argosy.Server.Live;

/// <summary>One browser that watches: a bounded queue of its own, so that one that reads slowly holds nobody. Where it overflows, what waits is dropped and the state of those topics is told once it reads again.</summary>
internal sealed class LiveConnection(HubCallerContext context, ISingleClientProxy client, Visitor visitor, Func<TopicRequest, ValueTask<object?>> snapshot)
{
    /// <summary>Name of the event a client hears.</summary>
    public const string Event = "change";

    // More than a topic tells at once: what overflows it is a reader that lags, not a burst.
    const int MostWaiting = 512;

    readonly Lock _gate = new();
    readonly Queue<ChangeJson> _waiting = new();
    readonly HashSet<TopicState> _topics = [], _resync = [];
    bool _isPumping;

    /// <summary>Who it is.</summary>
    public Visitor Visitor => visitor;

    /// <summary>What it watches.</summary>
    public IReadOnlyList<TopicState> Topics
    {
        get
        {
            lock (_gate) return [.. _topics];
        }
    }

    /// <summary>Changes that were dropped because it read too slowly.</summary>
    public long Dropped { get; private set; }

    /// <summary>Notes that it watches a topic; false where it watches too many.</summary>
    public bool Watch(TopicState topic, int most)
    {
        lock (_gate) return _topics.Contains(topic) || (_topics.Count < most && _topics.Add(topic));
    }

    /// <summary>Notes that it does not watch a topic any more.</summary>
    public void Leave(TopicState topic)
    {
        lock (_gate)
        {
            _topics.Remove(topic);
            _resync.Remove(topic);
        }
    }

    /// <summary>Queues a change; never waits.</summary>
    public void Send(TopicState topic, ChangeJson change)
    {
        lock (_gate)
        {
            // What follows a dropped change is of no use before the whole state.
            if (_resync.Contains(topic))
            {
                Dropped++;
                return;
            }
            if (_waiting.Count >= MostWaiting)
            {
                Dropped += _waiting.Count + 1;
                _waiting.Clear();
                _resync.UnionWith(_topics);
            }
            else
            {
                _waiting.Enqueue(change);
            }
            Start();
        }
    }

    /// <summary>Has it told the whole state of a topic.</summary>
    public void Resync(TopicState topic)
    {
        lock (_gate)
        {
            _resync.Add(topic);
            Start();
        }
    }

    /// <summary>Ends the connection.</summary>
    public void End() => context.Abort();

    // One sender at a time; it is gone while there is nothing to send.
    void Start()
    {
        if (_isPumping) return;
        _isPumping = true;
        _ = Task.Run(PumpAsync);
    }

    async Task PumpAsync()
    {
        try
        {
            while (!context.ConnectionAborted.IsCancellationRequested)
            {
                ChangeJson? change;
                TopicState? topic = null;
                lock (_gate)
                {
                    if (!_waiting.TryDequeue(out change))
                    {
                        topic = _resync.FirstOrDefault();
                        if (topic is null)
                        {
                            _isPumping = false;
                            return;
                        }
                        _resync.Remove(topic);
                    }
                }
                change ??= await StateAsync(topic!);
                await client.SendAsync(Event, change, context.ConnectionAborted);
            }
        }
#pragma warning disable CA1031 // Whatever fails in sending to one browser ends that browser's connection and nothing else; it comes back and subscribes anew.
        catch (Exception)
#pragma warning restore CA1031
        {
            context.Abort();
        }
    }

    // The number first: what changes while the state is made comes again, which does no harm.
    async Task<ChangeJson> StateAsync(TopicState topic)
    {
        var sequence = topic.Sequence;
        var name = LiveTopic.NameOf(topic.Name);
        return ChangeJson.Of(name, sequence, "snapshot", await snapshot(new TopicRequest(visitor, name)));
    }
}
