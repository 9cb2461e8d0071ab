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
        new("GET", "/fapi/v1/positionSide/dual", Access.Signed, 30, _ => new JsonObject { ["dualSidePosition"] = false }),
        new("POST", "/fapi/v1/positionSide/dual", Access.Signed, 1, request => throw (request.Parameters.Flag("dualSidePosition") ? new RefusedException(-4068, "Position side cannot be changed: this exchange has one-way mode alone.") : new RefusedException(-4059, "No need to change position side."))),
        new("GET", "/fapi/v1/symbolConfig", Access.Signed, 5, Configuration),
        new("GET", "/fapi/v1/leverageBracket", Access.Signed, 1, _ => new JsonArray([.. state.Markets.Values.Select(market => (JsonNode)Brackets(market))])),
        new("GET", "/fapi/v1/commissionRate", Access.Signed, 20, request => new JsonObject { ["symbol"] = Market(request).Rules.Name, ["makerCommissionRate"] = Wire.Fixed(state.MakerFee), ["takerCommissionRate"] = Wire.Fixed(state.TakerFee) }),
        new("GET", "/fapi/v1/premiumIndex", Access.Open, 1, request => request.Parameters.Text("symbol") is null ? new JsonArray([.. state.Markets.Values.Select(market => (JsonNode)Premium(market))]) : Premium(Market(request))),
        new("GET", "/fapi/v1/fundingRate", Access.Open, 1, _ => new JsonArray()),
        new("GET", "/fapi/v1/fundingInfo", Access.Open, 1, _ => new JsonArray([.. state.Markets.Keys.Select(name => (JsonNode)new JsonObject { ["symbol"] = name, ["fundingIntervalHours"] = 8 })])),
        new("GET", "/fapi/v1/income", Access.Signed, 30, Income),
        new("POST", "/fapi/v1/listenKey", Access.Key, 1, request => new JsonObject { ["listenKey"] = keys.Open(request.Account, state.Now) }),
        new("PUT", "/fapi/v1/listenKey", Access.Key, 1, Renew),
        new("DELETE", "/fapi/v1/listenKey", Access.Key, 1, request => keys.KeyOf(request.Account, state.Now) is { } key && keys.Close(key) ? new JsonObject() : throw new RefusedException(-1125, "This listenKey does not exist.")),
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
        var maintenance = held.Sum(each => FuturesDesk.Notional(each.Market, each.Position) * FuturesDesk.Maintenance);
        var available = Wire.Fixed(Math.Max(0, desk.Available(account)));
        var totals = new JsonObject
        {
            ["totalInitialMargin"] = Wire.Fixed(positions + orders), ["totalMaintMargin"] = Wire.Fixed(maintenance), ["totalWalletBalance"] = Wire.Fixed(balance.Free), ["totalUnrealizedProfit"] = Wire.Fixed(unrealised),
            ["totalMarginBalance"] = Wire.Fixed(balance.Free + unrealised), ["totalPositionInitialMargin"] = Wire.Fixed(positions), ["totalOpenOrderInitialMargin"] = Wire.Fixed(orders), ["totalCrossWalletBalance"] = Wire.Fixed(balance.Free),
            ["totalCrossUnPnl"] = Wire.Fixed(unrealised), ["availableBalance"] = available, ["maxWithdrawAmount"] = available, ["feeTier"] = 0, ["canTrade"] = true, ["canDeposit"] = true, ["canWithdraw"] = false, ["updateTime"] = state.Now,
        };
        totals["assets"] = new JsonArray(new JsonObject
        {
            ["asset"] = FuturesDesk.Asset, ["walletBalance"] = Wire.Fixed(balance.Free), ["unrealizedProfit"] = Wire.Fixed(unrealised), ["marginBalance"] = Wire.Fixed(balance.Free + unrealised), ["maintMargin"] = Wire.Fixed(maintenance),
            ["initialMargin"] = Wire.Fixed(positions + orders), ["positionInitialMargin"] = Wire.Fixed(positions), ["openOrderInitialMargin"] = Wire.Fixed(orders), ["crossWalletBalance"] = Wire.Fixed(balance.Free),
            ["crossUnPnl"] = Wire.Fixed(unrealised), ["availableBalance"] = available, ["maxWithdrawAmount"] = available, ["marginAvailable"] = true, ["updateTime"] = state.Now,
        });
        totals["positions"] = new JsonArray([.. held.Where(each => each.Position.Lots != 0).Select(each => (JsonNode)FuturesJson.Position(desk, account, each.Market, each.Position))]);
        return totals;
    }

    JsonObject Balance(Account account)
    {
        var (wallet, available) = (Wire.Fixed(account.Of(FuturesDesk.Asset).Free), Wire.Fixed(Math.Max(0, desk.Available(account))));
        return new JsonObject
        {
            ["accountAlias"] = "argosy", ["asset"] = FuturesDesk.Asset, ["balance"] = wallet, ["crossWalletBalance"] = wallet, ["crossUnPnl"] = Wire.Fixed(desk.All(account).Sum(each => FuturesDesk.Unrealised(each.Market, each.Position))),
            ["availableBalance"] = available, ["maxWithdrawAmount"] = available, ["marginAvailable"] = true, ["updateTime"] = state.Now,
        };
    }

    JsonArray Positions(Request request, bool all)
    {
        var only = request.Parameters.Text("symbol");
        if (all) foreach (var market in state.Markets.Values) desk.Of(request.Account, market);
        return new JsonArray([.. desk.All(request.Account).Where(each => (only is null || each.Market.Rules.Name == only) && (all || each.Position.Lots != 0)).Select(each => (JsonNode)FuturesJson.Position(desk, request.Account, each.Market, each.Position))]);
    }

    JsonObject SetLeverage(Request request)
    {
        var (market, leverage) = (Market(request), (int)request.Parameters.RequiredNumber("leverage"));
        if (leverage is < 1 or > 125) throw new RefusedException(-4028, $"Leverage {leverage} is not valid");
        var position = desk.Of(request.Account, market);
        if (position is { IsIsolated: true, Lots: not 0 } && leverage < position.Leverage) throw new RefusedException(-4161, "Leverage reduction is not supported in Isolated Margin Mode with open positions.");
        position.Leverage = leverage;
        return new JsonObject { ["leverage"] = leverage, ["maxNotionalValue"] = "1000000000", ["symbol"] = market.Rules.Name };
    }

    JsonObject SetMarginType(Request request)
    {
        var (market, isolated) = (Market(request), request.Parameters.Required("marginType") == "ISOLATED");
        var position = desk.Of(request.Account, market);
        if (position.IsIsolated == isolated) throw new RefusedException(-4046, "No need to change margin type.");
        if (position.Lots != 0) throw new RefusedException(-4048, "Margin type cannot be changed if there exists position.");
        if (market.Open.Values.Any(order => order.Account == request.Account)) throw new RefusedException(-4047, "Margin type cannot be changed if there exists open orders.");
        position.IsIsolated = isolated;
        return new JsonObject { ["code"] = 200, ["msg"] = "success" };
    }

    JsonArray Configuration(Request request)
    {
        var only = request.Parameters.Text("symbol");
        return new JsonArray([.. state.Markets.Values.Where(market => only is null || market.Rules.Name == only).Select(market => (market.Rules.Name, Position: desk.Of(request.Account, market))).Select(each => (JsonNode)new JsonObject
        {
            ["symbol"] = each.Name, ["marginType"] = each.Position.IsIsolated ? "ISOLATED" : "CROSSED", ["isAutoAddMargin"] = false, ["leverage"] = each.Position.Leverage, ["maxNotionalValue"] = "1000000000",
        })]);
    }

    static JsonObject Brackets(SymbolMarket market) => new()
    {
        ["symbol"] = market.Rules.Name,
        ["brackets"] = new JsonArray(new JsonObject { ["bracket"] = 1, ["initialLeverage"] = 125, ["notionalCap"] = 1_000_000_000, ["notionalFloor"] = 0, ["maintMarginRatio"] = FuturesDesk.Maintenance, ["cum"] = 0 }),
    };

    JsonObject Premium(SymbolMarket market) => new()
    {
        ["symbol"] = market.Rules.Name, ["markPrice"] = Wire.Fixed(market.LastPrice), ["indexPrice"] = Wire.Fixed(market.LastPrice), ["estimatedSettlePrice"] = Wire.Fixed(market.LastPrice), ["lastFundingRate"] = Wire.Fixed(desk.FundingRate),
        ["interestRate"] = "0.00010000", ["nextFundingTime"] = desk.NextFunding, ["time"] = state.Now,
    };

    JsonArray Income(Request request)
    {
        var (kind, symbol) = (request.Parameters.Text("incomeType"), request.Parameters.Text("symbol"));
        return new JsonArray([.. desk.Income.Select((entry, i) => (entry, i)).Where(each => each.entry.Account == request.Account.Id && (kind is null || each.entry.Kind == kind) && (symbol is null || each.entry.Symbol == symbol)).Select(each => (JsonNode)new JsonObject
        {
            ["symbol"] = each.entry.Symbol, ["incomeType"] = each.entry.Kind, ["income"] = Wire.Fixed(each.entry.Amount), ["asset"] = FuturesDesk.Asset, ["info"] = each.entry.Kind, ["time"] = each.entry.Time, ["tranId"] = each.i + 1, ["tradeId"] = "",
        })]);
    }

    JsonObject Renew(Request request)
    {
        var key = keys.KeyOf(request.Account, state.Now) ?? throw new RefusedException(-1125, "This listenKey does not exist.");
        keys.Renew(key, state.Now);
        return new JsonObject { ["listenKey"] = key };
    }

    SymbolMarket Market(Request request) => state.Markets.GetValueOrDefault(request.Parameters.Required("symbol")) ?? throw new RefusedException(-1121, "Invalid symbol.");
}
