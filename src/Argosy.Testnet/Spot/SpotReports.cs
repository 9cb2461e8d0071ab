using System.Text.Json.Nodes;
using Argosy.Core.Orders;
using Argosy.Testnet.Api;
using Argosy.Testnet.Orders;

namespace Argosy.Testnet.Spot;

/// <summary>Events of the spot user stream.</summary>
internal sealed class SpotReports(ExchangeState state) : IReports
{
    /// <inheritdoc/>
    public void Changed(Order order, string execution, OrderFill? fill = null)
    {
        var rules = order.Market.Rules;
        var report = new JsonObject
        {
            ["e"] = "executionReport", ["E"] = state.Now, ["s"] = rules.Name, ["c"] = order.ClientId, ["S"] = order.Side == Side.Buy ? "BUY" : "SELL", ["o"] = order.Type,
            ["f"] = order.TimeInForce, ["q"] = Wire.Fixed(rules.Quantity(order.Lots)), ["p"] = Wire.Fixed(order.Price), ["P"] = Wire.Fixed(order.StopPrice), ["F"] = "0.00000000",
            ["g"] = order.List?.Id ?? -1, ["C"] = execution == "CANCELED" ? order.OriginalClientId : "", ["x"] = execution, ["X"] = order.Status, ["r"] = "NONE", ["i"] = order.Id,
            ["l"] = Wire.Fixed(fill?.Quantity ?? 0), ["z"] = Wire.Fixed(rules.Quantity(order.ExecutedLots)), ["L"] = Wire.Fixed(fill?.Price ?? 0),
            ["n"] = fill is null ? "0" : Wire.Fixed(fill.Value.Fee), ["N"] = fill?.FeeAsset, ["T"] = state.Now, ["t"] = fill?.TradeId ?? -1, ["I"] = state.NextId(),
            ["w"] = order.Resting is not null && order.IsOpen, ["m"] = fill?.IsMaker ?? false, ["M"] = false, ["O"] = order.Time, ["Z"] = Wire.Fixed(order.ExecutedQuote),
            ["Y"] = Wire.Fixed(fill is { } one ? one.Price * one.Quantity : 0), ["Q"] = Wire.Fixed(order.QuoteBudget), ["V"] = SpotJson.Prevention(order.Prevention),
        };
        if (order.WorkingTime >= 0) report["W"] = order.WorkingTime;
        state.Outbox.Add((order.Account, report));
    }

    /// <inheritdoc/>
    public void Money(Order order)
    {
        var balances = new JsonArray();
        foreach (var asset in (string[])[order.Market.Rules.Base, order.Market.Rules.Quote])
        {
            var balance = order.Account.Of(asset);
            balances.Add((JsonNode)new JsonObject { ["a"] = asset, ["f"] = Wire.Fixed(balance.Free), ["l"] = Wire.Fixed(balance.Locked) });
        }
        state.Outbox.Add((order.Account, new JsonObject { ["e"] = "outboundAccountPosition", ["E"] = state.Now, ["u"] = state.Now, ["B"] = balances }));
    }

    /// <inheritdoc/>
    public void Changed(OrderList list)
    {
        state.Outbox.Add((list.Account, new JsonObject
        {
            ["e"] = "listStatus", ["E"] = state.Now, ["s"] = list.Market.Rules.Name, ["g"] = list.Id, ["c"] = "OCO", ["l"] = list.IsDone ? "ALL_DONE" : "EXEC_STARTED",
            ["L"] = list.IsDone ? "ALL_DONE" : "EXECUTING", ["r"] = "NONE", ["C"] = list.ClientId, ["T"] = state.Now, ["O"] = SpotJson.Legs(list, "s", "i", "c"),
        }));
    }
}
