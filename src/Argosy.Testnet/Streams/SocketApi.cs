using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Argosy.Testnet.Accounts;
using Argosy.Testnet.Api;

namespace Argosy.Testnet.Streams;

/// <summary>The WebSocket API: the same requests as over REST, and the user stream. Signatures cover the parameters sorted by name.</summary>
internal sealed class SocketApi(ApiDesk api, string prefix, bool isFutures)
{
    readonly Dictionary<string, (string Method, string Path)> _methods = new(StringComparer.Ordinal)
    {
        ["ping"] = ("GET", prefix + "/ping"),
        ["time"] = ("GET", prefix + "/time"),
        ["exchangeInfo"] = ("GET", prefix + "/exchangeInfo"),
        ["depth"] = ("GET", prefix + "/depth"),
        ["klines"] = ("GET", prefix + "/klines"),
        ["ticker.book"] = ("GET", prefix + "/ticker/bookTicker"),
        ["ticker.price"] = ("GET", prefix + "/ticker/price"),
        ["order.place"] = ("POST", prefix + "/order"),
        ["order.status"] = ("GET", prefix + "/order"),
        ["order.cancel"] = ("DELETE", prefix + "/order"),
        ["order.modify"] = ("PUT", prefix + "/order"),
        ["order.cancelReplace"] = ("POST", prefix + "/order/cancelReplace"),
        ["orderList.place.oco"] = ("POST", prefix + "/orderList/oco"),
        ["orderList.cancel"] = ("DELETE", prefix + "/orderList"),
        ["openOrders.status"] = ("GET", prefix + "/openOrders"),
        ["openOrders.cancelAll"] = ("DELETE", prefix + "/openOrders"),
        ["allOrders"] = ("GET", prefix + "/allOrders"),
        ["myTrades"] = ("GET", prefix + "/myTrades"),
        ["account.status"] = ("GET", isFutures ? "/fapi/v3/account" : prefix + "/account"),
        ["account.balance"] = ("GET", isFutures ? "/fapi/v3/balance" : prefix + "/account"),
    };

    /// <summary>Answers one frame.</summary>
    public void Receive(Subscriber subscriber, string text, string address)
    {
        JsonNode? id = null;
        try
        {
            if (JsonNode.Parse(text) is not JsonObject frame) throw new JsonException("not an object");
            id = frame["id"]?.DeepClone();
            var method = frame["method"]?.GetValue<string>() ?? "";
            var given = (frame["params"] as JsonObject ?? []).ToDictionary(pair => pair.Key, pair => pair.Value?.ToString() ?? "", StringComparer.Ordinal);
            var (status, body) = method switch
            {
                "userDataStream.subscribe.signature" => (200, Subscribe(subscriber, given)),
                "userDataStream.unsubscribe" => (200, Unsubscribe(subscriber)),
                _ => Ask(method, given, address),
            };
            subscriber.Send(new JsonObject { ["id"] = id, ["status"] = status, [status == 200 ? "result" : "error"] = body, ["rateLimits"] = new JsonArray() });
        }
        catch (RefusedException refusal)
        {
            subscriber.Send(new JsonObject { ["id"] = id, ["status"] = refusal.Status, ["error"] = new JsonObject { ["code"] = refusal.Code, ["msg"] = refusal.Message } });
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            subscriber.Send(new JsonObject { ["id"] = id, ["status"] = 400, ["error"] = new JsonObject { ["code"] = -1000, ["msg"] = "Invalid JSON" } });
        }
    }

    JsonObject Subscribe(Subscriber subscriber, Dictionary<string, string> given)
    {
        var account = Signed(given);
        if (!subscriber.Accounts.TryGetValue(account, out var number)) subscriber.Accounts.Add(account, number = subscriber.Accounts.Count);
        return new JsonObject { ["subscriptionId"] = number };
    }

    static JsonObject Unsubscribe(Subscriber subscriber)
    {
        subscriber.Accounts.Clear();
        return [];
    }

    (int Status, JsonNode? Body) Ask(string method, Dictionary<string, string> given, string address)
    {
        if (!_methods.TryGetValue(method, out var route)) throw new RefusedException(-1102, $"Unknown method '{method}'.");
        if (given.ContainsKey("signature")) Signed(given);
        var query = string.Join('&', given.Where(pair => pair.Key is not ("signature" or "apiKey")).Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}"));
        var answer = api.Answer(new ApiCall(route.Method, route.Path, query, "", given.GetValueOrDefault("apiKey"), address) { IsAuthenticated = given.ContainsKey("signature") });
        return (answer.Status, JsonNode.Parse(answer.Body));
    }

    Account Signed(Dictionary<string, string> given)
    {
        var account = api.AccountOf(given.GetValueOrDefault("apiKey"));
        var text = string.Join('&', given.Where(pair => pair.Key != "signature").OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key}={pair.Value}")));
        Signatures.Check(account, text, given.GetValueOrDefault("signature") ?? "");
        return account;
    }
}
