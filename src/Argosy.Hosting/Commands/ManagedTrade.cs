using Argosy.Core.Commands;
using Argosy.Core.Events;
using Argosy.Core.Links;
using Argosy.Core.Values;
using Argosy.Hosting.Bots;

namespace Argosy.Hosting.Commands;

/// <summary>A trade that was opened by a command and has not ended: a deployment of its own.</summary>
/// <param name="name">Its bot's name.</param>
/// <param name="command">What was asked for, the symbol resolved.</param>
/// <param name="place">Where it is.</param>
sealed class ManagedTrade(string name, TradeCommand command, ITradePlace place) : IBotWatcher
{
    readonly TaskCompletionSource<string> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    OrderWanted? _entry;

    /// <summary>Its bot's name.</summary>
    public string Name => name;

    /// <summary>What was asked for.</summary>
    public TradeCommand Command => command;

    /// <summary>Where it is.</summary>
    public ITradePlace Place => place;

    /// <summary>Its deployment's number.</summary>
    public int Deployment { get; set; }

    /// <summary>Whether it was told to begin.</summary>
    public bool IsTold { get; set; }

    /// <summary>How often in a row it was seen with nothing left to do.</summary>
    public int Idle { get; set; }

    /// <summary>What came of its entry, one sentence: sent, filled, refused.</summary>
    public Task<string> Outcome => _outcome.Task;

    /// <summary>Whether the entry was refused.</summary>
    public bool IsRefused { get; private set; }

    /// <summary>Why the last order was refused; empty where none was since it was set.</summary>
    public string Refusal { get; set; } = "";

    /// <inheritdoc/>
    public void On(BotNews news)
    {
        switch (news)
        {
            case BotOrdered { Order.IsExit: false } ordered when _entry is null:
                _entry = ordered.Order;
                if (ordered.Order.Limit > 0 || place.Mode == TradingMode.Paper) _outcome.TrySetResult($"order {Exact.Text(ordered.Order.Quantity)} {ordered.Instrument.BaseAsset} {(ordered.Order.Limit > 0 ? $"at {Exact.Text(ordered.Order.Limit)} or better" : "at the next price of the market")}");
                break;
            case BotOrderSaid { Said.Kind: OrderEventKind.Filled } said when said.Said.OrderId == _entry?.Id:
                _outcome.TrySetResult($"{(said.Said.Fill.Side == Core.Orders.Side.Buy ? "bought" : "sold")} {Exact.Text(said.Said.Fill.Quantity)} {said.Instrument!.BaseAsset} at {Exact.Text(said.Said.Fill.Price)}");
                break;
            case BotOrderSaid { Said.Kind: OrderEventKind.Rejected or OrderEventKind.Cancelled or OrderEventKind.Expired } said when said.Said.OrderId == _entry?.Id:
                Refuse($"the entry was {KebabCase.Of(said.Said.Kind.ToString())}: {KebabCase.Of(said.Said.Reason.ToString())}");
                break;
            case BotSpoke { Level: "info" or "warning" or "error" } spoke when spoke.Text.Contains("refused", StringComparison.Ordinal):
                Refusal = spoke.Text;
                if (_entry is null) Refuse(spoke.Text);
                break;
            case BotMoved { State: BotState.Disabled or BotState.Stopped } moved when moved.Reason.Length > 0:
                Refuse(moved.Reason);
                break;
            default:
                break;
        }
    }

    void Refuse(string reason)
    {
        IsRefused |= !_outcome.Task.IsCompleted;
        _outcome.TrySetResult(reason);
    }
}
