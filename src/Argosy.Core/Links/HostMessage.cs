using Argosy.Core.Events;
using Argosy.Core.Instruments;
using Argosy.Core.MarketData;

namespace Argosy.Core.Links;

/// <summary>What a host tells the worker of one run. The messages of a run, in order, are all its worker ever knows: told again they lead to the same answers.</summary>
public abstract record HostMessage;

/// <summary>The first message: what is run.</summary>
/// <param name="Mode">paper: the worker simulates the venue; live: its orders go to an exchange.</param>
/// <param name="Instruments">In the run's order.</param>
/// <param name="Timeframe">Length of the bars strategies see.</param>
/// <param name="Strategy">Name and parameters, as results store them, JSON.</param>
/// <param name="Settings">Settings of a backtest, as results store them, JSON.</param>
/// <param name="State">What the strategy of the run it follows on kept, JSON: by instrument name, under the empty name what is of the whole run; null for nothing.</param>
/// <param name="StateVersion">The bot's version that kept it, which another one may have to migrate from; null: the very version that runs, or none.</param>
public sealed record RunBegins(RunMode Mode, IReadOnlyList<Instrument> Instruments, Timeframe Timeframe, string Strategy, string Settings, string? State = null, string? StateVersion = null) : HostMessage;

/// <summary>Where a run's orders go.</summary>
public enum RunMode : byte
{
    /// <summary>To the simulated venue inside the worker.</summary>
    Paper,
    /// <summary>To an exchange, by way of the host.</summary>
    Live,
}

/// <summary>Bars closed, or opened, at one point in time.</summary>
/// <param name="Time">The closes' and opens' time, Unix ms; never before the one told last.</param>
/// <param name="Closed">Bars that are complete, in the run's order of instruments.</param>
/// <param name="Opened">First prices of bars that begin.</param>
/// <param name="IsHistory">Whether it happened before the run began to trade: strategies warm up on it.</param>
public sealed record MarketMoved(long Time, IReadOnlyList<ClosedBar> Closed, IReadOnlyList<OpenedBar> Opened, bool IsHistory = false) : HostMessage;

/// <summary>A bar that is complete.</summary>
/// <param name="Instrument">Index in the run's order.</param>
/// <param name="Bar">The bar.</param>
public readonly record struct ClosedBar(short Instrument, Bar Bar);

/// <summary>The first price of a bar.</summary>
/// <param name="Instrument">Index in the run's order.</param>
/// <param name="Open">Quote asset.</param>
public readonly record struct OpenedBar(short Instrument, double Open);

/// <summary>Trades of the market, told to a paper run whose orders are filled on them.</summary>
/// <param name="Trades">In the order in which they became known; their times never fall and never lie before the message told last.</param>
public sealed record TradesSaid(IReadOnlyList<MarketTrade> Trades) : HostMessage;

/// <summary>A public trade.</summary>
/// <param name="Instrument">Index in the run's order.</param>
/// <param name="Time">Unix ms.</param>
/// <param name="Price">Quote asset, above 0.</param>
/// <param name="Quantity">Base asset, above 0.</param>
/// <param name="Taker">Who took liquidity.</param>
public readonly record struct MarketTrade(short Instrument, long Time, decimal Price, decimal Quantity, TakerSide Taker);

/// <summary>A venue said something about one of the run's orders.</summary>
/// <param name="Event">What; its order is the run's number of it, its time never before the message told last.</param>
/// <param name="TradeId">The venue's trade id of an execution, by which it is booked once; empty otherwise.</param>
public sealed record OrderSaid(OrderEvent Event, string TradeId = "") : HostMessage;

/// <summary>A venue settled funding, or moved an amount of the account that belongs to the run.</summary>
/// <param name="Settlement">What was settled.</param>
/// <param name="FlowId">The venue's id of the movement, by which it is told once; empty where there is none.</param>
public sealed record FundingSaid(FundingSettlement Settlement, string FlowId = "") : HostMessage;

/// <summary>A person's command to the run's strategy, e.g. to a managed trade.</summary>
/// <param name="Time">Unix ms, never before the message told last.</param>
/// <param name="Text">In the command grammar.</param>
public sealed record CommandSaid(long Time, string Text) : HostMessage;

/// <summary>Entries are blocked, or allowed again: the kill switch, an unexplained balance, a late feed.</summary>
/// <param name="Time">Unix ms, never before the message told last.</param>
/// <param name="Reason">Why they are blocked; empty where they are allowed.</param>
public sealed record EntriesBlocked(long Time, string Reason) : HostMessage;

/// <summary>The run ends; nothing more is told.</summary>
/// <param name="Time">Unix ms.</param>
public sealed record RunEnds(long Time) : HostMessage;
