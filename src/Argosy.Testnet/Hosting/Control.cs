using System.Text.Json.Nodes;
using Argosy.Core.Orders;
using Argosy.Testnet.Accounts;
using Argosy.Testnet.Api;
using Argosy.Testnet.Faults;
using Argosy.Testnet.Futures;
using Argosy.Testnet.Markets;
using Argosy.Testnet.Streams;

namespace Argosy.Testnet.Hosting;

/// <summary>The control API: moves time, gives money, breaks things, tells the truth. Parameters stand in the query.</summary>
internal sealed class Control(Exchange exchange)
{
    static readonly (string Word, RequestFaultKind Kind)[] Kinds =
    [
        ("cut-before", RequestFaultKind.CutBefore), ("cut-after", RequestFaultKind.CutAfter), ("timeout-before", RequestFaultKind.TimeoutBefore), ("timeout-after", RequestFaultKind.TimeoutAfter),
        ("status-before", RequestFaultKind.StatusBefore), ("status-after", RequestFaultKind.StatusAfter), ("delay-before", RequestFaultKind.DelayBefore), ("delay-after", RequestFaultKind.DelayAfter),
    ];

    /// <summary>Answers one command; under the exchange's lock.</summary>
    public ApiAnswer Answer(string method, string path, string query)
    {
        var parameters = new Parameters(query, "");
        try
        {
            JsonNode? answer = (method, path) switch
            {
                ("GET", "/control/state") => State(),
                ("GET", "/control/ledger") => Ledger(),
                ("GET", "/control/book") => Book(Market(parameters)),
                ("POST", "/control/step") => Step(parameters),
                ("POST", "/control/account") => AddAccount(parameters),
                ("POST", "/control/deposit") => Deposit(parameters),
                ("POST", "/control/trade") => Trade(parameters),
                ("POST", "/control/liquidity") => Liquidity(parameters),
                ("POST", "/control/fault") => Fault(parameters),
                ("POST", "/control/messages") => Messages(parameters),
                ("POST", "/control/latency") => Set(() => exchange.Faults.LatencyMs = (long)parameters.RequiredNumber("ms")),
                ("POST", "/control/cut") => Set(exchange.Hub.CutAll),
                ("POST", "/control/skew") => Set(() => exchange.Api.ClockSkewMs = parameters.Whole("ms") ?? 0),
                ("POST", "/control/time-check") => Set(() => exchange.Api.ChecksTime = parameters.Flag("on")),
                ("POST", "/control/maintenance") => Set(() => exchange.Api.IsDown = parameters.Flag("on")),
                ("POST", "/control/ban") => Set(() => exchange.Api.Limits.Ban(parameters.Text("address") ?? "127.0.0.1", exchange.State.Now + (long)parameters.RequiredNumber("ms"))),
                ("POST", "/control/limits") => Limits(parameters),
                ("POST", "/control/withdrawals") => Set(() => SetWithdrawals(parameters.Flag("on"))),
                ("POST", "/control/funding") => Set(() => Futures().Funding.Set(Market(parameters), Wire.Read(parameters.Required("rate")) ?? throw new RefusedException(0, "rate is not a number"))),
                ("POST", "/control/deleverage") => Deleverage(parameters),
                ("POST", "/control/clear") => Set(Clear),
                _ => null,
            };
            return answer is null ? new ApiAnswer(404, Message($"no such command: {method} {path}")) : new ApiAnswer(200, answer.ToJsonString(Json.Plain));
        }
        catch (RefusedException refusal)
        {
            return new ApiAnswer(400, Message(refusal.Message));
        }
    }

    static string Message(string text) => new JsonObject { ["error"] = text }.ToJsonString(Json.Plain);

    JsonObject Set(Action action)
    {
        action();
        return new JsonObject { ["now"] = exchange.State.Now };
    }

    JsonObject State() => new()
    {
        ["now"] = exchange.State.Now, ["sockets"] = exchange.Hub.Count, ["faults"] = exchange.Faults.Count, ["skewMs"] = exchange.Api.ClockSkewMs, ["maintenance"] = exchange.Api.IsDown,
        ["symbols"] = new JsonArray([.. exchange.State.Markets.Values.Select(market => (JsonNode)new JsonObject { ["symbol"] = market.Rules.Name, ["last"] = Wire.Fixed(market.LastPrice), ["open"] = market.Open.Count })]),
    };

