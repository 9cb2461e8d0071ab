using System.Text.Json.Nodes;
using Argosy.Testnet.Accounts;
using Argosy.Testnet.Api;
using Argosy.Testnet.Markets;
using Argosy.Testnet.Orders;
using Argosy.Testnet.Streams;
using Argosy.Testnet.Symbols;

namespace Argosy.Testnet.Futures;

/// <summary>Requests about the futures exchange, accounts and positions.</summary>
internal sealed class FuturesAccount(ExchangeState state, ListenKeys keys, FuturesDesk desk, RateLimits limits, Func<long> shownTime)
{
    /// <summary>What it answers.</summary>
    public IEnumerable<Route> Routes() =>
    [
        new("GET", "/fapi/v1/exchangeInfo", Access.Open, 1, _ => Info()),
        new("GET", "/fapi/v2/account", Access.Signed, 5, request => Account(request.Account)),
        new("GET", "/fapi/v3/account", Access.Signed, 5, request => Account(request.Account)),
        new("GET", "/fapi/v2/balance", Access.Signed, 5, request => new JsonArray(Balance(request.Account))),
        new("GET", "/fapi/v3/balance", Access.Signed, 5, request => new JsonArray(Balance(request.Account))),
        new("GET", "/fapi/v2/positionRisk", Access.Signed, 5, request => Positions(request, all: true)),
        new("GET", "/fapi/v3/positionRisk", Access.Signed, 5, request => Positions(request, all: false)),
        new("POST", "/fapi/v1/leverage", Access.Signed, 1, SetLeverage),
        new("POST", "/fapi/v1/marginType", Access.Signed, 1, SetMarginType),
        new("GET", "/fapi/v1/positionSide/dual", Access.Signed, 30, request => new JsonObject { ["dualSidePosition"] = desk.IsHedged(request.Account) }),
        new("POST", "/fapi/v1/positionSide/dual", Access.Signed, 1, SetMode),
        new("GET", "/fapi/v1/symbolConfig", Access.Signed, 5, Configuration),
        new("GET", "/fapi/v1/commissionRate", Access.Signed, 20, request => new JsonObject { ["symbol"] = Market(request).Rules.Name, ["makerCommissionRate"] = Wire.Fixed(state.MakerFee), ["takerCommissionRate"] = Wire.Fixed(state.TakerFee) }),
        new("POST", "/fapi/v1/listenKey", Access.Key, 1, request => new JsonObject { ["listenKey"] = keys.Open(request.Account, state.Now) }),
        new("PUT", "/fapi/v1/listenKey", Access.Key, 1, Renew),
        new("DELETE", "/fapi/v1/listenKey", Access.Key, 1, request => keys.KeyOf(request.Account, state.Now) is { } key && keys.End(key) ? new JsonObject() : throw new RefusedException(-1125, "This listenKey does not exist.")),
        new("GET", "/sapi/v1/account/apiRestrictions", Access.Signed, 1, _ => Restrictions()),
        new("GET", "/sapi/v1/capital/config/getall", Access.Signed, 10, _ => new JsonArray()),
        new("GET", "/sapi/v1/margin/allPairs", Access.Key, 1, _ => new JsonArray()),
    ];

    JsonObject Info() => new()
    {
        ["timezone"] = "UTC", ["serverTime"] = shownTime(), ["futuresType"] = "U_MARGINED",
        ["rateLimits"] = new JsonArray(
            new JsonObject { ["rateLimitType"] = "REQUEST_WEIGHT", ["interval"] = "MINUTE", ["intervalNum"] = 1, ["limit"] = limits.Weight },
            new JsonObject { ["rateLimitType"] = "ORDERS", ["interval"] = "SECOND", ["intervalNum"] = 10, ["limit"] = limits.Orders }),
        ["exchangeFilters"] = new JsonArray(),
        ["assets"] = new JsonArray(new JsonObject { ["asset"] = FuturesDesk.Asset, ["marginAvailable"] = true, ["autoAssetExchange"] = "0" }),
        ["symbols"] = new JsonArray([.. state.Markets.Values.Select(market => (JsonNode)Symbol(market.Rules))]),
    };

