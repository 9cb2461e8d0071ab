namespace Argosy.Hosting.Ports;

/// <summary>A user of the server.</summary>
public sealed record UserRow
{
    /// <summary>Name, unique, lower-case.</summary>
    public required string Name { get; init; }

    /// <summary>Role: viewer, trader, developer or owner.</summary>
    public required string Role { get; init; }

    /// <summary>Hash of the password, with its salt and parameters.</summary>
    public required string Password { get; init; }

    /// <summary>Sealed secret of the second factor, base64; empty where there is none.</summary>
    public string Totp { get; init; } = "";

    /// <summary>The last time step of which a code was used: none up to it counts again.</summary>
    public long TotpStep { get; init; }

    /// <summary>Whether the user may not log in.</summary>
    public bool IsDisabled { get; init; }

    /// <summary>Unix ms.</summary>
    public required long CreatedAt { get; init; }
}

/// <summary>What came of changing a user.</summary>
public enum UserChange
{
    /// <summary>Done.</summary>
    Done,
    /// <summary>There is no such user.</summary>
    NotFound,
    /// <summary>It would leave no owner who can log in.</summary>
    LastOwner,
}
