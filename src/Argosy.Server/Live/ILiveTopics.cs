using Argosy.Server.Auth;

namespace Argosy.Server.Live;

/// <summary>What browsers watch: topics with a snapshot and numbered changes.</summary>
public interface ILiveTopics
{
    /// <summary>Tells subscribers of a topic what changed; many changes of one kind within a tenth of a second may arrive as the last of them. Cheap and never waits: from any thread.</summary>
    /// <param name="topic">E.g. <c>fleet</c> or <c>job:7</c>.</param>
    /// <param name="kind">What the change is about, in kebab-case.</param>
    /// <param name="data">What JSON is made of, later and on another thread: it must not change any more.</param>
    void Publish(string topic, string kind, object data);

    /// <summary>As above, for one of several things a topic is about: only changes of the same kind and key take each other's place.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="kind">What the change is about.</param>
    /// <param name="data">What JSON is made of.</param>
    /// <param name="key">Which thing, e.g. a deployment's number.</param>
    void Publish(string topic, string kind, object data, string key);

    /// <summary>A line of a list that grows, such as a log: none takes another's place; those of a tenth of a second arrive as one array.</summary>
    void Append(string topic, string kind, object line);

    /// <summary>Says how a topic's present state is made; asked at each subscription.</summary>
    /// <param name="topic">The topic, or a prefix that ends with a colon for a family of topics.</param>
    /// <param name="make">Makes it; from any thread.</param>
    void Snapshot(string topic, Func<object> make);

    /// <summary>As above, for a family of topics, or where the state depends on who asks.</summary>
    /// <param name="topic">The topic, or a prefix that ends with a colon.</param>
    /// <param name="make">Makes it; null where there is no such topic: then the subscription is refused.</param>
    void Snapshot(string topic, Func<TopicRequest, ValueTask<object?>> make);

    /// <summary>Says who may watch; without a rule every visitor may.</summary>
    /// <param name="topic">The topic, or a prefix that ends with a colon.</param>
    /// <param name="rule">Whether a visitor may.</param>
    void Allow(string topic, Func<TopicRequest, ValueTask<bool>> rule);

    /// <summary>Ends the connections of visitors who may no longer be there: a login that was ended, a user that was disabled.</summary>
    void End(Func<Visitor, bool> which);
}

/// <summary>Who wants to watch what.</summary>
/// <param name="Visitor">Who.</param>
/// <param name="Topic">The whole name of the topic.</param>
public sealed record TopicRequest(Visitor Visitor, string Topic)
{
    /// <summary>What stands behind the first colon; empty without one.</summary>
    public string Name => Topic.IndexOf(':', StringComparison.Ordinal) is var colon and >= 0 ? Topic[(colon + 1)..] : "";

    /// <summary>The number behind the first colon; null where there is none.</summary>
    public long? Number => long.TryParse(Name, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;
}
