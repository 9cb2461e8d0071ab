using System.Text.Json.Nodes;
using Argosy.Core.Orders;
using Argosy.Testnet.Accounts;
using Argosy.Testnet.Api;
using Argosy.Testnet.Markets;
using Argosy.Testnet.Orders;

namespace Argosy.Testnet.Futures;

/// <summary>Events of the futures user stream.</summary>
internal sealed class FuturesReports(ExchangeState state, FuturesDesk desk) : IReports
{
    /// <inheritdoc/>
    public void Changed(Order order, string execution, OrderFill? fill = null)
    {
        if (order is { IsAlgo: true, WorkingTime: < 0 })
        {
            TellAlgo(order);
            return;
        }
        var rules = order.Market.Rules;
        var happened = new JsonObject
        {
            ["s"] = rules.Name, ["c"] = order.ClientId, ["S"] = order.Side == Side.Buy ? "BUY" : "SELL", ["o"] = order.WorkingTime >= 0 && order.HasTrigger ? (order.IsMarket ? "MARKET" : "LIMIT") : order.Type,
            ["f"] = order.TimeInForce, ["q"] = Wire.Fixed(rules.Quantity(order.Lots)), ["p"] = Wire.Fixed(order.Price), ["ap"] = Wire.Fixed(FuturesJson.Mean(order)), ["sp"] = Wire.Fixed(order.StopPrice),
            ["x"] = execution == "EXPIRED_IN_MATCH" ? "EXPIRED" : execution, ["X"] = order.Status, ["i"] = order.Id, ["l"] = Wire.Fixed(fill?.Quantity ?? 0), ["z"] = Wire.Fixed(rules.Quantity(order.ExecutedLots)),
            ["L"] = Wire.Fixed(fill?.Price ?? 0), ["N"] = FuturesDesk.Asset, ["n"] = Wire.Fixed(fill?.Fee ?? 0), ["T"] = state.Now, ["t"] = fill?.TradeId ?? 0, ["b"] = "0", ["a"] = "0", ["m"] = fill?.IsMaker ?? false,
            ["R"] = order.ReduceOnly, ["wt"] = "CONTRACT_PRICE", ["ot"] = order.IsLiquidation ? "LIQUIDATION" : order.Type, ["ps"] = order.PositionSide, ["cp"] = order.ClosesPosition, ["rp"] = Wire.Fixed(fill?.Realised ?? 0),
            ["pP"] = false, ["si"] = 0, ["ss"] = 0, ["V"] = "EXPIRE_MAKER", ["pm"] = "NONE", ["gtd"] = 0,
        };
        state.Outbox.Add((order.Account, new JsonObject { ["e"] = "ORDER_TRADE_UPDATE", ["E"] = state.Now, ["T"] = state.Now, ["o"] = happened }));
        if (fill is not null) Account(order.Account, order.Market, desk.Of(order.Account, order.Market, order.PositionSide), "ORDER", 0);
        // The order it sent speaks first, as on the real one.
        if (order.IsAlgo && (execution == "NEW" || !order.IsOpen)) TellAlgo(order);
    }

    /// <inheritdoc/>
    public void Money(Order order)
    {
        // Balances change by trades alone, which are told with their order.
    }

    /// <inheritdoc/>
    public void Changed(OrderList list) => throw new InvalidOperationException("futures have no lists");

    /// <summary>Tells the wallet and one position.</summary>
    public void Account(Account account, SymbolMarket market, Position position, string reason, decimal change) => Tell(account, reason, change, new JsonObject
    {
        ["s"] = market.Rules.Name, ["pa"] = Wire.Fixed(market.Rules.Quantity(position.Lots)), ["ep"] = Wire.Fixed(position.Entry), ["bep"] = Wire.Fixed(position.Entry), ["cr"] = Wire.Fixed(position.Realised),
        ["up"] = Wire.Fixed(FuturesDesk.Unrealised(market, position)), ["mt"] = position.IsIsolated ? "isolated" : "cross", ["iw"] = Wire.Fixed(position.IsolatedWallet), ["ps"] = position.Leg,
    });

    /// <summary>Tells the wallet alone.</summary>
    public void Wallet(Account account, string reason, decimal change) => Tell(account, reason, change);

    /// <summary>Tells another leverage.</summary>
    public void Leverage(Account account, SymbolMarket market, int leverage) => state.Outbox.Add((account, new JsonObject
    {
        ["e"] = "ACCOUNT_CONFIG_UPDATE", ["E"] = state.Now, ["T"] = state.Now, ["ac"] = new JsonObject { ["s"] = market.Rules.Name, ["l"] = leverage },
    }));

    void Tell(Account account, string reason, decimal change, params JsonNode[] positions)
    {
        var (free, isolated) = (account.Of(FuturesDesk.Asset).Free, desk.All(account).Sum(held => held.Position.IsolatedWallet));
        state.Outbox.Add((account, new JsonObject
        {
            ["e"] = "ACCOUNT_UPDATE", ["E"] = state.Now, ["T"] = state.Now,
            ["a"] = new JsonObject
            {
                ["m"] = reason, ["B"] = new JsonArray(new JsonObject { ["a"] = FuturesDesk.Asset, ["wb"] = Wire.Fixed(free), ["cw"] = Wire.Fixed(free - isolated), ["bc"] = Wire.Fixed(change) }), ["P"] = new JsonArray(positions),
            },
        }));
    }

    void TellAlgo(Order order) => state.Outbox.Add((order.Account, new JsonObject { ["e"] = "ALGO_UPDATE", ["T"] = state.Now, ["E"] = state.Now, ["o"] = Algo(order) }));

    static JsonObject Algo(Order order) => new()
    {
        ["caid"] = order.ClientId, ["aid"] = FuturesJson.AlgoId(order), ["at"] = "CONDITIONAL", ["o"] = order.Type, ["s"] = order.Market.Rules.Name, ["S"] = order.Side == Side.Buy ? "BUY" : "SELL", ["ps"] = order.PositionSide, ["f"] = order.TimeInForce,
        ["q"] = Wire.Fixed(order.Market.Rules.Quantity(order.Lots)), ["X"] = FuturesJson.AlgoStatus(order), ["ai"] = FuturesJson.Sent(order), ["ap"] = Wire.Fixed(FuturesJson.Mean(order)), ["aq"] = Wire.Fixed(order.Market.Rules.Quantity(order.ExecutedLots)),
        ["act"] = order.WorkingTime >= 0 ? order.IsMarket ? "MARKET" : "LIMIT" : "0", ["tp"] = Wire.Fixed(order.StopPrice), ["p"] = Wire.Fixed(order.Price),
        ["V"] = "EXPIRE_MAKER", ["wt"] = "CONTRACT_PRICE", ["pm"] = "NONE", ["cp"] = order.ClosesPosition, ["pP"] = false, ["R"] = order.ReduceOnly, ["tt"] = Math.Max(0, order.WorkingTime), ["gtd"] = 0, ["rm"] = "",
    };
}
