namespace Argosy.Hosting.Ports;

/// <summary>A version of a bot.</summary>
public sealed record BotRow
{
    /// <summary>The bot's name.</summary>
    public required string Name { get; init; }

    /// <summary>major.minor.</summary>
    public required string Version { get; init; }

    /// <summary>csharp, typescript or built-in.</summary>
    public required string Language { get; init; }

    /// <summary>Its text; for built-in strategies the name with parameters.</summary>
    public required string Source { get; init; }

    /// <summary>Unix ms.</summary>
    public required long CreatedAt { get; init; }
}
