namespace Argosy.Hosting.Ports;

/// <summary>An account at a venue.</summary>
public sealed record AccountRow
{
    /// <summary>Its name, unique.</summary>
    public required string Name { get; init; }

    /// <summary>The venue's name, e.g. binance.</summary>
    public required string Venue { get; init; }

    /// <summary>Whether it is a paper account: no key, simulated fills.</summary>
    public bool IsPaper { get; init; }

    /// <summary>Unix ms.</summary>
    public required long CreatedAt { get; init; }
}
