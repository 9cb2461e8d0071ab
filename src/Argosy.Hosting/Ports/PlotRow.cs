namespace Argosy.Hosting.Ports;

/// <summary>A point of a plot.</summary>
public sealed record PlotRow
{
    /// <summary>The deployment.</summary>
    public required int Deployment { get; init; }

    /// <summary>The instrument's name; empty: of the whole run.</summary>
    public required string Instrument { get; init; }

    /// <summary>Where it is drawn; empty: on the price.</summary>
    public required string Panel { get; init; }

    /// <summary>The plot's name.</summary>
    public required string Name { get; init; }

    /// <summary>How it is drawn: line, histogram or points.</summary>
    public string Kind { get; init; } = "line";

    /// <summary>Unix ms.</summary>
    public required long Time { get; init; }

    /// <summary>Finite.</summary>
    public required double Value { get; init; }
}

/// <summary>What a strategy keeps.</summary>
public sealed record StrategyStateRow
{
    /// <summary>The deployment.</summary>
    public required int Deployment { get; init; }

    /// <summary>The instrument's name; empty: of the whole run.</summary>
    public required string Instrument { get; init; }

    /// <summary>When it became this, Unix ms.</summary>
    public required long Time { get; init; }

    /// <summary>JSON.</summary>
    public required string State { get; init; }
}
