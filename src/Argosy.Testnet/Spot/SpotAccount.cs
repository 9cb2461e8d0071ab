using System.Globalization;
using System.Text.Json.Nodes;
using Argosy.Testnet.Accounts;
using Argosy.Testnet.Api;
using Argosy.Testnet.Orders;
using Argosy.Testnet.Streams;
using Argosy.Testnet.Symbols;

namespace Argosy.Testnet.Spot;

/// <summary>Requests about the spot exchange and accounts, and the few helpers clients call while they load.</summary>
internal sealed class SpotAccount(ExchangeState state, ListenKeys keys, RateLimits limits, Func<long> shownTime)
{
    /// <summary>What it answers.</summary>
    public IEnumerable<Route> Routes() =>
    [
        new("GET", "/api/v3/exchangeInfo", Access.Open, 20, Info),
        new("GET", "/api/v3/account", Access.Signed, 20, request => SpotJson.Account(state, request.Account, request.Parameters.Flag("omitZeroBalances"))),
        new("GET", "/api/v3/account/commission", Access.Signed, 20, Commission),
        new("POST", "/api/v3/userDataStream", Access.Key, 2, request => new JsonObject { ["listenKey"] = keys.Open(request.Account, state.Now) }),
        new("PUT", "/api/v3/userDataStream", Access.Key, 2, request => Kept(keys.Renew(request.Parameters.Required("listenKey"), state.Now))),
        new("DELETE", "/api/v3/userDataStream", Access.Key, 2, request => Kept(keys.Close(request.Parameters.Required("listenKey")))),
        new("GET", "/sapi/v1/capital/config/getall", Access.Signed, 10, _ => new JsonArray()),
        new("GET", "/sapi/v1/margin/allPairs", Access.Key, 1, _ => new JsonArray()),
        new("GET", "/sapi/v1/margin/isolated/allPairs", Access.Signed, 10, _ => new JsonArray()),
        new("GET", "/sapi/v1/asset/tradeFee", Access.Signed, 1, Fees),
        new("GET", "/sapi/v1/account/apiRestrictions", Access.Signed, 1, _ => Restrictions()),
        new("GET", "/sapi/v1/capital/deposit/hisrec", Access.Signed, 1, Deposits),
        new("GET", "/sapi/v1/capital/withdraw/history", Access.Signed, 1, Withdrawals),
        new("GET", "/sapi/v1/asset/transfer", Access.Signed, 1, Transfers),
        new("GET", "/fapi/v1/exchangeInfo", Access.Open, 1, _ => new JsonObject { ["symbols"] = new JsonArray() }),
        new("GET", "/dapi/v1/exchangeInfo", Access.Open, 1, _ => new JsonObject { ["symbols"] = new JsonArray() }),
    ];

    /// <summary>May withdraw, as apiRestrictions tells.</summary>
    public bool KeysMayWithdraw { get; set; }

    JsonObject Info(Request request)
    {
        var only = request.Parameters.Text("symbol");
        if (only is not null && !state.Markets.ContainsKey(only)) throw new RefusedException(-1121, "Invalid symbol.");
        return new JsonObject
        {
            ["timezone"] = "UTC", ["serverTime"] = shownTime(),
            ["rateLimits"] = new JsonArray(
                new JsonObject { ["rateLimitType"] = "REQUEST_WEIGHT", ["interval"] = "MINUTE", ["intervalNum"] = 1, ["limit"] = limits.Weight },
                new JsonObject { ["rateLimitType"] = "ORDERS", ["interval"] = "SECOND", ["intervalNum"] = 10, ["limit"] = limits.Orders }),
            ["exchangeFilters"] = new JsonArray(),
            ["symbols"] = new JsonArray([.. state.Markets.Values.Where(market => only is null || market.Rules.Name == only).Select(market => (JsonNode)Symbol(market.Rules))]),
        };
    }

    static JsonObject Symbol(SymbolRules rules) => new()
    {
        ["symbol"] = rules.Name, ["status"] = "TRADING", ["baseAsset"] = rules.Base, ["baseAssetPrecision"] = 8, ["quoteAsset"] = rules.Quote, ["quotePrecision"] = 8, ["quoteAssetPrecision"] = 8,
        ["baseCommissionPrecision"] = 8, ["quoteCommissionPrecision"] = 8, ["orderTypes"] = new JsonArray([.. OrderTypes.Spot.Select(type => (JsonNode)type)]), ["icebergAllowed"] = false, ["ocoAllowed"] = true,
        ["otoAllowed"] = false, ["quoteOrderQtyMarketAllowed"] = true, ["allowTrailingStop"] = false, ["cancelReplaceAllowed"] = true, ["isSpotTradingAllowed"] = true, ["isMarginTradingAllowed"] = false,
        ["filters"] = Filters.Describe(rules, futures: false), ["permissions"] = new JsonArray(), ["permissionSets"] = new JsonArray(new JsonArray("SPOT")), ["defaultSelfTradePreventionMode"] = "NONE",
        ["allowedSelfTradePreventionModes"] = new JsonArray("NONE", "EXPIRE_TAKER", "EXPIRE_MAKER", "EXPIRE_BOTH", "DECREMENT"),
    };

