using Argosy.Hosting.Auditing;
using Argosy.Hosting.Observing;
using Argosy.Hosting.Ports;

namespace Argosy.Hosting.Desks;

/// <summary>What an account's desk is put together from.</summary>
public sealed record DeskParts
{
    /// <summary>The account's name; in client order wishes, rows and messages.</summary>
    public required string Account { get; init; }

    /// <summary>The account at its venue.</summary>
    public required ITradingVenue Venue { get; init; }

    /// <summary>Instruments by name as the venue lists them: the last check of lots, ticks and minimums.</summary>
    public required IReadOnlyDictionary<string, Listing> Listings { get; init; }

    /// <summary>Installation number, epochs, orders, logs.</summary>
    public required IDatabase Database { get; init; }

    /// <summary>What of the database the desk uses, where that is not the database's own.</summary>
    internal IDeskStore? Store { get; init; }

    /// <summary>The account's own folder: its order journal, its books, its halt. Whoever holds the journal's lock is the one writer.</summary>
    public required string Folder { get; init; }

    /// <summary>Hears what people must know.</summary>
    public required IAlerts Alerts { get; init; }

    /// <summary>Clock and timers.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Takes what becomes of orders at the venue into the audit log; null for none.</summary>
    public AuditTrail? Audit { get; init; }

    /// <summary>Measures the stages of orders; null for none.</summary>
    public OrderClock? Latency { get; init; }

    /// <summary>Limits and intervals.</summary>
    public DeskOptions Options { get; init; } = new();
}
