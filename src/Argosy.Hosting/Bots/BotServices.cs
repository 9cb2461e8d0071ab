using Argosy.Core.Links;
using Argosy.Hosting.Auditing;
using Argosy.Hosting.Desks;
using Argosy.Hosting.Lanes;
using Argosy.Hosting.MarketData;
using Argosy.Hosting.Observing;
using Argosy.Hosting.Ports;
using Argosy.Hosting.Scheduling;

namespace Argosy.Hosting.Bots;

/// <summary>What a bot is run with.</summary>
public sealed record BotServices
{
    /// <summary>The lane it runs on: its account's, or one of its own.</summary>
    public required Lane Lane { get; init; }

    /// <summary>Its account's orders; null for a paper run.</summary>
    public IAccountDesk? Desk { get; init; }

    /// <summary>Where its candles come from.</summary>
    public required IMarketVenue Market { get; init; }

    /// <summary>The host's market streams.</summary>
    public required MarketHub Hub { get; init; }

    /// <summary>Waits of its market.</summary>
    public required FeedOptions Feed { get; init; }

    /// <summary>Starts a worker that answers a listener.</summary>
    public required Func<BotTerms, IWorkerListener, IWorkerLink> Worker { get; init; }

    /// <summary>Starts a worker that only rehearses, in this process; null: nothing is rehearsed. Asked for where <see cref="FeedOptions.Rehearses"/>.</summary>
    public Func<BotTerms, IWorkerListener, IWorkerLink>? Rehearser { get; init; }

    /// <summary>Rows for the database.</summary>
    public required StateQueue Queue { get; init; }

    /// <summary>Who hears news.</summary>
    public IReadOnlyList<IBotWatcher> Watchers { get; init; } = [];

    /// <summary>Takes what happens into the audit log; null for none.</summary>
    public AuditTrail? Audit { get; init; }

    /// <summary>Measures the stages of orders; null for none.</summary>
    public OrderClock? Latency { get; init; }

    /// <summary>When it goes without its worker between its candles; null: never.</summary>
    public SleepOptions? Sleep { get; init; }

    /// <summary>Counts crashes.</summary>
    public required Supervisor Supervisor { get; init; }

    /// <summary>The host's clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>The market's time as far as it is known, Unix ms.</summary>
    public required Func<long> Now { get; init; }
}
