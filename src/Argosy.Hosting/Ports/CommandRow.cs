namespace Argosy.Hosting.Ports;

/// <summary>A command that was given, from whichever mouth.</summary>
public sealed record CommandRow
{
    /// <summary>The sender's id of it (webhook id, message id, idempotency key), unique with <see cref="Source"/>: a repeated one is not carried out again.</summary>
    public required string Id { get; init; }

    /// <summary>console, http, telegram, webhook.</summary>
    public required string Source { get; init; }

    /// <summary>The text.</summary>
    public required string Text { get; init; }

    /// <summary>received, done or refused.</summary>
    public required string State { get; init; }

    /// <summary>What was answered.</summary>
    public string Answer { get; init; } = "";

    /// <summary>Unix ms.</summary>
    public required long Time { get; init; }
}
