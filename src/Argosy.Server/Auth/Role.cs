namespace Argosy.Server.Auth;

/// <summary>What a user may do; each role may what those before it may.</summary>
public enum Role
{
    /// <summary>Looks.</summary>
    Viewer,
    /// <summary>Trades: deployments, orders, risk.</summary>
    Trader,
    /// <summary>Writes bots, runs research, changes data.</summary>
    Developer,
    /// <summary>Manages users, accounts, settings, backups.</summary>
    Owner,
}

/// <summary>What an API token is good for, within its user's role.</summary>
[Flags]
public enum TokenScope
{
    /// <summary>Nothing.</summary>
    None = 0,
    /// <summary>Reading; part of every other scope.</summary>
    Read = 1,
    /// <summary>Writes a trader may.</summary>
    Trade = 2,
    /// <summary>Writes a developer may.</summary>
    Develop = 4,
    /// <summary>Writes an owner may.</summary>
    Admin = 8,
}
