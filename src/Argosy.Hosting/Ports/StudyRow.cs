namespace Argosy.Hosting.Ports;

/// <summary>Research that is more than one run: a search, a walk-forward, a validation, a training.</summary>
public sealed record StudyRow
{
    /// <summary>Its number, from 1; grows.</summary>
    public long Id { get; init; }

    /// <summary>Its job.</summary>
    public long Job { get; init; }

    /// <summary>optimise, walkforward, validate or train.</summary>
    public required string Kind { get; init; }

    /// <summary>The user who asked for it.</summary>
    public required string Owner { get; init; }

    /// <summary>What is studied.</summary>
    public required string Strategy { get; init; }

    /// <summary>What was asked for, JSON.</summary>
    public required string Request { get; init; }

    /// <summary>What came of it in a few figures, JSON object; empty object before it ended.</summary>
    public string Summary { get; init; } = "{}";

    /// <summary>The user's note.</summary>
    public string Note { get; init; } = "";

    /// <summary>Unix ms.</summary>
    public required long Created { get; init; }
}
