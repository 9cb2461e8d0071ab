using Argosy.Core.Links;
using Argosy.Core.Orders;

namespace Argosy.Hosting.Tests.Bots;

/// <summary>A worker that wants an order every third candle, an entry and its exit in turn, and changes one in between: its answers follow from its messages alone.</summary>
internal sealed class ToyWorker(IWorkerListener listener, ToyFaults? faults = null) : IWorkerLink
{
    int _messages, _candles, _orders;
    ulong _hash = 17;

    public int Messages => _messages;

    public void Tell(HostMessage message)
    {
        _messages++;
        if (faults?.DiesNow() == true)
        {
            listener.OnLost("it was killed");
            return;
        }
        if (message is RunBegins && faults?.Refuses == true) listener.OnAnswer(new RunFailed("the run cannot begin: there is no strategy toy"));
        if (message is MarketMoved { IsHistory: false, Closed.Count: > 0 } drawn && faults?.Draws == true)
        {
            foreach (var closed in drawn.Closed) listener.OnAnswer(new BotPlot(closed.Instrument, "below", "close", closed.Bar.Close));
            listener.OnAnswer(new BotPlot(-1, "", new string('x', 101), 1));
            listener.OnAnswer(new StrategyState(-1, $"{{\"candles\":{_candles}}}"));
        }
        if (faults?.Guards == true) listener.OnAnswer(new RulesRead([new RuleStand("toy:10", -1, 10, RuleUnit.Trades, _candles >= 10, _candles, null, _candles >= 10 ? 10 : null)]));
        _hash = (_hash * 31) + (ulong)_messages;
        if (message is MarketMoved { IsHistory: false, Closed.Count: > 0 } moved)
        {
            if (faults?.Lies == true) _hash++;
            foreach (var closed in moved.Closed) Decide(closed);
        }
        listener.OnAnswer(new StepDone(_hash, 1_000m - _candles, 1_000m, [faults?.Position ?? 0m], faults?.Liquidation is { } price ? [price] : null));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    void Decide(ClosedBar closed)
    {
        if (++_candles % 3 != 0) return;
        if (_orders > 0) listener.OnAnswer(new OrderChangeWanted(_orders, 2m, 5m, 0m));
        listener.OnAnswer(new OrderWanted { Id = ++_orders, Instrument = closed.Instrument, Side = Side.Buy, Type = OrderType.Limit, Quantity = 1m, Limit = 5m, IsExit = _orders % 2 == 0, Why = "toy" });
    }
}

/// <summary>What a toy worker does wrong; shared by all that are started one after the other.</summary>
internal sealed class ToyFaults
{
    int _told;

    /// <summary>Messages, counted over all workers, at which one dies.</summary>
    public HashSet<int> Deaths { get; } = [];

    /// <summary>Whether its run cannot begin.</summary>
    public bool Refuses { get; set; }

    /// <summary>Whether its strategy draws and keeps something.</summary>
    public bool Draws { get; set; }

    /// <summary>Whether it says how a guard stands, which blocks from its tenth candle on.</summary>
    public bool Guards { get; set; }

    /// <summary>What it says that it holds.</summary>
    public decimal Position { get; set; }

    /// <summary>Where it says that this is liquidated; null for nothing said.</summary>
    public decimal? Liquidation { get; set; }

    /// <summary>Whether it answers otherwise than before.</summary>
    public bool Lies { get; set; }

    public bool DiesNow() => Deaths.Contains(++_told);
}
