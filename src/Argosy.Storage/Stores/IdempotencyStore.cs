using Argosy.Hosting.Ports;
using Dapper;

namespace Argosy.Storage.Stores;

/// <summary>Answers by keys in SQL.</summary>
internal sealed class IdempotencyStore(SqlDatabase database) : IIdempotencyStore
{
    public Task<StoredAnswer?> Begin(string user, string key, string requestHash, long time, CancellationToken cancel = default) => database.Write(
        async t =>
        {
            var claimed = await t.Connection!.ExecuteAsync(
                "INSERT INTO idempotency (user_name, id, request_hash, status, media, body, time) VALUES (@user, @key, @requestHash, 0, '', @body, @time) ON CONFLICT (user_name, id) DO NOTHING",
                new { user, key, requestHash, body = Array.Empty<byte>(), time }, t);
            if (claimed == 1) return null;
            var row = await t.Connection!.QueryFirstAsync<(string Hash, long Status, string Media, byte[] Body)>("SELECT request_hash, status, media, body FROM idempotency WHERE user_name = @user AND id = @key", new { user, key }, t);
            return new StoredAnswer(row.Hash, (int)row.Status, row.Media, row.Body);
        },
        durable: true, cancel);

    public Task Finish(string user, string key, int status, string media, byte[] body, CancellationToken cancel = default) => database.Write(
        t => t.Connection!.ExecuteAsync("UPDATE idempotency SET status = @status, media = @media, body = @body WHERE user_name = @user AND id = @key", new { user, key, status = (long)status, media, body }, t), durable: true, cancel);

    public Task Forget(string user, string key, CancellationToken cancel = default) => database.Write(t => t.Connection!.ExecuteAsync("DELETE FROM idempotency WHERE user_name = @user AND id = @key", new { user, key }, t), durable: true, cancel);

    public Task RemoveBefore(long time, CancellationToken cancel = default) => database.Write(t => t.Connection!.ExecuteAsync("DELETE FROM idempotency WHERE time < @time", new { time }, t), durable: false, cancel);
}