    static JsonObject Symbol(SymbolRules rules) => new()
    {
        ["symbol"] = rules.Name, ["pair"] = rules.Name, ["contractType"] = "PERPETUAL", ["deliveryDate"] = 4_133_404_800_000, ["onboardDate"] = 1_569_398_400_000, ["status"] = "TRADING", ["maintMarginPercent"] = "0.4000",
        ["requiredMarginPercent"] = "5.0000", ["baseAsset"] = rules.Base, ["quoteAsset"] = rules.Quote, ["marginAsset"] = rules.Quote, ["pricePrecision"] = SymbolRules.Places(rules.Tick), ["quantityPrecision"] = SymbolRules.Places(rules.Step),
        ["baseAssetPrecision"] = 8, ["quotePrecision"] = 8, ["underlyingType"] = "COIN", ["underlyingSubType"] = new JsonArray(), ["triggerProtect"] = "0.0500", ["liquidationFee"] = "0.000000", ["marketTakeBound"] = "0.05",
        ["filters"] = Filters.Describe(rules, futures: true), ["orderTypes"] = new JsonArray([.. OrderTypes.Futures.Select(type => (JsonNode)type)]), ["timeInForce"] = new JsonArray("GTC", "IOC", "FOK", "GTX"),
    };

    JsonObject Account(Account account)
    {
        var (held, balance) = (desk.All(account).ToList(), account.Of(FuturesDesk.Asset));
        var unrealised = held.Sum(each => FuturesDesk.Unrealised(each.Market, each.Position));
        var (positions, orders) = (held.Sum(each => FuturesDesk.Notional(each.Market, each.Position) / each.Position.Leverage), balance.Locked);
        var maintenance = held.Sum(each => FuturesDesk.Maintenance(each.Market, each.Position));
        var available = Wire.Fixed(Math.Max(0, desk.Available(account)));
        var cross = Wire.Fixed(balance.Free - held.Sum(each => each.Position.IsolatedWallet));
        var totals = new JsonObject
        {
            ["totalInitialMargin"] = Wire.Fixed(positions + orders), ["totalMaintMargin"] = Wire.Fixed(maintenance), ["totalWalletBalance"] = Wire.Fixed(balance.Free), ["totalUnrealizedProfit"] = Wire.Fixed(unrealised),
            ["totalMarginBalance"] = Wire.Fixed(balance.Free + unrealised), ["totalPositionInitialMargin"] = Wire.Fixed(positions), ["totalOpenOrderInitialMargin"] = Wire.Fixed(orders), ["totalCrossWalletBalance"] = cross,
            ["totalCrossUnPnl"] = Wire.Fixed(unrealised), ["availableBalance"] = available, ["maxWithdrawAmount"] = available, ["feeTier"] = 0, ["canTrade"] = true, ["canDeposit"] = true, ["canWithdraw"] = false, ["updateTime"] = state.Now,
        };
        totals["assets"] = new JsonArray(new JsonObject
        {
            ["asset"] = FuturesDesk.Asset, ["walletBalance"] = Wire.Fixed(balance.Free), ["unrealizedProfit"] = Wire.Fixed(unrealised), ["marginBalance"] = Wire.Fixed(balance.Free + unrealised), ["maintMargin"] = Wire.Fixed(maintenance),
            ["initialMargin"] = Wire.Fixed(positions + orders), ["positionInitialMargin"] = Wire.Fixed(positions), ["openOrderInitialMargin"] = Wire.Fixed(orders), ["crossWalletBalance"] = cross,
            ["crossUnPnl"] = Wire.Fixed(unrealised), ["availableBalance"] = available, ["maxWithdrawAmount"] = available, ["marginAvailable"] = true, ["updateTime"] = state.Now,
        });
        totals["positions"] = new JsonArray([.. held.Where(each => each.Position.Lots != 0).Select(each => (JsonNode)FuturesJson.Position(desk, account, each.Market, each.Position))]);
        return totals;
    }

    JsonObject Balance(Account account)
    {
        var (wallet, available) = (account.Of(FuturesDesk.Asset).Free, Wire.Fixed(Math.Max(0, desk.Available(account))));
        return new JsonObject
        {
            ["accountAlias"] = "argosy", ["asset"] = FuturesDesk.Asset, ["balance"] = Wire.Fixed(wallet), ["crossWalletBalance"] = Wire.Fixed(wallet - desk.All(account).Sum(each => each.Position.IsolatedWallet)), ["crossUnPnl"] = Wire.Fixed(desk.All(account).Sum(each => FuturesDesk.Unrealised(each.Market, each.Position))),
            ["availableBalance"] = available, ["maxWithdrawAmount"] = available, ["marginAvailable"] = true, ["updateTime"] = state.Now,
        };
    }

