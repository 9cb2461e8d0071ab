using System.Data.Common;
using Argosy.Hosting.Ports;
using Dapper;

namespace Argosy.Storage.Stores;

/// <summary>Users, logins and tokens in SQL.</summary>
internal sealed class UserStore(SqlDatabase database) : IUserStore
{
    const string UserColumns = "u.name AS Name, u.role AS Role, u.password AS Password, u.totp AS Totp, u.totp_step AS TotpStep, u.is_disabled AS IsDisabled, u.created_at AS CreatedAt";
    const string SessionColumns = "s.id AS Id, s.secret_hash AS SecretHash, s.user_name AS \"User\", s.created_at AS CreatedAt, s.seen_at AS SeenAt, s.elevated_until AS ElevatedUntil, s.address AS Address, s.agent AS Agent";
    const string TokenColumns = "t.id AS Id, t.secret_hash AS SecretHash, t.user_name AS \"User\", t.name AS Name, t.scopes AS Scopes, t.created_at AS CreatedAt, t.expires_at AS ExpiresAt, t.seen_at AS SeenAt";
    const string Insert = "INSERT INTO users (name, role, password, totp, totp_step, is_disabled, created_at) VALUES (@Name, @Role, @Password, @Totp, @TotpStep, @disabled, @CreatedAt) ON CONFLICT (name) DO NOTHING";
    const string Owner = "owner";

    public Task<bool> Add(UserRow user, CancellationToken cancel = default) => database.Write(async t => await t.Connection!.ExecuteAsync(Insert, Values(user), t) == 1, durable: true, cancel);

    public Task<bool> AddFirst(UserRow user, CancellationToken cancel = default) => database.Write(
        async t =>
        {
            await database.LockUsers(t);
            return await t.Connection!.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM users", transaction: t) == 0 && await t.Connection!.ExecuteAsync(Insert, Values(user), t) == 1;
        },
        durable: true, cancel);

    public Task<UserRow?> Find(string name, CancellationToken cancel = default) => database.Read(t => One(t, name), cancel);

    public Task<IReadOnlyList<UserRow>> List(CancellationToken cancel = default) => database.Read(
        async t => (IReadOnlyList<UserRow>)[.. await t.Connection!.QueryAsync<UserRow>($"SELECT {UserColumns} FROM users u ORDER BY u.name", transaction: t)], cancel);

    public Task<UserChange> Change(string name, Func<UserRow, UserRow> change, CancellationToken cancel = default) => database.Write(
        async t =>
        {
            await database.LockUsers(t);
            if (await One(t, name) is not { } before) return UserChange.NotFound;
            var after = change(before) with { Name = name };
            if (IsOwner(before) && !IsOwner(after) && await OtherOwners(t, name) == 0) return UserChange.LastOwner;
            await t.Connection!.ExecuteAsync("UPDATE users SET role = @Role, password = @Password, totp = @Totp, totp_step = @TotpStep, is_disabled = @disabled WHERE name = @Name", Values(after), t);
            return UserChange.Done;
        },
        durable: true, cancel);

    public Task<UserChange> Remove(string name, CancellationToken cancel = default) => database.Write(
        async t =>
        {
            await database.LockUsers(t);
            if (await One(t, name) is not { } user) return UserChange.NotFound;
            if (IsOwner(user) && await OtherOwners(t, name) == 0) return UserChange.LastOwner;
            await t.Connection!.ExecuteAsync("DELETE FROM users WHERE name = @name", new { name }, t);
            return UserChange.Done;
        },
        durable: true, cancel);

    public Task<bool> UseTotpStep(string name, long step, CancellationToken cancel = default) => database.Write(
        async t => await t.Connection!.ExecuteAsync("UPDATE users SET totp_step = @step WHERE name = @name AND totp_step < @step", new { name, step }, t) == 1, durable: true, cancel);

    public Task AddSession(SessionRow session, CancellationToken cancel = default) => database.Write(
        t => t.Connection!.ExecuteAsync("INSERT INTO sessions (id, secret_hash, user_name, created_at, seen_at, elevated_until, address, agent) VALUES (@Id, @SecretHash, @User, @CreatedAt, @SeenAt, @ElevatedUntil, @Address, @Agent)", session, t), durable: true, cancel);

    public Task<(SessionRow Session, UserRow User)?> Session(string secretHash, CancellationToken cancel = default) => database.Read(
        async t => First(await t.Connection!.QueryAsync<SessionRow, UserRow, (SessionRow, UserRow)>($"SELECT {SessionColumns}, {UserColumns} FROM sessions s JOIN users u ON u.name = s.user_name WHERE s.secret_hash = @secretHash", (s, u) => (s, u), new { secretHash }, t, splitOn: "Name")),
        cancel);

