namespace Argosy.Hosting.Ports;

/// <summary>A line of a deployment's log.</summary>
public sealed record LogRow
{
    /// <summary>Its number; grows.</summary>
    public long Sequence { get; init; }

    /// <summary>The deployment; 0 for the host.</summary>
    public required int Deployment { get; init; }

    /// <summary>Unix ms.</summary>
    public required long Time { get; init; }

    /// <summary>debug, info, warning or error.</summary>
    public required string Level { get; init; }

    /// <summary>The line.</summary>
    public required string Message { get; init; }
}
