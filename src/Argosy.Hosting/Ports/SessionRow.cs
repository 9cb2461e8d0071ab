namespace Argosy.Hosting.Ports;

/// <summary>A login.</summary>
public sealed record SessionRow
{
    /// <summary>Public id.</summary>
    public required string Id { get; init; }

    /// <summary>Hash of what the browser holds.</summary>
    public required string SecretHash { get; init; }

    /// <summary>Whose.</summary>
    public required string User { get; init; }

    /// <summary>Unix ms.</summary>
    public required long CreatedAt { get; init; }

    /// <summary>The last request, Unix ms, to the minute.</summary>
    public required long SeenAt { get; init; }

    /// <summary>Until when actions with money need no password, Unix ms.</summary>
    public long ElevatedUntil { get; init; }

    /// <summary>The caller's address at login.</summary>
    public string Address { get; init; } = "";

    /// <summary>The browser, as it calls itself.</summary>
    public string Agent { get; init; } = "";
}

/// <summary>An API token.</summary>
public sealed record TokenRow
{
    /// <summary>Public id.</summary>
    public required string Id { get; init; }

    /// <summary>Hash of the token.</summary>
    public required string SecretHash { get; init; }

    /// <summary>Whose.</summary>
    public required string User { get; init; }

    /// <summary>What its user calls it.</summary>
    public required string Name { get; init; }

    /// <summary>What it is good for, as flags.</summary>
    public required long Scopes { get; init; }

    /// <summary>Unix ms.</summary>
    public required long CreatedAt { get; init; }

    /// <summary>When it ends, Unix ms; 0 for never.</summary>
    public long ExpiresAt { get; init; }

    /// <summary>The last request, Unix ms, to the minute; 0 for none.</summary>
    public long SeenAt { get; init; }
}