    public Task<IReadOnlyList<SessionRow>> Sessions(string? user, CancellationToken cancel = default) => database.Read(
        async t => (IReadOnlyList<SessionRow>)[.. await t.Connection!.QueryAsync<SessionRow>($"SELECT {SessionColumns} FROM sessions s WHERE @all = 1 OR s.user_name = @user ORDER BY s.created_at DESC, s.id", new { user = user ?? "", all = user is null ? 1L : 0L }, t)], cancel);

    public Task TouchSession(string id, long seenAt, long elevatedUntil, CancellationToken cancel = default) => database.Write(
        t => t.Connection!.ExecuteAsync("UPDATE sessions SET seen_at = @seenAt, elevated_until = @elevatedUntil WHERE id = @id", new { id, seenAt, elevatedUntil }, t), durable: false, cancel);

    public Task<bool> RemoveSession(string id, CancellationToken cancel = default) => database.Write(async t => await t.Connection!.ExecuteAsync("DELETE FROM sessions WHERE id = @id", new { id }, t) == 1, durable: true, cancel);

    public Task RemoveSessions(string user, string? but, CancellationToken cancel = default) => database.Write(t => t.Connection!.ExecuteAsync("DELETE FROM sessions WHERE user_name = @user AND id <> @but", new { user, but = but ?? "" }, t), durable: true, cancel);

    public Task RemoveOldSessions(long createdBefore, long seenBefore, CancellationToken cancel = default) => database.Write(
        t => t.Connection!.ExecuteAsync("DELETE FROM sessions WHERE created_at < @createdBefore OR seen_at < @seenBefore", new { createdBefore, seenBefore }, t), durable: false, cancel);

    public Task AddToken(TokenRow token, CancellationToken cancel = default) => database.Write(
        t => t.Connection!.ExecuteAsync("INSERT INTO tokens (id, secret_hash, user_name, name, scopes, created_at, expires_at, seen_at) VALUES (@Id, @SecretHash, @User, @Name, @Scopes, @CreatedAt, @ExpiresAt, @SeenAt)", token, t), durable: true, cancel);

    public Task<(TokenRow Token, UserRow User)?> Token(string secretHash, CancellationToken cancel = default) => database.Read(
        async t => First(await t.Connection!.QueryAsync<TokenRow, UserRow, (TokenRow, UserRow)>($"SELECT {TokenColumns}, 0 AS split, {UserColumns} FROM tokens t JOIN users u ON u.name = t.user_name WHERE t.secret_hash = @secretHash", (k, u) => (k, u), new { secretHash }, t, splitOn: "split")),
        cancel);

    public Task<IReadOnlyList<TokenRow>> Tokens(string user, CancellationToken cancel = default) => database.Read(
        async t => (IReadOnlyList<TokenRow>)[.. await t.Connection!.QueryAsync<TokenRow>($"SELECT {TokenColumns} FROM tokens t WHERE t.user_name = @user ORDER BY t.created_at DESC, t.id", new { user }, t)], cancel);

    public Task TouchToken(string id, long seenAt, CancellationToken cancel = default) => database.Write(t => t.Connection!.ExecuteAsync("UPDATE tokens SET seen_at = @seenAt WHERE id = @id", new { id, seenAt }, t), durable: false, cancel);

    public Task<bool> RemoveToken(string user, string id, CancellationToken cancel = default) => database.Write(async t => await t.Connection!.ExecuteAsync("DELETE FROM tokens WHERE user_name = @user AND id = @id", new { user, id }, t) == 1, durable: true, cancel);

    static Task<UserRow?> One(DbTransaction t, string name) => t.Connection!.QueryFirstOrDefaultAsync<UserRow>($"SELECT {UserColumns} FROM users u WHERE u.name = @name", new { name }, t);

    static Task<long> OtherOwners(DbTransaction t, string name) => t.Connection!.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM users WHERE role = @Owner AND is_disabled = 0 AND name <> @name", new { Owner, name }, t);

    static bool IsOwner(UserRow user) => user.Role == Owner && !user.IsDisabled;

    static object Values(UserRow user) => new { user.Name, user.Role, user.Password, user.Totp, user.TotpStep, disabled = user.IsDisabled ? 1L : 0L, user.CreatedAt };

    static (TOne, TTwo)? First<TOne, TTwo>(IEnumerable<(TOne, TTwo)> rows)
    {
        foreach (var row in rows) return row;
        return null;
    }
}
