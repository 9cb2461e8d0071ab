namespace Argosy.Hosting.Ports;

/// <summary>What the server knows of an account beside its name and venue.</summary>
public sealed record AccountDetails
{
    /// <summary>The account's name.</summary>
    public required string Account { get; init; }

    /// <summary>The user it belongs to.</summary>
    public required string Owner { get; init; }

    /// <summary>Whether nothing may trade on it.</summary>
    public bool IsDisabled { get; init; }

    /// <summary>Where the venue is; empty for its own address.</summary>
    public string Place { get; init; } = "";

    /// <summary>Last four letters of the key's public part; empty without a key.</summary>
    public string KeyLast4 { get; init; } = "";

    /// <summary>What the last check of the key found, JSON; empty where none was made.</summary>
    public string LastCheck { get; init; } = "";
}
