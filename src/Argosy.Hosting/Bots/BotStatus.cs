using Argosy.Core.Links;

namespace Argosy.Hosting.Bots;

/// <summary>What a bot is worth and does, at one instant.</summary>
public sealed record BotStatus
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its deployment's number.</summary>
    public required int Deployment { get; init; }

    /// <summary>The account.</summary>
    public required string Account { get; init; }

    /// <summary>Whether its orders go to an exchange.</summary>
    public required bool IsLive { get; init; }

    /// <summary>Where it stands.</summary>
    public BotState State { get; init; }

    /// <summary>Why; empty where there is nothing to say.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Why entries are blocked; empty where they are not.</summary>
    public string Blocked { get; init; } = "";

    /// <summary>How its guards and limits stand, as its run said last; empty where it has none, or has met no candle yet.</summary>
    public IReadOnlyList<RuleStand> Rules { get; init; } = [];

    /// <summary>When its guards and limits were on, in the order of their begins; the newest where there were very many.</summary>
    public IReadOnlyList<GuardStretch> Guarded { get; init; } = [];

    /// <summary>Until when it sleeps: it has no worker, and gets one at this time or when something is to be told to it, Unix ms; null while it is awake.</summary>
    public long? SleepsUntil { get; init; }

    /// <summary>Time of the last instant it was told, Unix ms; 0 for none.</summary>
    public long Time { get; init; }

    /// <summary>When the newest candle it was told closed, Unix ms; 0 for none.</summary>
    public long NewestCandle { get; init; }

    /// <summary>Quote asset.</summary>
    public decimal Cash { get; init; }

    /// <summary>Quote asset.</summary>
    public decimal Equity { get; init; }

    /// <summary>Instruments in the run's order.</summary>
    public IReadOnlyList<string> Instruments { get; init; } = [];

    /// <summary>Base asset, signed, by instrument.</summary>
    public IReadOnlyList<decimal> Positions { get; init; } = [];

    /// <summary>What is held, in the run's order of instruments; those that are flat are not among them.</summary>
    public IReadOnlyList<BotHolding> Holdings { get; init; } = [];

    /// <summary>Orders it has wanted.</summary>
    public int Orders { get; init; }

    /// <summary>Orders that have not ended.</summary>
    public int OpenOrders { get; init; }

    /// <summary>Executions.</summary>
    public int Fills { get; init; }

    /// <summary>Trades that have ended.</summary>
    public int Trades { get; init; }

    /// <summary>What came of the last command that the run itself carried out; null for none.</summary>
    public BotReply? Reply { get; init; }

    /// <summary>The run's running hash.</summary>
    public ulong StateHash { get; init; }
}
