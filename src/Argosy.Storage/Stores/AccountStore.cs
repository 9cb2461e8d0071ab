using Argosy.Hosting.Ports;
using Dapper;

namespace Argosy.Storage.Stores;

/// <summary>Accounts and sealed keys in SQL.</summary>
internal sealed class AccountStore(SqlDatabase database) : IAccountStore
{
    public Task<bool> Add(AccountRow account, CancellationToken cancel = default) => database.Write(
        async t => await t.Connection!.ExecuteAsync(
            "INSERT INTO accounts (name, venue, is_paper, created_at) VALUES (@Name, @Venue, @paper, @CreatedAt) ON CONFLICT (name) DO NOTHING",
            new { account.Name, account.Venue, paper = account.IsPaper ? 1L : 0L, account.CreatedAt }, t) == 1,
        durable: true, cancel);

    public Task<IReadOnlyList<AccountRow>> List(CancellationToken cancel = default) => database.Read(
        async t => (IReadOnlyList<AccountRow>)[.. await t.Connection!.QueryAsync<AccountRow>("SELECT name AS Name, venue AS Venue, is_paper AS IsPaper, created_at AS CreatedAt FROM accounts ORDER BY name", transaction: t)],
        cancel);

    public Task<bool> Remove(string name, CancellationToken cancel = default) => database.Write(
        async t => await t.Connection!.ExecuteAsync("DELETE FROM accounts WHERE name = @name", new { name }, t) == 1, durable: true, cancel);

    public Task PutKey(string account, ReadOnlyMemory<byte> sealedKey, CancellationToken cancel = default) => database.Write(
        t => t.Connection!.ExecuteAsync(
            "INSERT INTO account_keys (account, sealed) VALUES (@account, @bytes) ON CONFLICT (account) DO UPDATE SET sealed = excluded.sealed",
            new { account, bytes = sealedKey.ToArray() }, t),
        durable: true, cancel);

    public Task<byte[]?> Key(string account, CancellationToken cancel = default) => database.Read(
        t => t.Connection!.QueryFirstOrDefaultAsync<byte[]?>("SELECT sealed FROM account_keys WHERE account = @account", new { account }, t), cancel);

    public Task<IReadOnlyList<AccountDetails>> Details(CancellationToken cancel = default) => database.Read(
        async t => (IReadOnlyList<AccountDetails>)[.. await t.Connection!.QueryAsync<AccountDetails>("SELECT account AS Account, owner AS Owner, is_disabled AS IsDisabled, url AS Place, key_last4 AS KeyLast4, last_check AS LastCheck FROM account_details ORDER BY account", transaction: t)],
        cancel);

    public Task PutDetails(AccountDetails details, CancellationToken cancel = default) => database.Write(
        t => t.Connection!.ExecuteAsync(
            """
            INSERT INTO account_details (account, owner, is_disabled, url, key_last4, last_check) VALUES (@Account, @Owner, @disabled, @place, @KeyLast4, @LastCheck)
            ON CONFLICT (account) DO UPDATE SET owner = excluded.owner, is_disabled = excluded.is_disabled, url = excluded.url, key_last4 = excluded.key_last4, last_check = excluded.last_check
            """,
            new { details.Account, details.Owner, disabled = details.IsDisabled ? 1L : 0L, place = details.Place, details.KeyLast4, details.LastCheck }, t),
        durable: true, cancel);

    public Task<IReadOnlyList<(string Account, string User)>> Shares(CancellationToken cancel = default) => database.Read(
        async t => (IReadOnlyList<(string, string)>)[.. await t.Connection!.QueryAsync<(string, string)>("SELECT account, user_name FROM account_shares ORDER BY account, user_name", transaction: t)], cancel);

    public Task PutShares(string account, IReadOnlyCollection<string> users, CancellationToken cancel = default) => database.Write(
        async t =>
        {
            await t.Connection!.ExecuteAsync("DELETE FROM account_shares WHERE account = @account", new { account }, t);
            foreach (var user in users) await t.Connection!.ExecuteAsync("INSERT INTO account_shares (account, user_name) VALUES (@account, @user) ON CONFLICT (account, user_name) DO NOTHING", new { account, user }, t);
            return 0;
        },
        durable: true, cancel);
}
