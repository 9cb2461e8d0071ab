using System.Text.Json.Nodes;
using Argosy.Core.Orders;
using Argosy.Testnet.Accounts;
using Argosy.Testnet.Api;
using Argosy.Testnet.Markets;
using Argosy.Testnet.Orders;
using Argosy.Testnet.Streams;

namespace Argosy.Testnet.Futures;

/// <summary>USD-M futures: margin, positions, funding, liquidation. The mark price is the last one.</summary>
/// <remarks>One-way mode. Maintenance margin is 0.4 % of notional at every size. Funding is paid every eight hours at a fixed rate that the control of the exchange sets.</remarks>
internal sealed class FuturesDesk(ExchangeState state, StreamHub hub) : ISettlement
{
    /// <summary>Margin currency.</summary>
    public const string Asset = "USDT";

    /// <summary>Maintenance margin, ratio of notional.</summary>
    public const decimal Maintenance = 0.004m;

    const long FundingEveryMs = 28_800_000, MarkEveryMs = 1000;

    readonly SortedDictionary<(int Account, string Symbol), Position> _positions = [];
    readonly Dictionary<SymbolMarket, long> _marked = [];
    long _funded = state.Now / FundingEveryMs;

    /// <summary>Events of the user stream.</summary>
    public FuturesReports Reports => field ??= new FuturesReports(state, this);

    /// <summary>Set once both exist.</summary>
    public TradingDesk? Desk { get; set; }

    /// <summary>Paid by longs to shorts each time, ratio of notional.</summary>
    public decimal FundingRate { get; set; } = 0.0001m;

    /// <summary>Payments of funding and realised profit, oldest first.</summary>
    public List<(long Time, int Account, string Symbol, string Kind, decimal Amount)> Income { get; } = [];

    /// <summary>When funding is due next, Unix ms.</summary>
    public long NextFunding => (_funded + 1) * FundingEveryMs;

    public Position Of(Account account, SymbolMarket market)
    {
        if (!_positions.TryGetValue((account.Id, market.Rules.Name), out var position)) _positions.Add((account.Id, market.Rules.Name), position = new Position());
        return position;
    }

    /// <summary>An account's positions with their markets.</summary>
    public IEnumerable<(SymbolMarket Market, Position Position)> All(Account account) =>
        _positions.Where(entry => entry.Key.Account == account.Id).Select(entry => (state.Markets[entry.Key.Symbol], entry.Value));

    /// <summary>Profit not taken yet, quote asset.</summary>
    public static decimal Unrealised(SymbolMarket market, Position position) => market.Rules.Quantity(position.Lots) * (market.LastPrice - position.Entry);

    /// <summary>Value of a position at the mark, quote asset, not negative.</summary>
    public static decimal Notional(SymbolMarket market, Position position) => Math.Abs(market.Rules.Quantity(position.Lots)) * market.LastPrice;

    /// <summary>What an account may still use as margin, quote asset.</summary>
    public decimal Available(Account account)
    {
        var available = account.Of(Asset).Free - account.Of(Asset).Locked;
        foreach (var (market, position) in All(account))
        {
            if (position.IsIsolated) available -= position.IsolatedWallet;
            else available += Math.Min(0, Unrealised(market, position)) - (Notional(market, position) / position.Leverage);
        }
        return available;
    }

    /// <inheritdoc/>
    public void Reserve(Order order)
    {
        // A trigger that waits holds no margin.
        if (order.HasTrigger && !TradingDesk.IsDue(order)) return;
        var (rules, position) = (order.Market.Rules, Of(order.Account, order.Market));
        var closing = position.Lots == 0 || position.Lots > 0 == (order.Side == Side.Buy) ? 0 : Math.Abs(position.Lots);
        if (order.ReduceOnly || order.ClosesPosition)
        {
            if (closing == 0) throw new RefusedException(-2022, "ReduceOnly Order is rejected.");
            if (order.ClosesPosition || order.Lots > closing) order.Lots = closing;
            return;
        }
        var opening = Math.Max(0, order.Lots - closing);
        var cost = order.IsMarket ? (decimal)order.Market.Book.CostOf(order.Side, opening).Cost * rules.Tick * rules.Step : order.Price * rules.Quantity(opening);
        var margin = cost / position.Leverage;
        if (margin + (cost * state.TakerFee) > Available(order.Account)) throw new RefusedException(-2019, "Margin is insufficient.");
        order.Reserved = margin;
        order.Account.Of(Asset).Locked += margin;
    }