    JsonObject Commission(Request request) => new()
    {
        ["symbol"] = request.Parameters.Required("symbol"), ["standardCommission"] = new JsonObject { ["maker"] = Wire.Fixed(state.MakerFee), ["taker"] = Wire.Fixed(state.TakerFee), ["buyer"] = "0.00000000", ["seller"] = "0.00000000" },
    };

    JsonArray Fees(Request request)
    {
        var only = request.Parameters.Text("symbol");
        return new JsonArray([.. state.Markets.Keys.Where(name => only is null || name == only).Select(name => (JsonNode)new JsonObject { ["symbol"] = name, ["makerCommission"] = Wire.Fixed(state.MakerFee), ["takerCommission"] = Wire.Fixed(state.TakerFee) })]);
    }

    JsonObject Restrictions() => new()
    {
        ["ipRestrict"] = false, ["createTime"] = 0, ["enableReading"] = true, ["enableSpotAndMarginTrading"] = true, ["enableWithdrawals"] = KeysMayWithdraw, ["enableInternalTransfer"] = false, ["enableMargin"] = false, ["enableFutures"] = false,
    };

    JsonArray Deposits(Request request) => new([.. Moved(request, movement => movement is { Amount: > 0, Wallet.Length: 0 }).Select(movement => (JsonNode)new JsonObject
    {
        ["id"] = Text(movement.Id), ["amount"] = Wire.Fixed(movement.Amount), ["coin"] = movement.Asset, ["network"] = movement.Asset, ["status"] = 1, ["address"] = "loopback", ["addressTag"] = "", ["txId"] = Text(movement.Id),
        ["insertTime"] = movement.Time, ["completeTime"] = movement.Time, ["transferType"] = 0, ["confirmTimes"] = "1/1", ["unlockConfirm"] = 0, ["walletType"] = 0,
    })]);

    JsonArray Withdrawals(Request request) => new([.. Moved(request, movement => movement is { Amount: < 0, Wallet.Length: 0 }).Select(movement => (JsonNode)new JsonObject
    {
        ["id"] = Text(movement.Id), ["amount"] = Wire.Fixed(-movement.Amount), ["transactionFee"] = "0", ["coin"] = movement.Asset, ["status"] = 6, ["address"] = "loopback", ["txId"] = Text(movement.Id),
        ["applyTime"] = DateTimeOffset.FromUnixTimeMilliseconds(movement.Time).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), ["network"] = movement.Asset, ["transferType"] = 0, ["confirmNo"] = 1, ["walletType"] = 0,
    })]);

    // Newest first, without rows where there are none.
    JsonObject Transfers(Request request)
    {
        var (parameters, pair) = (request.Parameters, request.Parameters.Required("type"));
        var (isOut, wallet) = pair.StartsWith("MAIN_", StringComparison.Ordinal) ? (true, pair["MAIN_".Length..]) : pair.EndsWith("_MAIN", StringComparison.Ordinal) ? (false, pair[..^"_MAIN".Length]) : throw new RefusedException(-9000, "Unsupported transfer type.");
        var now = state.Now;
        var (start, end, size) = (parameters.Whole("startTime") ?? now - (7 * 86_400_000L), parameters.Whole("endTime") ?? now, (int)Math.Clamp(parameters.Whole("size") ?? 10, 1, 100));
        var all = state.Movements.Where(movement => movement.Account == request.Account && movement.Wallet == wallet && movement.Amount < 0 == isOut && movement.Time >= start && movement.Time <= end).Reverse().ToList();
        if (all.Count == 0) return new JsonObject { ["total"] = 0 };
        return new JsonObject
        {
            ["total"] = all.Count,
            ["rows"] = new JsonArray([.. all.Skip((int)(Math.Max(1, parameters.Whole("current") ?? 1) - 1) * size).Take(size).Select(movement => (JsonNode)new JsonObject
            {
                ["timestamp"] = movement.Time, ["asset"] = movement.Asset, ["amount"] = Wire.Fixed(Math.Abs(movement.Amount)), ["type"] = pair, ["status"] = "CONFIRMED", ["tranId"] = movement.Id,
            })]),
        };
    }

    IEnumerable<Movement> Moved(Request request, Func<Movement, bool> wanted)
    {
        var parameters = request.Parameters;
        var (start, end, offset) = (parameters.Whole("startTime") ?? 0, parameters.Whole("endTime") ?? long.MaxValue, parameters.Whole("offset") ?? 0);
        if (end < long.MaxValue && end - start > 90L * 86_400_000) throw new RefusedException(-1100, "The time range must be within 0-90 days.");
        return state.Movements.Where(movement => movement.Account == request.Account && wanted(movement) && movement.Time >= start && movement.Time <= end).Skip((int)offset).Take(parameters.Limit(1000, 1000));
    }

    static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    static JsonObject Kept(bool known) => known ? [] : throw new RefusedException(-1125, "This listenKey does not exist.");
}
