using Argosy.Core.Events;
using Argosy.Core.Links;
using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Research.Backtests;
using Argosy.Research.Results;
using Argosy.Worker.Running;
using Argosy.Worker.Strategies;

namespace Argosy.Worker.Tests.Support;

/// <summary>The run of one trade by command on minutes at 100, told by hand.</summary>
public abstract class ManagedTradeRun
{
    /// <summary>The worker, and what it was told.</summary>
    protected ManagedTradeRun() => Worker = new RunWorker(Answers.Add);

    protected RunWorker Worker { get; }

    protected List<HostMessage> Heard { get; } = [];

    /// <summary>What it answered to the last message.</summary>
    protected List<WorkerMessage> Answers { get; } = [];

    /// <summary>All of an order is executed, without a fee.</summary>
    protected static OrderSaid Filled(OrderWanted order, long time, decimal price)
    {
        ArgumentNullException.ThrowIfNull(order);
        return new OrderSaid(
            OrderEvent.Filled(new Fill { OrderId = order.Id, Instrument = 0, Book = 0, Side = order.Side, Purpose = order.Purpose, Traits = 0, Time = time, PathUnits = 0, Price = price, Quantity = order.Quantity, Fee = 0 }),
            $"t{order.Id}-{time}");
    }

    protected static Bar Bar(long time, double price) => new(time, price, price, price, price, 1);

    /// <summary>Begins the run of a trade and closes a first candle.</summary>
    protected void Begin(string trade, RunMode mode = RunMode.Live, bool allowShort = false)
    {
        var settings = new BacktestSettings { AllowShort = allowShort, Fills = new() { Participation = 0, TakerFee = 0, MakerFee = 0 } };
        Tell(new RunBegins(mode, [Markets.Made("A", 1, 1).Instrument], Timeframe.OneMinute, StrategyText.Of(Markets.Strategy("managed-trade", ("trade", trade))), StoredSettings.Text(settings)));
        Tell(new MarketMoved(60_000, [new(0, Bar(0, 100))], [], IsHistory: true));
    }

    protected void Tell(HostMessage message)
    {
        Answers.Clear();
        Heard.Add(message);
        Worker.Hear(message);
    }
}
