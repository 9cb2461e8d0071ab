namespace Argosy.Hosting.Bots;

/// <summary>A position of a bot.</summary>
public sealed record BotHolding
{
    /// <summary>The instrument's name.</summary>
    public required string Instrument { get; init; }

    /// <summary>Base asset, signed.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>Average price of what was bought or sold to open it, quote asset, fees left out.</summary>
    public decimal EntryPrice { get; init; }

    /// <summary>Last price the run was told, quote asset; 0 for none.</summary>
    public decimal Price { get; init; }

    /// <summary>Funding since it was opened, quote asset; paid is negative.</summary>
    public decimal Funding { get; init; }

    /// <summary>Mark price at which the simulated venue liquidates it, quote asset; null on spot, where an exchange holds it, and where no price does so.</summary>
    public decimal? Liquidation { get; init; }

    /// <summary>When it was opened, Unix ms.</summary>
    public long Since { get; init; }

    /// <summary>The nearest stop at work, quote asset; null for none.</summary>
    public decimal? Stop { get; init; }

    /// <summary>Whether every stop at work follows the price by a rule: then no hand moves it.</summary>
    public bool IsStopRuled { get; init; }

    /// <summary>How much of it stops at work cover, base asset, 0 or above.</summary>
    public decimal Stopped { get; init; }

    /// <summary>The nearest target at work, quote asset; null for none.</summary>
    public decimal? Target { get; init; }
}
