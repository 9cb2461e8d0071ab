using System.Globalization;
using System.Text.Json.Nodes;
using Argosy.Core.Orders;
using Argosy.Testnet.Accounts;
using Argosy.Testnet.Api;
using Argosy.Testnet.Markets;
using Argosy.Testnet.Orders;
using Argosy.Testnet.Streams;

namespace Argosy.Testnet.Futures;

/// <summary>USD-M futures: margin, positions, funding, liquidation. The mark price is the last one.</summary>
/// <remarks>One-way or hedge mode by account. Funding is paid every eight hours at a rate that the control of the exchange sets.</remarks>
internal sealed class FuturesDesk(ExchangeState state, StreamHub hub) : ISettlement
{
    /// <summary>Margin currency.</summary>
    public const string Asset = "USDT";

    /// <summary>The one position of one-way mode.</summary>
    public const string Both = "BOTH";

    const long MarkEveryMs = 1000;

    readonly SortedDictionary<(int Account, string Symbol, string Leg), Position> _positions = [];
    readonly Dictionary<(int Account, string Symbol), MarginTerms> _terms = [];
    readonly HashSet<int> _hedged = [];
    readonly Dictionary<SymbolMarket, long> _marked = [];

    /// <summary>Events of the user stream.</summary>
    public FuturesReports Reports => field ??= new FuturesReports(state, this);

    /// <summary>Set once both exist.</summary>
    public TradingDesk? Desk { get; set; }

    public FundingDesk Funding { get; } = new(state);

    public FuturesIncome Income { get; } = new();

    /// <summary>May withdraw, as apiRestrictions tells.</summary>
    public bool KeysMayWithdraw { get; set; }

    /// <summary>Whether an account has a long and a short position of each contract.</summary>
    public bool IsHedged(Account account) => _hedged.Contains(account.Id);

    /// <summary>Changes it; false where it is so already.</summary>
    public bool SetHedged(Account account, bool isHedged) => isHedged ? _hedged.Add(account.Id) : _hedged.Remove(account.Id);

    /// <summary>How an account trades a contract.</summary>
    public MarginTerms TermsOf(Account account, SymbolMarket market)
    {
        if (!_terms.TryGetValue((account.Id, market.Rules.Name), out var terms)) _terms.Add((account.Id, market.Rules.Name), terms = new MarginTerms());
        return terms;
    }

    public Position Of(Account account, SymbolMarket market, string leg)
    {
        if (!_positions.TryGetValue((account.Id, market.Rules.Name, leg), out var position)) _positions.Add((account.Id, market.Rules.Name, leg), position = new Position(TermsOf(account, market), leg));
        return position;
    }

    /// <summary>An account's positions in a contract that its mode has.</summary>
    public Position[] Legs(Account account, SymbolMarket market) => IsHedged(account) ? [Of(account, market, "LONG"), Of(account, market, "SHORT")] : [Of(account, market, Both)];

    /// <summary>An account's positions with their markets.</summary>
    public IEnumerable<(SymbolMarket Market, Position Position)> All(Account account) =>
        _positions.Where(entry => entry.Key.Account == account.Id).Select(entry => (state.Markets[entry.Key.Symbol], entry.Value));

    /// <summary>Profit not taken yet, quote asset.</summary>
    public static decimal Unrealised(SymbolMarket market, Position position) => market.Rules.Quantity(position.Lots) * (market.LastPrice - position.Entry);

    /// <summary>Value of a position at the mark, quote asset, not negative.</summary>
    public static decimal Notional(SymbolMarket market, Position position) => Math.Abs(market.Rules.Quantity(position.Lots)) * market.LastPrice;

    /// <summary>Margin a position must keep, quote asset.</summary>
    public static decimal Maintenance(SymbolMarket market, Position position) => MarginTiers.Maintenance(Notional(market, position));

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

    /// <summary>Money came from outside, or went there.</summary>
    public void Deposit(Account account, decimal amount)
    {
        Income.Add(state.Now, account.Id, "", "TRANSFER", amount);
        Reports.Wallet(account, amount > 0 ? "DEPOSIT" : "WITHDRAW", amount);
    }

