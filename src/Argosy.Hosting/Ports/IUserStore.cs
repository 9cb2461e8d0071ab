namespace Argosy.Hosting.Ports;

/// <summary>Users with their logins and tokens.</summary>
public interface IUserStore
{
    /// <summary>Adds a user; false where the name is taken.</summary>
    Task<bool> Add(UserRow user, CancellationToken cancel = default);

    /// <summary>Adds the first user; false where there is one already, whoever comes first.</summary>
    Task<bool> AddFirst(UserRow user, CancellationToken cancel = default);

    /// <summary>A user; null where there is none of the name.</summary>
    Task<UserRow?> Find(string name, CancellationToken cancel = default);

    /// <summary>All users by name.</summary>
    Task<IReadOnlyList<UserRow>> List(CancellationToken cancel = default);

    /// <summary>Changes a user, unless no owner who can log in would be left.</summary>
    Task<UserChange> Change(string name, Func<UserRow, UserRow> change, CancellationToken cancel = default);

    /// <summary>Removes a user with logins and tokens, unless it is the last owner who can log in.</summary>
    Task<UserChange> Remove(string name, CancellationToken cancel = default);

    /// <summary>Uses up a time step of a user's second factor; false where it or a later one was used before.</summary>
    Task<bool> UseTotpStep(string name, long step, CancellationToken cancel = default);

    /// <summary>Adds a login.</summary>
    Task AddSession(SessionRow session, CancellationToken cancel = default);

    /// <summary>A login with its user, by the hash of its secret; null where there is none.</summary>
    Task<(SessionRow Session, UserRow User)?> Session(string secretHash, CancellationToken cancel = default);

    /// <summary>Logins, of one user or of all (null), newest first.</summary>
    Task<IReadOnlyList<SessionRow>> Sessions(string? user, CancellationToken cancel = default);

    /// <summary>Notes that a login was used.</summary>
    Task TouchSession(string id, long seenAt, long elevatedUntil, CancellationToken cancel = default);

    /// <summary>Ends a login; false where there was none.</summary>
    Task<bool> RemoveSession(string id, CancellationToken cancel = default);

    /// <summary>Ends a user's logins but one (null: all).</summary>
    Task RemoveSessions(string user, string? but, CancellationToken cancel = default);

    /// <summary>Removes logins made or last seen before an instant.</summary>
    Task RemoveOldSessions(long createdBefore, long seenBefore, CancellationToken cancel = default);

    /// <summary>Adds a token.</summary>
    Task AddToken(TokenRow token, CancellationToken cancel = default);

    /// <summary>A token with its user, by the hash of its secret; null where there is none.</summary>
    Task<(TokenRow Token, UserRow User)?> Token(string secretHash, CancellationToken cancel = default);

    /// <summary>A user's tokens, newest first.</summary>
    Task<IReadOnlyList<TokenRow>> Tokens(string user, CancellationToken cancel = default);

    /// <summary>Notes that a token was used.</summary>
    Task TouchToken(string id, long seenAt, CancellationToken cancel = default);

    /// <summary>Removes a user's token; false where there was none.</summary>
    Task<bool> RemoveToken(string user, string id, CancellationToken cancel = default);
}
