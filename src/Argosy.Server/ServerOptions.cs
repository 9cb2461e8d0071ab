using System.Net;

namespace Argosy.Server;

/// <summary>Where a server listens, what it serves and how long it trusts a login.</summary>
public sealed record ServerOptions
{
    /// <summary>Address it listens on; loopback by default: from elsewhere it is reached through a proxy that encrypts.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>Its port; 0 lets the system choose.</summary>
    public int Port { get; init; } = 8080;

    /// <summary>The data folder: everything but the master key lies in it.</summary>
    public required string Folder { get; init; }

    /// <summary>Folder of the built web app; a page says so where it is not built.</summary>
    public string WebRoot { get; init; } = "";

    /// <summary>This Argosy's version.</summary>
    public string Version { get; init; } = "0";

    /// <summary>Proxies whose word on the caller's address and scheme is taken; none by default.</summary>
    public IReadOnlyList<IPAddress> Proxies { get; init; } = [];

    /// <summary>A login ends after this time without a request.</summary>
    public TimeSpan SessionIdle { get; init; } = TimeSpan.FromHours(12);

    /// <summary>A login ends after this time whatever happens.</summary>
    public TimeSpan SessionLife { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Actions with money ask for the password again after this time without a write.</summary>
    public TimeSpan Elevation { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Requests of one user in a row, above 0.</summary>
    public int RequestBurst { get; init; } = 5_000;

    /// <summary>Requests of one user a second after that, above 0.</summary>
    public int RequestsPerSecond { get; init; } = 500;

    /// <summary>What making the first owner takes from another machine; empty for nothing.</summary>
    public string SetUpCode { get; init; } = "";

    /// <summary>Rounds of the password hash; a stored hash of fewer is renewed at the next login.</summary>
    internal int PasswordRounds { get; init; } = Auth.PasswordHash.Rounds;
}
