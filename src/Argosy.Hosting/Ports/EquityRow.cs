namespace Argosy.Hosting.Ports;

/// <summary>A deployment's equity at one instant.</summary>
public sealed record EquityRow
{
    /// <summary>The deployment.</summary>
    public required int Deployment { get; init; }

    /// <summary>Unix ms.</summary>
    public required long Time { get; init; }

    /// <summary>Quote asset.</summary>
    public required decimal Equity { get; init; }
}