    JsonArray Positions(Request request, bool all)
    {
        var only = request.Parameters.Text("symbol");
        if (all) foreach (var market in state.Markets.Values) desk.Legs(request.Account, market);
        return new JsonArray([.. desk.All(request.Account).Where(each => (only is null || each.Market.Rules.Name == only) && (all ? each.Position.Leg == FuturesDesk.Both != desk.IsHedged(request.Account) : each.Position.Lots != 0)).Select(each => (JsonNode)FuturesJson.Position(desk, request.Account, each.Market, each.Position))]);
    }

    JsonObject SetMode(Request request)
    {
        var (account, isHedged) = (request.Account, request.Parameters.Flag("dualSidePosition"));
        if (isHedged == desk.IsHedged(account)) throw new RefusedException(-4059, "No need to change position side.");
        if (state.Markets.Values.Any(market => market.Open.Values.Any(order => order.Account == account))) throw new RefusedException(-4067, "Position side cannot be changed if there exists open orders.");
        if (desk.All(account).Any(each => each.Position.Lots != 0)) throw new RefusedException(-4068, "Position side cannot be changed if there exists position.");
        desk.SetHedged(account, isHedged);
        return new JsonObject { ["code"] = 200, ["msg"] = "success" };
    }

    JsonObject SetLeverage(Request request)
    {
        var (market, leverage) = (Market(request), (int)request.Parameters.RequiredNumber("leverage"));
        if (leverage is < 1 or > 125) throw new RefusedException(-4028, $"Leverage {leverage} is not valid");
        var (legs, terms) = (desk.Legs(request.Account, market), desk.TermsOf(request.Account, market));
        if (terms.IsIsolated && legs.Any(leg => leg.Lots != 0) && leverage < terms.Leverage) throw new RefusedException(-4161, "Leverage reduction is not supported in Isolated Margin Mode with open positions.");
        var most = MarginTiers.MostAt(leverage);
        if (legs.Any(leg => FuturesDesk.Notional(market, leg) > most)) throw new RefusedException(-2027, "Exceeded the maximum allowable position at current leverage.");
        if (terms.Leverage != leverage) desk.Reports.Leverage(request.Account, market, leverage);
        terms.Leverage = leverage;
        return new JsonObject { ["leverage"] = leverage, ["maxNotionalValue"] = Wire.Fixed(most), ["symbol"] = market.Rules.Name };
    }

    JsonObject SetMarginType(Request request)
    {
        var (market, isolated) = (Market(request), request.Parameters.Required("marginType") == "ISOLATED");
        var terms = desk.TermsOf(request.Account, market);
        if (terms.IsIsolated == isolated) throw new RefusedException(-4046, "No need to change margin type.");
        if (desk.Legs(request.Account, market).Any(leg => leg.Lots != 0)) throw new RefusedException(-4048, "Margin type cannot be changed if there exists position.");
        if (market.Open.Values.Any(order => order.Account == request.Account)) throw new RefusedException(-4047, "Margin type cannot be changed if there exists open orders.");
        terms.IsIsolated = isolated;
        return new JsonObject { ["code"] = 200, ["msg"] = "success" };
    }

    JsonArray Configuration(Request request)
    {
        var only = request.Parameters.Text("symbol");
        return new JsonArray([.. state.Markets.Values.Where(market => only is null || market.Rules.Name == only).Select(market => (market.Rules.Name, Terms: desk.TermsOf(request.Account, market))).Select(each => (JsonNode)new JsonObject
        {
            ["symbol"] = each.Name, ["marginType"] = each.Terms.IsIsolated ? "ISOLATED" : "CROSSED", ["isAutoAddMargin"] = false, ["leverage"] = each.Terms.Leverage, ["maxNotionalValue"] = Wire.Fixed(MarginTiers.MostAt(each.Terms.Leverage)),
        })]);
    }

    JsonObject Restrictions() => new()
    {
        ["ipRestrict"] = false, ["createTime"] = 0, ["enableReading"] = true, ["enableSpotAndMarginTrading"] = false, ["enableWithdrawals"] = desk.KeysMayWithdraw, ["enableInternalTransfer"] = false, ["enableMargin"] = false, ["enableFutures"] = true,
    };

    JsonObject Renew(Request request)
    {
        var key = keys.KeyOf(request.Account, state.Now) ?? throw new RefusedException(-1125, "This listenKey does not exist.");
        keys.Renew(key, state.Now);
        return new JsonObject { ["listenKey"] = key };
    }

    SymbolMarket Market(Request request) => state.Markets.GetValueOrDefault(request.Parameters.Required("symbol")) ?? throw new RefusedException(-1121, "Invalid symbol.");
}
