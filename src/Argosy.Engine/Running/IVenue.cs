using Argosy.Core.Events;
using Argosy.Core.Orders;
using Argosy.Engine.Accounting;
using Argosy.Engine.Exits;
using Argosy.Engine.Orders;
using Argosy.Engine.Risk;

namespace Argosy.Engine.Running;

/// <summary>Where approved orders go: the simulator, a replayed log, or (through the host) an exchange.</summary>
/// <remarks>A venue answers only by order events. The phases of the clock are told to it; a venue with a market of its own ignores them.</remarks>
public interface IVenue
{
    /// <summary>Where the venue has nothing to do until it hears from the engine again; a venue that cannot say has none.</summary>
    PriceReach Reach { get; }

    /// <summary>The same for one instrument's prices alone; none where the venue cannot say it of one.</summary>
    PriceReach ReachOf(int instrument) => PriceReach.None;

    /// <summary>Binds the venue to the one engine that hears its events.</summary>
    void Attach(IOrderEvents events);

    /// <summary>Bars close: what rests is walked to the close.</summary>
    void OnClosing(Instant instant);

    /// <summary>The decisions of this instant have arrived.</summary>
    void OnDecided(Instant instant);

    /// <summary>Bars open: the jump, then what waits for an open.</summary>
    void OnOpening(Instant instant);

    /// <summary>Takes an order.</summary>
    void Submit(ApprovedOrder order);

    /// <summary>Asks to move a resting limit order, or the trigger of a stop; the venue answers that it has moved. What has ended is left as it is.</summary>
    /// <param name="orderId">The order.</param>
    /// <param name="price">Its new limit or trigger, on the tick, quote asset.</param>
    void Amend(int orderId, decimal price) => throw new NotSupportedException("this venue moves no orders");

    /// <summary>Asks to give an order another size. What has ended is left as it is.</summary>
    /// <param name="orderId">The order.</param>
    /// <param name="size">Its new size, filled part included, base asset.</param>
    void Resize(int orderId, decimal size) => throw new NotSupportedException("this venue resizes no orders");

    /// <summary>Hears what an exchange said about an order; a venue that is its own exchange hears nothing.</summary>
    void Hear(in OrderEvent orderEvent) => throw new NotSupportedException("this venue is no exchange's");

    /// <summary>Hears of a settlement of funding at a rate that an exchange told.</summary>
    void Hear(in FundingSettlement settlement) => throw new NotSupportedException("this venue settles no funding");

    /// <summary>Asks to cancel an order; what has ended is left as it is.</summary>
    void Cancel(int orderId, OrderReason reason);
}

/// <summary>The engine as its venue sees it.</summary>
public interface IOrderEvents
{
    /// <summary>The books the venue's fills are booked in.</summary>
    Ledger Ledger { get; }

    /// <summary>What the account may open.</summary>
    BuyingPower Power { get; }

    /// <summary>The rules by which exits of entries lie and move.</summary>
    ExitRulebook Exits { get; }

    /// <summary>Consumes one event; follow-up orders may be submitted before it returns.</summary>
    void Process(in OrderEvent orderEvent);

    /// <summary>Consumes a settlement of funding; nothing comes of it where nothing is held.</summary>
    void Process(in FundingSettlement settlement);

    /// <summary>Makes the order by which the venue closes a position by force.</summary>
    /// <param name="instrument">Index of the instrument.</param>
    /// <param name="book">The strategy book.</param>
    /// <param name="purpose">Why.</param>
    /// <param name="quantity">How much of it, base asset; 0 for all.</param>
    /// <param name="side">Bought or sold, where it is known; null for what closes the position.</param>
    ApprovedOrder ForceClose(int instrument, int book, OrderPurpose purpose, decimal quantity = 0, Side? side = null);

    /// <summary>Makes the protective children of an entry anew where none of them is left: those it had were lost, or ended before a late fill.</summary>
    /// <param name="entryId">The entry.</param>
    /// <param name="fill">Its first fill, with the quantity that is to be protected.</param>
    /// <returns>Whether there are any now.</returns>
    bool Renew(int entryId, in Fill fill);

    /// <summary>Moves an instrument's mark along its path, so that equity is known inside a bar.</summary>
    void Mark(int instrument, double price);

    /// <summary>No equity is left: nothing more is traded.</summary>
    void EndRun();
}
