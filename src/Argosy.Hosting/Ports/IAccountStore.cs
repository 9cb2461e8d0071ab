namespace Argosy.Hosting.Ports;

/// <summary>Accounts and their sealed keys.</summary>
public interface IAccountStore
{
    /// <summary>Adds an account; false where the name is taken.</summary>
    Task<bool> Add(AccountRow account, CancellationToken cancel = default);

    /// <summary>All accounts by name.</summary>
    Task<IReadOnlyList<AccountRow>> List(CancellationToken cancel = default);

    /// <summary>Removes an account with its key; false where there was none.</summary>
    Task<bool> Remove(string name, CancellationToken cancel = default);

    /// <summary>Stores an account's sealed key, durable at return; it replaces the one before.</summary>
    Task PutKey(string account, ReadOnlyMemory<byte> sealedKey, CancellationToken cancel = default);

    /// <summary>An account's sealed key; null where there is none.</summary>
    Task<byte[]?> Key(string account, CancellationToken cancel = default);

    /// <summary>What the server knows of its accounts, by name; accounts that a run on the command line made have none.</summary>
    Task<IReadOnlyList<AccountDetails>> Details(CancellationToken cancel = default);

    /// <summary>Stores details in place of those before.</summary>
    Task PutDetails(AccountDetails details, CancellationToken cancel = default);

    /// <summary>Who sees and uses an account beside its owner, as pairs of account and user.</summary>
    Task<IReadOnlyList<(string Account, string User)>> Shares(CancellationToken cancel = default);

    /// <summary>Shares an account with these users and no others.</summary>
    Task PutShares(string account, IReadOnlyCollection<string> users, CancellationToken cancel = default);
}