    JsonObject Ledger() => new()
    {
        ["accounts"] = new JsonArray([.. exchange.State.Accounts.Values.Select(account => (JsonNode)new JsonObject
        {
            ["key"] = account.Key,
            ["balances"] = new JsonObject(account.Balances.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)new JsonObject { ["free"] = Wire.Fixed(Free(pair.Value)), ["locked"] = Wire.Fixed(pair.Value.Locked) }))),
        })]),
        ["fees"] = Totals(exchange.State.Fees), ["house"] = Totals(exchange.State.House), ["orders"] = exchange.State.Orders.Count,
    };

    // A futures wallet keeps what its orders may need.
    decimal Free(Balance balance) => exchange.State.IsFutures ? balance.Free - balance.Locked : balance.Free;

    static JsonObject Totals(IEnumerable<KeyValuePair<string, decimal>> totals) => new(totals.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)Wire.Fixed(pair.Value))));

    static JsonObject Book(SymbolMarket market) => new()
    {
        ["updateId"] = market.Book.UpdateId, ["bids"] = MarketRoutes.Levels(market, market.Book.Bids.Levels(1000)), ["asks"] = MarketRoutes.Levels(market, market.Book.Asks.Levels(1000)),
    };

    JsonObject Step(Parameters parameters)
    {
        exchange.AdvanceTo(exchange.State.Now + (long)parameters.RequiredNumber("ms"));
        return new JsonObject { ["now"] = exchange.State.Now };
    }

    JsonObject AddAccount(Parameters parameters)
    {
        var key = parameters.Required("key");
        if (exchange.State.Accounts.ContainsKey(key)) throw new RefusedException(0, $"the key '{key}' exists already");
        return new JsonObject { ["id"] = exchange.AddAccount(key, parameters.Required("secret")).Id };
    }

    JsonObject Deposit(Parameters parameters)
    {
        var (asset, amount) = (parameters.Required("asset"), Wire.Read(parameters.Required("amount")) ?? throw new RefusedException(0, "amount is not a number"));
        var account = AccountOf(parameters);
        var balance = account.Of(asset);
        if (balance.Free + amount < 0) throw new RefusedException(0, $"{asset}: only {balance.Free} are free");
        balance.Free += amount;
        exchange.State.Movements.Add(new(exchange.State.NextId(), account, asset, amount, exchange.State.Now, parameters.Text("wallet") ?? ""));
        if (asset == FuturesDesk.Asset && exchange.Futures is { } futures) futures.Deposit(account, amount);
        else exchange.State.Outbox.Add((account, new JsonObject { ["e"] = "balanceUpdate", ["E"] = exchange.State.Now, ["a"] = asset, ["d"] = Wire.Fixed(amount), ["T"] = exchange.State.Now }));
        exchange.Deliver();
        return new JsonObject { ["free"] = Wire.Fixed(balance.Free) };
    }

    JsonObject Deleverage(Parameters parameters)
    {
        Futures().Deleverage(AccountOf(parameters), Market(parameters));
        exchange.Serve(Market(parameters));
        return Book(Market(parameters));
    }

    void SetWithdrawals(bool on)
    {
        exchange.Spot?.KeysMayWithdraw = on;
        exchange.Futures?.KeysMayWithdraw = on;
    }

    JsonObject Trade(Parameters parameters)
    {
        var side = parameters.Text("side") == "SELL" ? Side.Sell : Side.Buy;
        if (!exchange.Print(Market(parameters).Rules.Name, parameters.RequiredNumber("price"), parameters.Number("quantity") ?? 0, side)) throw new RefusedException(0, "no such symbol");
        return new JsonObject { ["last"] = Wire.Fixed(Market(parameters).LastPrice) };
    }

    JsonObject Liquidity(Parameters parameters)
    {
        var market = Market(parameters);
        var house = exchange.HouseOf(market.Rules.Name)!;
        house.LevelValue = parameters.RequiredNumber("value");
        house.Requote();
        exchange.Serve(market);
        return Book(market);
    }

    JsonObject Fault(Parameters parameters)
    {
        var word = parameters.Required("kind");
        var index = Array.FindIndex(Kinds, kind => kind.Word == word);
        if (index < 0) throw new RefusedException(0, $"kind: '{word}' is not one of {string.Join(", ", Kinds.Select(kind => kind.Word))}");
        exchange.Faults.Add(new RequestFault(
            Kinds[index].Kind, parameters.Text("method"), parameters.Text("path") ?? "", (int)(parameters.Whole("count") ?? 1), (int)(parameters.Whole("status") ?? 503), parameters.Whole("ms") ?? 10_000));
        return new JsonObject { ["faults"] = exchange.Faults.Count };
    }

    JsonObject Messages(Parameters parameters)
    {
        var faults = parameters.Text("stream") == "market" ? exchange.Hub.MarketFaults : exchange.Hub.UserFaults;
        var count = (int)(parameters.Whole("count") ?? 1);
        switch (parameters.Required("kind"))
        {
            case "drop": faults.Drop = count; break;
            case "duplicate": faults.Duplicate = count; break;
            case "reorder": faults.Reorder = count; break;
            default: throw new RefusedException(0, "kind is not one of drop, duplicate, reorder");
        }
        return new JsonObject { ["count"] = count };
    }

    JsonObject Limits(Parameters parameters)
    {
        if (parameters.Whole("weight") is { } weight) exchange.Api.Limits.Weight = (int)weight;
        if (parameters.Whole("orders") is { } orders) exchange.Api.Limits.Orders = (int)orders;
        return new JsonObject { ["weight"] = exchange.Api.Limits.Weight, ["orders"] = exchange.Api.Limits.Orders };
    }

    void Clear()
    {
        exchange.Faults.Clear();
        exchange.Hub.MarketFaults.Clear();
        exchange.Hub.UserFaults.Clear();
        (exchange.Api.ClockSkewMs, exchange.Api.IsDown, exchange.Api.ChecksTime) = (0, false, true);
    }

    Account AccountOf(Parameters parameters)
    {
        var key = parameters.Text("key") ?? TestnetOptions.DefaultKey;
        return exchange.State.Accounts.GetValueOrDefault(key) ?? throw new RefusedException(0, $"no account has the key '{key}'");
    }

    FuturesDesk Futures() => exchange.Futures ?? throw new RefusedException(0, "this is no futures exchange");

    SymbolMarket Market(Parameters parameters) => exchange.State.Markets.GetValueOrDefault(parameters.Required("symbol")) ?? throw new RefusedException(0, "no such symbol");
}
