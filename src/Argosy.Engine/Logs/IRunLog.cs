using Argosy.Core.Events;
using Argosy.Engine.Orders;
using Argosy.Engine.Running;

namespace Argosy.Engine.Logs;

/// <summary>Hears a run's order events as they happen. Market events are named by data hash and row range and are not told again.</summary>
public interface IRunLog
{
    /// <summary>The run's engine is made; nothing has happened yet. A log that asks it nothing need not hear it.</summary>
    /// <param name="engine">The engine, for reading alone.</param>
    void OnBegin(TradingEngine engine)
    {
    }

    /// <summary>An intent was approved, or refused with its reason as the order's.</summary>
    void OnOrder(ApprovedOrder order);

    /// <summary>An order at work was given another size; only orders that people set are.</summary>
    /// <param name="order">The order with its new size.</param>
    void OnResized(ApprovedOrder order)
    {
    }

    /// <summary>A venue said something.</summary>
    /// <param name="orderEvent">What it said.</param>
    /// <param name="phase">In which phase of the instant.</param>
    /// <param name="instant">The instant, Unix ms.</param>
    void OnEvent(in OrderEvent orderEvent, ClockPhase phase, long instant);

    /// <summary>A venue settled funding; a log of orders alone need not hear it.</summary>
    /// <param name="settlement">What it settled.</param>
    /// <param name="instant">The instant, Unix ms.</param>
    void OnFunding(in FundingSettlement settlement, long instant)
    {
    }

    /// <summary>A round of votes was held that differs from the one before it.</summary>
    /// <param name="instant">The instant, Unix ms.</param>
    /// <param name="instrument">Index of the instrument.</param>
    /// <param name="votes">One letter a voter.</param>
    /// <param name="decision">What was decided.</param>
    void OnVotes(long instant, short instrument, string votes, string decision)
    {
    }
}

/// <summary>The phases of an instant in which a venue speaks.</summary>
public enum ClockPhase : byte
{
    /// <summary>Bars are walked to their close.</summary>
    Closing,
    /// <summary>Strategies decide; a venue only answers their cancellations.</summary>
    Deciding,
    /// <summary>The decisions of the instant have arrived.</summary>
    Decided,
    /// <summary>Bars open.</summary>
    Opening,
    /// <summary>Funding falls due, after all fills of the instant.</summary>
    Funding,
}
