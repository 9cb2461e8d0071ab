using Argosy.Core.Commands;
using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Engine.Orders;
using Argosy.Engine.Strategies;
using Argosy.Strategies.Exits;

namespace Argosy.Strategies.BuiltIn;

/// <summary>One trade a person asked for: its entry once, protected as the command says, then what further commands say of it.</summary>
/// <remarks>
/// It enters when it is told its own command or, in a backtest, at the first close after the warm-up. An amount of quote asset becomes a
/// quantity at the limit price, else at the last close. What is less than a lot, a fee in the base asset, stays as dust. Distances in percent are exits of the run; prices are children of the entry.
/// </remarks>
[Strategy("managed-trade", "Carries out one trade as a command states it, with its stop, target and trail.", SendsOrders = true, LooksBack = 1)]
public sealed class ManagedTrade : IStrategy
{
    readonly TradeCommand _trade;
    int _entry;
    int _closing;
    bool _isOver;

    /// <summary>The trade of a command.</summary>
    /// <exception cref="ArgumentException">The text is no <c>buy</c> or <c>sell</c>, or its amount is a share.</exception>
    public ManagedTrade([Parameter("the trade in the command grammar, e.g. buy btc/usdt 80 -sl 2 -tp 4")] string trade = "buy btc/usdt 100 -sl 2 -tp 4")
    {
        var reading = CommandParser.Read(trade);
        if (reading.Fault is { } fault) throw new ArgumentException($"trade: {fault}");
        _trade = reading.Command as TradeCommand ?? throw new ArgumentException($"trade: '{trade}' opens no trade; expected buy or sell");
        if (_trade.Amount.Unit == AmountUnit.Percent) throw new ArgumentException($"trade: {_trade.Amount} is a share; expected an amount");
    }

    /// <inheritdoc/>
    public void OnStart(StrategyContext context)
    {
        if (_trade.StopLoss is { IsPrice: false } stop) context.Exit(new StopLoss(stop.Value / 100));
        if (_trade.TakeProfit is { IsPrice: false } target) context.Exit(new ProfitTarget(target.Value / 100));
        if (_trade.TrailingStop is { } trail) context.Exit(new TrailingExit(trail / 100));
    }

    /// <inheritdoc/>
    public void OnBar(in Bar bar, StrategyContext context)
    {
        if (!context.IsWarmUp) Enter(context);
    }

    /// <inheritdoc/>
    public bool OnCommand(Command command, StrategyContext context)
    {
        switch (command)
        {
            case TradeCommand trade when trade == _trade:
                Enter(context);
                return true;
            case CloseCommand:
                Cancel(context);
                Reduce(context.Instrument.FloorToLot(Math.Abs(context.Position)), context);
                _isOver = true;
                return true;
            case ReduceCommand reduce:
                Reduce(Quantity(reduce.Amount, Math.Abs(context.Position), context), context);
                return true;
            case CancelCommand:
                Cancel(context);
                return true;
            default:
                return false;
        }
    }

    void Enter(StrategyContext context)
    {
        if (_entry != 0 || _isOver || context.Bars.Count == 0) return;
        var size = OrderSize.Quantity(Quantity(_trade.Amount, 0, context));
        var protection = Bracket(context);
        _entry = _trade.Limit is { } limit ? context.Limit(_trade.Side, size, OnTick(limit, context), protection) : context.Market(_trade.Side, size, protection);
    }

    void Cancel(StrategyContext context)
    {
        if (_entry != 0) context.Cancel(_entry);
        else _isOver = true;
    }

    void Reduce(decimal quantity, StrategyContext context)
    {
        if (quantity <= 0 || (_closing != 0 && context.WorkingOrder(_closing) is not null)) return;
        var side = context.Position > 0 ? Side.Sell : Side.Buy;
        _closing = context.Submit(context.Intent(side, OrderType.Market, OrderSize.Quantity(quantity)) with { Flags = OrderFlags.ReduceOnly });
    }

    decimal Quantity(TradeAmount amount, decimal held, StrategyContext context)
    {
        var instrument = context.Instrument;
        var price = held == 0 && _trade.Limit is { } limit ? limit : instrument.RoundToTick(context.Bars[0].Close);
        var quantity = amount.Unit switch
        {
            AmountUnit.Percent => held * amount.Value / 100,
            AmountUnit.Asset when amount.Asset == instrument.BaseAsset => amount.Value,
            AmountUnit.Asset or AmountUnit.Quote => price > 0 ? amount.Value / price : 0,
        };
        return instrument.FloorToLot(held > 0 ? Math.Min(quantity, held) : quantity);
    }

    Protection? Bracket(StrategyContext context)
    {
        var stop = _trade.StopLoss is { IsPrice: true } at ? OnTick(at.Value, context) : (decimal?)null;
        var target = _trade.TakeProfit is { IsPrice: true } to ? OnTick(to.Value, context) : (decimal?)null;
        return stop is null && target is null ? null : new Protection { StopPrice = stop, TargetPrice = target };
    }

    static decimal OnTick(decimal price, StrategyContext context) => context.Instrument.RoundToTick(price);
}
