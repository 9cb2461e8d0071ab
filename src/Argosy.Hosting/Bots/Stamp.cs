using Argosy.Core.Events;
using Argosy.Core.Links;

namespace Argosy.Hosting.Bots;

/// <summary>The times of messages: what is told never lies before what was told.</summary>
static class Stamp
{
    /// <summary>A message's time, Unix ms; 0 for the first one.</summary>
    public static long TimeOf(HostMessage message) => message switch
    {
        MarketMoved moved => moved.Time,
        TradesSaid { Trades: [.., var last] } => last.Time,
        OrderSaid said => said.Event.Time,
        FundingSaid funding => funding.Settlement.Time,
        CommandSaid command => command.Time,
        EntriesBlocked blocked => blocked.Time,
        RunEnds end => end.Time,
        _ => 0,
    };

    /// <summary>The message at a time that is not before <paramref name="earliest"/>.</summary>
    public static HostMessage NotBefore(HostMessage message, long earliest) => BeginOf(message) >= earliest ? message : message switch
    {
        TradesSaid said => new TradesSaid([.. said.Trades.Select(trade => trade.Time >= earliest ? trade : trade with { Time = earliest })]),
        MarketMoved moved => moved with { Time = earliest },
        OrderSaid said => said with { Event = At(said.Event, earliest) },
        FundingSaid funding => funding with { Settlement = funding.Settlement with { Time = (earliest + 999) / 1_000 * 1_000 } },
        CommandSaid command => command with { Time = earliest },
        EntriesBlocked blocked => blocked with { Time = earliest },
        RunEnds end => end with { Time = earliest },
        _ => message,
    };

    // Trades of a while are one message.
    static long BeginOf(HostMessage message) => message is TradesSaid { Trades: [var first, ..] } ? first.Time : TimeOf(message);

    static OrderEvent At(in OrderEvent said, long time)
    {
        switch (said.Kind)
        {
            case OrderEventKind.Filled:
                var fill = said.Fill with { Time = time };
                return OrderEvent.Filled(in fill);
            case OrderEventKind.Moved:
                return OrderEvent.Moved(said.OrderId, time, said.Price);
            case OrderEventKind.Accepted or OrderEventKind.Triggered or OrderEventKind.Cancelled or OrderEventKind.Expired or OrderEventKind.Rejected:
            default:
                return OrderEvent.Change(said.Kind, said.OrderId, time, said.Reason);
        }
    }
}