    /// <inheritdoc/>
    public OrderFill Settle(Order order, in Execution execution)
    {
        var rules = order.Market.Rules;
        var quantity = rules.Quantity(execution.Lots);
        var before = order.LotsLeft + execution.Lots;
        var part = order.LotsLeft == 0 ? order.Reserved : order.Reserved * execution.Lots / before;
        order.Reserved -= part;
        order.Account.Of(Asset).Locked -= part;
        var fee = decimal.Round(quantity * execution.Price * (execution.IsMaker ? state.MakerFee : state.TakerFee), 8, MidpointRounding.ToZero);
        var realised = Move(order.Account, order.Market, order.Side == Side.Buy ? execution.Lots : -execution.Lots, execution.Price);
        order.Account.Of(Asset).Free += realised - fee;
        ExchangeState.Add(state.Fees, Asset, fee);
        ExchangeState.Add(state.House, Asset, -realised);
        if (realised != 0) Income.Add((state.Now, order.Account.Id, rules.Name, "REALIZED_PNL", realised));
        order.Realised += realised;
        return new OrderFill(execution.TradeId, order, execution.Price, quantity, fee, Asset, execution.Time, execution.IsMaker) { Realised = realised };
    }

    /// <inheritdoc/>
    public void Release(Order order)
    {
        order.Account.Of(Asset).Locked -= order.Reserved;
        order.Reserved = 0;
    }

    /// <summary>After the market moved: trailing stops, funding, liquidations, mark price.</summary>
    public void Follow(SymbolMarket market)
    {
        foreach (var order in market.Open.Values.Where(order => order.Type == "TRAILING_STOP_MARKET" && order.WorkingTime < 0).ToList()) Trail(order);
        if (state.Now / FundingEveryMs > _funded) Fund();
        foreach (var account in state.Accounts.Values) Liquidate(account);
        if (_marked.TryGetValue(market, out var last) && state.Now - last < MarkEveryMs) return;
        _marked[market] = state.Now;
        hub.Publish(market.Rules.Name.ToLowerInvariant() + "@markPrice", () => Mark(market));
        hub.Publish("!markPrice@arr", () => new JsonArray([.. state.Markets.Values.Select(each => (JsonNode)Mark(each))]));
    }

    /// <summary>Price at which a position would be liquidated, the rest standing still; 0 where none would.</summary>
    public decimal LiquidationPrice(Account account, SymbolMarket market, Position position)
    {
        if (position.Lots == 0) return 0;
        var quantity = market.Rules.Quantity(position.Lots);
        var wallet = position.IsIsolated ? position.IsolatedWallet : account.Of(Asset).Free + All(account)
            .Where(other => other.Market != market && !other.Position.IsIsolated)
            .Sum(other => Unrealised(other.Market, other.Position) - (Notional(other.Market, other.Position) * Maintenance)) - All(account).Where(other => other.Position.IsIsolated).Sum(other => other.Position.IsolatedWallet);
        // wallet + q (p - entry) = maintenance |q| p
        var price = ((quantity * position.Entry) - wallet) / (quantity - (Maintenance * Math.Abs(quantity)));
        return Math.Max(0, price);
    }

