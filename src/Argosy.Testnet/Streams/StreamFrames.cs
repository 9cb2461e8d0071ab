using System.Text.Json;
using System.Text.Json.Nodes;
using Argosy.Testnet.Orders;

namespace Argosy.Testnet.Streams;

/// <summary>Answers what clients say on stream sockets: SUBSCRIBE, UNSUBSCRIBE, LIST_SUBSCRIPTIONS, SET_PROPERTY.</summary>
internal sealed class StreamFrames(ExchangeState state, StreamHub hub, ListenKeys keys)
{
    /// <summary>Begins a stream by name; a listen key begins the user stream.</summary>
    public void Subscribe(Subscriber subscriber, string name)
    {
        if (keys.AccountOf(name, state.Now) is { } account)
        {
            subscriber.Accounts.TryAdd(account, -1);
            subscriber.ListenKey = name;
            return;
        }
        hub.Subscribe(subscriber, name);
    }

    /// <summary>Answers one frame.</summary>
    public void Receive(Subscriber subscriber, string text)
    {
        JsonNode? id = null;
        try
        {
            if (JsonNode.Parse(text) is not JsonObject frame) throw new JsonException("not an object");
            id = frame["id"]?.DeepClone();
            var names = (frame["params"] as JsonArray ?? []).Select(node => node!.ToString()).ToList();
            JsonNode? result = null;
            switch (frame["method"]?.GetValue<string>())
            {
                case "SUBSCRIBE":
                    foreach (var name in names) Subscribe(subscriber, name);
                    break;
                case "UNSUBSCRIBE":
                    foreach (var name in names) hub.Unsubscribe(subscriber, name);
                    break;
                case "LIST_SUBSCRIPTIONS":
                    result = new JsonArray([.. subscriber.Topics.Values.Select(name => (JsonNode)name)]);
                    break;
                case "SET_PROPERTY":
                    subscriber.IsCombined = names is ["combined", "true"];
                    break;
                default:
                    throw new JsonException("unknown method");
            }
            subscriber.Send(new JsonObject { ["result"] = result, ["id"] = id });
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or NullReferenceException)
        {
            subscriber.Send(new JsonObject { ["error"] = new JsonObject { ["code"] = 3, ["msg"] = "Invalid JSON or unknown method" }, ["id"] = id });
        }
    }
}
