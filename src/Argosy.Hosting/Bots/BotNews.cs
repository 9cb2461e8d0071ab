using Argosy.Core.Events;
using Argosy.Core.Instruments;
using Argosy.Core.Links;
using Argosy.Hosting.Ports;

namespace Argosy.Hosting.Bots;

/// <summary>Something that happened to a bot, for consoles, alerts and pages.</summary>
/// <param name="Bot">Its name.</param>
/// <param name="Time">Unix ms; the market's time where the market led to it.</param>
public abstract record BotNews(string Bot, long Time);

/// <summary>It wants an order.</summary>
public sealed record BotOrdered(string Bot, long Time, OrderWanted Order, Instrument Instrument) : BotNews(Bot, Time);

/// <summary>Its order's venue said something.</summary>
/// <param name="Bot">Its name.</param>
/// <param name="Time">Unix ms.</param>
/// <param name="Order">The order; null where none is known under the event's number.</param>
/// <param name="Instrument">What it trades; null as <paramref name="Order"/>.</param>
/// <param name="Said">What.</param>
public sealed record BotOrderSaid(string Bot, long Time, OrderWanted? Order, Instrument? Instrument, OrderEvent Said) : BotNews(Bot, Time);

/// <summary>A candle closed; this is what it is worth.</summary>
public sealed record BotValued(string Bot, long Time, BotStatus Status) : BotNews(Bot, Time);

/// <summary>A line of its log, or of the host about it.</summary>
/// <param name="Bot">Its name.</param>
/// <param name="Time">Unix ms.</param>
/// <param name="Level">debug, info, warning or error.</param>
/// <param name="Text">The line.</param>
public sealed record BotSpoke(string Bot, long Time, string Level, string Text) : BotNews(Bot, Time);

/// <summary>Its strategy drew a point.</summary>
/// <param name="Bot">Its name.</param>
/// <param name="Time">Unix ms.</param>
/// <param name="Point">The point.</param>
public sealed record BotPlotted(string Bot, long Time, PlotRow Point) : BotNews(Bot, Time);

/// <summary>What its strategy keeps has changed.</summary>
/// <param name="Bot">Its name.</param>
/// <param name="Time">Unix ms.</param>
/// <param name="State">What it keeps now.</param>
public sealed record BotKept(string Bot, long Time, StrategyStateRow State) : BotNews(Bot, Time);

/// <summary>One of its guards or limits has begun or ceased to block entries.</summary>
public sealed record BotGuarded(string Bot, long Time, BotStatus Status) : BotNews(Bot, Time);

/// <summary>It stands elsewhere.</summary>
/// <param name="Bot">Its name.</param>
/// <param name="Time">Unix ms.</param>
/// <param name="State">Where.</param>
/// <param name="Reason">Why; empty where there is nothing to say.</param>
public sealed record BotMoved(string Bot, long Time, BotState State, string Reason) : BotNews(Bot, Time);

/// <summary>It fell asleep, or is awake again.</summary>
public sealed record BotSlept(string Bot, long Time, BotStatus Status) : BotNews(Bot, Time);

/// <summary>Hears what happens to bots. Called on their lanes: it must not wait.</summary>
public interface IBotWatcher
{
    /// <summary>One piece of news.</summary>
    void On(BotNews news);
}
