using Argosy.Core.Events;
using Argosy.Core.Instruments;
using Argosy.Core.Links;
using Argosy.Hosting.Lanes;
using Argosy.Hosting.Orders;

namespace Argosy.Hosting.Desks;

/// <summary>One account's orders, as its bots see it. Everything is called on its lane.</summary>
public interface IAccountDesk
{
    /// <summary>The account's lane: its bots run on it, too.</summary>
    Lane Lane { get; }

    /// <summary>Why entries are refused on the whole account; empty where they are not.</summary>
    string Blocked { get; }

    /// <summary>A bot takes its place, its run rebuilt: it is told all that the journal has booked for it and its log has not, then it may trade.</summary>
    /// <param name="client">The bot.</param>
    /// <param name="heard">What its run log holds already: orders with their phases and the trade ids booked.</param>
    void Join(IDeskClient client, RunKnowledge heard);

    /// <summary>A bot leaves. Its working entries are cancelled; exits stay at the venue while it holds a position.</summary>
    void Leave(int deployment);

    /// <summary>What a bot's run wants, all of one step: recorded as one batch, then sent.</summary>
    /// <param name="deployment">The bot.</param>
    /// <param name="wishes"><see cref="OrderWanted"/>, <see cref="OrderChangeWanted"/> and <see cref="CancelWanted"/>, in order.</param>
    void Wish(int deployment, IReadOnlyList<WorkerMessage> wishes);

    /// <summary>Walks what <see cref="Wish"/> would do with these orders up to the signed request, and leaves nothing behind.</summary>
    /// <param name="instruments">Of the run, in its order.</param>
    /// <param name="orders">What a rehearsed run wants.</param>
    void Rehearse(IReadOnlyList<Instrument> instruments, IReadOnlyList<OrderWanted> orders)
    {
    }

    /// <summary>The market's last price: exits that cannot rest at the venue are watched by it.</summary>
    void Priced(string instrument, decimal price, long time);
}

/// <summary>A bot as its account's desk sees it. Everything is called on the account's lane.</summary>
public interface IDeskClient
{
    /// <summary>Its deployment's number, part of its client order ids.</summary>
    int Deployment { get; }

    /// <summary>Instruments in the run's order.</summary>
    IReadOnlyList<Instrument> Instruments { get; }

    /// <summary>What the run holds of an instrument, base asset, signed: of what the account has for it the run may have written off dust. Null where it cannot say.</summary>
    decimal? Holds(string instrument) => null;

    /// <summary>Orders are about to be recorded and sent: what the run was told must be in its log by then.</summary>
    /// <returns>False where it cannot be written: nothing is recorded.</returns>
    bool OnRecording() => true;

    /// <summary>The venue said something about one of its orders.</summary>
    /// <param name="said">With the run's own order number; 0 for an execution of an order the run did not want (the kill switch, an over-fill, a close by the venue): it is booked, no order of the run stands behind it.</param>
    /// <param name="venueTradeId">For executions the venue's trade id; empty otherwise.</param>
    void OnOrderSaid(OrderEvent said, string venueTradeId);

    /// <summary>Funding that belongs to it.</summary>
    /// <param name="settlement">What was settled, so that the run's position makes the amount of it.</param>
    /// <param name="venueFlowId">The venue's id of the movement, by which it is heard once.</param>
    void OnFunding(FundingSettlement settlement, string venueFlowId);

    /// <summary>Entries are blocked, or allowed again where the reason is empty.</summary>
    void OnEntriesBlocked(string reason);

    /// <summary>It must not go on: what the journal knows of it contradicts its run.</summary>
    void OnDisabled(string reason);
}

/// <summary>What a run log holds of its orders at the venue.</summary>
/// <param name="Orders">Numbers of orders the run wanted, and whether each has ended for the run.</param>
/// <param name="Trades">Executions told.</param>
public sealed record RunKnowledge(IReadOnlyDictionary<int, bool> Orders, IReadOnlySet<TradeKey> Trades)
{
    /// <summary>Every order that has not ended for the run, as it shall stand now. What never reached the journal is made good from here: exits are placed or watched, entries are stale.</summary>
    public IReadOnlyList<OpenWish> Open { get; init; } = [];

    /// <summary>Settlements of funding that were told: instrument and the venue's id.</summary>
    public IReadOnlySet<(string Instrument, string FlowId)> Flows { get; init; } = new HashSet<(string, string)>();
}

/// <summary>An order that has not ended for its run.</summary>
/// <param name="Wanted">As it shall stand, changes included.</param>
/// <param name="Filled">What the run has booked of it, base asset.</param>
/// <param name="IsCancelled">Whether the run wants it cancelled.</param>
public sealed record OpenWish(OrderWanted Wanted, decimal Filled, bool IsCancelled = false);