    /// <inheritdoc/>
    public void Reserve(Order order)
    {
        // A trigger that waits holds no margin.
        if (order.HasTrigger && !TradingDesk.IsDue(order)) return;
        var (rules, position, closing) = (order.Market.Rules, Of(order.Account, order.Market, order.PositionSide), Closable(order));
        if (order.ReduceOnly || order.ClosesPosition)
        {
            if (closing == 0) throw new RefusedException(-2022, "ReduceOnly Order is rejected.");
            if (order.ClosesPosition || order.Lots > closing) order.Lots = closing;
            return;
        }
        var opening = Math.Max(0, order.Lots - closing);
        var cost = order.IsMarket ? (decimal)order.Market.Book.CostOf(order.Side, opening).Cost * rules.Tick * rules.Step : order.Price * rules.Quantity(opening);
        if (opening > 0 && (closing > 0 ? 0 : Notional(order.Market, position)) + cost > MarginTiers.MostAt(position.Leverage)) throw new RefusedException(-2027, "Exceeded the maximum allowable position at current leverage.");
        var margin = cost / position.Leverage;
        if (margin + (cost * state.TakerFee) > Available(order.Account)) throw new RefusedException(-2019, "Margin is insufficient.");
        order.Reserved = margin;
        order.Account.Of(Asset).Locked += margin;
    }

