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
}