    decimal Move(Account account, SymbolMarket market, long lots, decimal price)
    {
        var position = Of(account, market);
        position.UpdateTime = state.Now;
        var (realised, rules) = (0m, market.Rules);
        if (position.Lots != 0 && position.Lots > 0 != lots > 0)
        {
            var closed = Math.Min(Math.Abs(lots), Math.Abs(position.Lots));
            realised = rules.Quantity(position.Lots > 0 ? closed : -closed) * (price - position.Entry);
            position.IsolatedWallet -= position.IsolatedWallet * closed / Math.Abs(position.Lots);
            position.Lots += position.Lots > 0 ? -closed : closed;
            lots += lots > 0 ? -closed : closed;
            position.Realised += realised;
            if (position.Lots == 0) position.Entry = 0;
        }
        if (lots == 0) return realised;
        position.Entry = ((position.Entry * Math.Abs(position.Lots)) + (price * Math.Abs(lots))) / Math.Abs(position.Lots + lots);
        position.Lots += lots;
        if (position.IsIsolated) position.IsolatedWallet += rules.Quantity(Math.Abs(lots)) * price / position.Leverage;
        return realised;
    }

    void Trail(Order order)
    {
        var last = order.Market.LastPrice;
        if (!order.IsActivated)
        {
            if (order.ActivationPrice > 0 && (order.Side == Side.Sell ? last < order.ActivationPrice : last > order.ActivationPrice)) return;
            order.IsActivated = true;
        }
        var follows = last * (1 + ((order.Side == Side.Sell ? -1 : 1) * order.CallbackRate / 100));
        if (order.StopPrice == 0 || (order.Side == Side.Sell ? follows > order.StopPrice : follows < order.StopPrice)) order.StopPrice = follows;
        Desk!.Trigger(order.Market);
    }

    void Fund()
    {
        _funded = state.Now / FundingEveryMs;
        foreach (var account in state.Accounts.Values)
        {
            foreach (var (market, position) in All(account).Where(held => held.Position.Lots != 0))
            {
                var paid = decimal.Round(market.Rules.Quantity(position.Lots) * market.LastPrice * FundingRate, 8, MidpointRounding.ToEven);
                account.Of(Asset).Free -= paid;
                ExchangeState.Add(state.House, Asset, paid);
                if (position.IsIsolated) position.IsolatedWallet -= paid;
                Income.Add((state.Now, account.Id, market.Rules.Name, "FUNDING_FEE", -paid));
                Reports.Account(account, market, "FUNDING_FEE", -paid);
            }
        }
    }

    void Liquidate(Account account)
    {
        var cross = account.Of(Asset).Free;
        var needed = 0m;
        foreach (var (market, position) in All(account))
        {
            if (position.IsIsolated) cross -= position.IsolatedWallet;
            else (cross, needed) = (cross + Unrealised(market, position), needed + (Notional(market, position) * Maintenance));
            if (position is { IsIsolated: true, Lots: not 0 } && position.IsolatedWallet + Unrealised(market, position) <= Notional(market, position) * Maintenance) Close(account, market, position);
        }
        if (needed == 0 || cross > needed) return;
        foreach (var (market, position) in All(account).Where(held => held.Position is { IsIsolated: false, Lots: not 0 }).ToList()) Close(account, market, position);
    }

    void Close(Account account, SymbolMarket market, Position position)
    {
        foreach (var open in market.Open.Values.Where(order => order.Account == account).ToList()) Desk!.Expire(open);
        var id = state.NextId();
        Desk!.Place(new Order
        {
            Id = id, ClientId = "autoclose-" + id.ToString(System.Globalization.CultureInfo.InvariantCulture), Account = account, Market = market, Side = position.Lots > 0 ? Side.Sell : Side.Buy,
            Type = "MARKET", TimeInForce = "IOC", Lots = Math.Abs(position.Lots), ReduceOnly = true, Time = state.Now, IsLiquidation = true,
        });
    }

    JsonObject Mark(SymbolMarket market) => new()
    {
        ["e"] = "markPriceUpdate", ["E"] = state.Now, ["s"] = market.Rules.Name, ["p"] = Wire.Fixed(market.LastPrice), ["i"] = Wire.Fixed(market.LastPrice), ["P"] = Wire.Fixed(market.LastPrice), ["r"] = Wire.Fixed(FundingRate), ["T"] = NextFunding,
    };
}
