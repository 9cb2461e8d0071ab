namespace Argosy.Core.Events;

/// <summary>Why an order was refused, rejected or ended without being filled; one code list for gate and venues.</summary>
public enum OrderReason : byte
{
    /// <summary>Nothing to say.</summary>
    None,
    /// <summary>The account cannot pay it.</summary>
    InsufficientFunds,
    /// <summary>Zero after rounding to the lot, or below the minimum notional.</summary>
    BelowMinimum,
    /// <summary>A price or quantity is not a whole number of ticks or lots, or not above zero.</summary>
    BadStep,
    /// <summary>The combination of type, time in force and flags does not exist.</summary>
    BadCombination,
    /// <summary>Post-only, but it would have taken liquidity.</summary>
    WouldTake,
    /// <summary>Reduce-only, but there is nothing to reduce.</summary>
    NothingToReduce,
    /// <summary>A short sale where the run does not allow one.</summary>
    ShortNotAllowed,
    /// <summary>Risk sizing without a stop.</summary>
    NoStop,
    /// <summary>A risk rule refused it.</summary>
    RiskRule,
    /// <summary>A guard blocks entries.</summary>
    Guard,
    /// <summary>Immediate-or-cancel: nothing more to be had at once.</summary>
    ImmediateOnly,
    /// <summary>Fill-or-kill: it could not be filled whole.</summary>
    NotWhole,
    /// <summary>The strategy asked for it.</summary>
    Requested,
    /// <summary>Its sibling filled.</summary>
    SiblingFilled,
    /// <summary>The entry it belonged to ended without a fill.</summary>
    ParentEnded,
    /// <summary>The position it protected is flat.</summary>
    PositionClosed,
    /// <summary>A newer target replaced it.</summary>
    Replaced,
    /// <summary>The run ended: equity reached zero.</summary>
    Bankrupt,
    /// <summary>The order is sized at its fill and the share of equity left nothing to trade.</summary>
    NothingLeft,
    /// <summary>A trigger or limit lies so that the order would make no sense, e.g. a stop-buy limit below its trigger.</summary>
    BadPrice,
    /// <summary>The sizing rule has no answer yet: it lacks bars.</summary>
    NoSize,
    /// <summary>The position would lie in a bracket that allows less leverage than the run's, or beyond all brackets.</summary>
    LeverageTooHigh,
    /// <summary>The account's margin fell to its maintenance: all open orders were cancelled.</summary>
    Liquidated,
    /// <summary>A purchase that would open a long position where the run may only be short.</summary>
    LongNotAllowed,
}
