namespace Argosy.Server.Live;

/// <summary>What browsers watch: topics with a snapshot and numbered changes.</summary>
public interface ILiveTopics
{
    /// <summary>Tells subscribers of a topic what changed; many changes of a topic within a tenth of a second may arrive as the last of them.</summary>
    /// <param name="topic">E.g. <c>fleet</c> or <c>job:7</c>.</param>
    /// <param name="kind">What the change is about, in kebab-case.</param>
    /// <param name="data">What JSON is made of.</param>
    void Publish(string topic, string kind, object data);

    /// <summary>Says how a topic's present state is made; asked at each subscription.</summary>
    /// <param name="topic">The topic, or a prefix that ends with a colon for a family of topics.</param>
    /// <param name="make">Makes it; from any thread.</param>
    void Snapshot(string topic, Func<object> make);
}