    /// <inheritdoc/>
    public long Most(Order order) => order.ReduceOnly || order.ClosesPosition ? Closable(order) : long.MaxValue;

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
        var realised = Move(order, order.Side == Side.Buy ? execution.Lots : -execution.Lots, execution.Price);
        order.Account.Of(Asset).Free += realised - fee;
        ExchangeState.Add(state.Fees, Asset, fee);
        ExchangeState.Add(state.House, Asset, -realised);
        Income.Add(state.Now, order.Account.Id, rules.Name, "REALIZED_PNL", realised, execution.TradeId);
        Income.Add(state.Now, order.Account.Id, rules.Name, "COMMISSION", -fee, execution.TradeId);
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
        // What could only make a position smaller ends with it.
        foreach (var order in market.Open.Values.Where(order => order is { ReduceOnly: true, WorkingTime: >= 0 } && Of(order.Account, order.Market, order.PositionSide).Lots == 0).ToList()) Desk!.Expire(order);
        if (Funding.TakeDue()) Fund();
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
        // On cross margin both positions of a contract move with its price; one of isolated margin stands by itself.
        Position[] together = position.IsIsolated ? [position] : [.. Legs(account, market)];
        var others = All(account).Where(other => !together.Contains(other.Position)).ToList();
        var wallet = position.IsIsolated ? position.IsolatedWallet : account.Of(Asset).Free
            + others.Where(other => !other.Position.IsIsolated).Sum(other => Unrealised(other.Market, other.Position) - Maintenance(other.Market, other.Position)) - others.Where(other => other.Position.IsIsolated).Sum(other => other.Position.IsolatedWallet);
        // wallet + sum of q (p - entry) = sum of rate |q| p - cum, in the tiers the positions have now
        var (free, slope) = (-wallet, 0m);
        foreach (var (quantity, entry, tier) in together.Select(leg => (market.Rules.Quantity(leg.Lots), leg.Entry, MarginTiers.Of(Notional(market, leg)))))
        {
            free += (quantity * entry) - tier.Cum;
            slope += quantity - (tier.Rate * Math.Abs(quantity));
        }
        // Two that make good each other's losses are not liquidated by a price.
        return slope == 0 ? 0 : Math.Max(0, free / slope);
    }

    /// <summary>The exchange closes a position against somebody else's liquidation.</summary>
    public void Deleverage(Account account, SymbolMarket market)
    {
        foreach (var position in Legs(account, market).Where(leg => leg.Lots != 0)) Close(account, market, position, "adl_autoclose-");
    }

    // Lots of the position that an order of its side closes.
    long Closable(Order order)
    {
        var position = Of(order.Account, order.Market, order.PositionSide);
        var closes = position.Leg != Both ? position.Leg == "LONG" == (order.Side == Side.Sell) : position.Lots != 0 && position.Lots > 0 == (order.Side == Side.Sell);
        return closes ? Math.Abs(position.Lots) : 0;
    }

    decimal Move(Order order, long lots, decimal price)
    {
        var (position, rules, realised) = (Of(order.Account, order.Market, order.PositionSide), order.Market.Rules, 0m);
        position.UpdateTime = state.Now;
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
        foreach (var account in state.Accounts.Values)
        {
            foreach (var (market, position) in All(account).Where(held => held.Position.Lots != 0).ToList())
            {
                var paid = decimal.Round(market.Rules.Quantity(position.Lots) * market.LastPrice * Funding.RateOf(market), 8, MidpointRounding.ToEven);
                account.Of(Asset).Free -= paid;
                ExchangeState.Add(state.House, Asset, paid);
                if (position.IsIsolated) position.IsolatedWallet -= paid;
                Income.Add(state.Now, account.Id, market.Rules.Name, "FUNDING_FEE", -paid);
                Reports.Account(account, market, position, "FUNDING_FEE", -paid);
            }
        }
    }

    void Liquidate(Account account)
    {
        var (cross, needed) = (account.Of(Asset).Free, 0m);
        foreach (var (market, position) in All(account).ToList())
        {
            if (position.IsIsolated) cross -= position.IsolatedWallet;
            else (cross, needed) = (cross + Unrealised(market, position), needed + Maintenance(market, position));
            if (position is not { IsIsolated: true, Lots: not 0 } || position.IsolatedWallet + Unrealised(market, position) > Maintenance(market, position)) continue;
            var (wallet, margin) = (account.Of(Asset).Free, position.IsolatedWallet);
            Close(account, market, position, "autoclose-");
            Insure(account, market, wallet - margin - account.Of(Asset).Free);
        }
        if (needed == 0 || cross > needed) return;
        foreach (var (market, position) in All(account).Where(held => held.Position is { IsIsolated: false, Lots: not 0 }).ToList()) Close(account, market, position, "autoclose-");
        Insure(account, null, All(account).Where(held => held.Position.IsIsolated).Sum(held => held.Position.IsolatedWallet) - account.Of(Asset).Free);
    }

    // Nobody loses more than the margin: the insurance fund pays what a close took beyond it.
    void Insure(Account account, SymbolMarket? market, decimal amount)
    {
        if (amount <= 0) return;
        account.Of(Asset).Free += amount;
        ExchangeState.Add(state.House, Asset, -amount);
        Income.Add(state.Now, account.Id, market?.Rules.Name ?? "", "INSURANCE_CLEAR", amount);
        Reports.Wallet(account, "INSURANCE_CLEAR", amount);
    }

    void Close(Account account, SymbolMarket market, Position position, string name)
    {
        foreach (var open in market.Open.Values.Where(order => order.Account == account).ToList()) Desk!.Expire(open);
        var id = state.NextId();
        Desk!.Place(new Order
        {
            Id = id, ClientId = name + id.ToString(CultureInfo.InvariantCulture), Account = account, Market = market, Side = position.Lots > 0 ? Side.Sell : Side.Buy, PositionSide = position.Leg,
            Type = "MARKET", TimeInForce = "IOC", Lots = Math.Abs(position.Lots), ReduceOnly = true, Time = state.Now, IsLiquidation = true,
        });
    }

    JsonObject Mark(SymbolMarket market) => new()
    {
        ["e"] = "markPriceUpdate", ["E"] = state.Now, ["s"] = market.Rules.Name, ["p"] = Wire.Fixed(market.LastPrice), ["i"] = Wire.Fixed(market.LastPrice), ["P"] = Wire.Fixed(market.LastPrice), ["r"] = Wire.Fixed(Funding.RateOf(market)), ["T"] = Funding.Next,
    };
}
