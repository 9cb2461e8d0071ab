using System.Text.Json.Nodes;
using Argosy.Testnet.Accounts;
using Argosy.Testnet.Api;

namespace Argosy.Testnet.Streams;

/// <summary>Brings events to the sockets that asked for them. Used under the exchange's lock.</summary>
internal sealed class StreamHub
{
    readonly List<Subscriber> _subscribers = [];
    readonly Dictionary<string, int> _wanted = new(StringComparer.Ordinal);

    /// <summary>Faults of market streams.</summary>
    public MessageFaults MarketFaults { get; } = new();

    /// <summary>Faults of user streams.</summary>
    public MessageFaults UserFaults { get; } = new();

    /// <summary>Open sockets.</summary>
    public int Count => _subscribers.Count;

    /// <summary>Whether anybody listens to a stream.</summary>
    public bool Wants(string topic) => _wanted.ContainsKey(topic);

    public void Add(Subscriber subscriber) => _subscribers.Add(subscriber);

    public void Remove(Subscriber subscriber)
    {
        if (!_subscribers.Remove(subscriber)) return;
        foreach (var topic in subscriber.Topics.Keys) Leave(topic);
    }

    /// <summary>Begins a stream under the name the client uses.</summary>
    public void Subscribe(Subscriber subscriber, string name)
    {
        var topic = TopicOf(name);
        if (!subscriber.Topics.TryAdd(topic, name)) return;
        _wanted[topic] = _wanted.GetValueOrDefault(topic) + 1;
    }

    /// <summary>Ends a stream.</summary>
    public void Unsubscribe(Subscriber subscriber, string name)
    {
        if (subscriber.Topics.Remove(TopicOf(name))) Leave(TopicOf(name));
    }

    /// <summary>Sends a market event to who listens.</summary>
    public void Publish(string topic, Func<JsonNode> make)
    {
        if (!Wants(topic)) return;
        var text = make().ToJsonString(Json.Plain);
        foreach (var subscriber in _subscribers)
        {
            if (subscriber.Topics.TryGetValue(topic, out var name)) MarketFaults.Pass(subscriber.IsCombined ? $"{{\"stream\":\"{name}\",\"data\":{text}}}" : text, subscriber.Send);
        }
    }

    /// <summary>Sends an account's events to its streams.</summary>
    public void Publish(Account account, JsonObject happened)
    {
        var text = happened.ToJsonString(Json.Plain);
        foreach (var subscriber in _subscribers)
        {
            if (!subscriber.Accounts.TryGetValue(account, out var number)) continue;
            var wrapped = number >= 0 ? $"{{\"subscriptionId\":{number},\"event\":{text}}}" : subscriber.IsCombined ? $"{{\"stream\":\"{subscriber.ListenKey}\",\"data\":{text}}}" : text;
            UserFaults.Pass(wrapped, subscriber.Send);
        }
    }

    /// <summary>Tells who listens by a key that it ended; nothing of the account comes any more.</summary>
    public void EndKey(string key, long now)
    {
        var text = new JsonObject { ["e"] = "listenKeyExpired", ["E"] = now, ["listenKey"] = key }.ToJsonString(Json.Plain);
        foreach (var subscriber in _subscribers.Where(subscriber => subscriber.ListenKey == key))
        {
            subscriber.Accounts.Clear();
            subscriber.Send(subscriber.IsCombined ? $"{{\"stream\":\"{key}\",\"data\":{text}}}" : text);
        }
    }

    /// <summary>Cuts every socket.</summary>
    public void CutAll()
    {
        foreach (var subscriber in _subscribers.ToArray()) subscriber.Cut();
    }

    void Leave(string topic)
    {
        if (--_wanted[topic] == 0) _wanted.Remove(topic);
    }

    // Streams that differ in their pace alone are one here: every change is told at once.
    static string TopicOf(string name)
    {
        var cut = name.LastIndexOf('@');
        var slow = cut > name.IndexOf('@', StringComparison.Ordinal) && (name.EndsWith("ms", StringComparison.Ordinal) || name.EndsWith("@1s", StringComparison.Ordinal));
        return slow ? name[..cut] : name;
    }
}
