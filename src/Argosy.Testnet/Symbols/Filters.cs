using System.Text.Json.Nodes;
using Argosy.Testnet.Api;

namespace Argosy.Testnet.Symbols;

/// <summary>The filters of a symbol: what exchangeInfo says and what an order is held against.</summary>
internal static class Filters
{
    /// <summary>A price in whole ticks, or the exchange's refusal.</summary>
    public static long Ticks(SymbolRules rules, decimal price)
    {
        var ticks = price / rules.Tick;
        if (price <= 0 || price > rules.MaxPrice || ticks != decimal.Truncate(ticks)) throw Failure("PRICE_FILTER");
        return (long)ticks;
    }

    /// <summary>A quantity in whole lots, or the exchange's refusal.</summary>
    public static long Lots(SymbolRules rules, decimal quantity)
    {
        var lots = quantity / rules.Step;
        if (quantity <= 0 || quantity > rules.MaxQuantity || lots != decimal.Truncate(lots)) throw Failure("LOT_SIZE");
        return (long)lots;
    }

    /// <summary>Refuses an order of too little value.</summary>
    public static void Notional(SymbolRules rules, decimal value, bool futures = false)
    {
        if (value >= rules.MinNotional) return;
        throw futures
            ? new RefusedException(-4164, $"Order's notional must be no smaller than {rules.MinNotional:0.########} (unless you choose reduce only).")
            : Failure("NOTIONAL");
    }

    /// <summary>A refusal by the filter of this name.</summary>
    public static RefusedException Failure(string filter) => new(-1013, $"Filter failure: {filter}");

    /// <summary>The list in exchangeInfo.</summary>
    public static JsonArray Describe(SymbolRules rules, bool futures)
    {
        var (tick, step) = (Wire.Fixed(rules.Tick), Wire.Fixed(rules.Step));
        var filters = new JsonArray(
            new JsonObject { ["filterType"] = "PRICE_FILTER", ["minPrice"] = tick, ["maxPrice"] = Wire.Fixed(rules.MaxPrice), ["tickSize"] = tick },
            new JsonObject { ["filterType"] = "LOT_SIZE", ["minQty"] = step, ["maxQty"] = Wire.Fixed(rules.MaxQuantity), ["stepSize"] = step },
            new JsonObject { ["filterType"] = "MARKET_LOT_SIZE", ["minQty"] = futures ? step : "0.00000000", ["maxQty"] = Wire.Fixed(rules.MaxQuantity), ["stepSize"] = futures ? step : "0.00000000" });
        filters.Add((JsonNode)(futures
            ? new JsonObject { ["filterType"] = "MIN_NOTIONAL", ["notional"] = Wire.Fixed(rules.MinNotional) }
            : new JsonObject { ["filterType"] = "NOTIONAL", ["minNotional"] = Wire.Fixed(rules.MinNotional), ["applyMinToMarket"] = true, ["maxNotional"] = "9000000.00000000", ["applyMaxToMarket"] = false, ["avgPriceMins"] = 0 }));
        filters.Add((JsonNode)new JsonObject { ["filterType"] = "MAX_NUM_ORDERS", [futures ? "limit" : "maxNumOrders"] = 200 });
        filters.Add((JsonNode)new JsonObject { ["filterType"] = "MAX_NUM_ALGO_ORDERS", [futures ? "limit" : "maxNumAlgoOrders"] = 100 });
        return filters;
    }
}
