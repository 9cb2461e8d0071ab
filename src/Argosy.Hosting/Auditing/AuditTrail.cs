using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Argosy.Core.Values;
using Argosy.Hosting.Ports;

namespace Argosy.Hosting.Auditing;

/// <summary>Brings what happened into the audit log and its files, behind everybody's back: who adds something waits for nothing and wakes nobody.</summary>
/// <remarks>
/// What a crash took from the queue is added once more at the next start, from run logs and order journals; what the log has already is left
/// out. Where the database fails, entries wait and are tried again.
/// </remarks>
public sealed class AuditTrail : IAsyncDisposable
{
    const int MostWaiting = 200_000, MostAtOnce = 500, Page = 1_000;

    static readonly TimeSpan Every = TimeSpan.FromMilliseconds(50), Retry = TimeSpan.FromSeconds(1);

    readonly IAuditStore _store;
    readonly AuditFiles? _files;
    readonly TimeProvider _time;
    readonly Action<string> _failed;
    readonly ConcurrentQueue<AuditDraft> _waiting = new();
    readonly HashSet<ulong> _keys = [];
    readonly Dictionary<int, long> _numbers = [];
    readonly CancellationTokenSource _end = new();
    readonly SemaphoreSlim _writing = new(1);
    readonly Task _loop;
    long _lost;
    int _count;
    bool _isFailing, _filesFail;

    AuditTrail(IAuditStore store, AuditFiles? files, TimeProvider time, Action<string> failed)
    {
        (_store, _files, _time, _failed) = (store, files, time, failed);
        _loop = Task.Run(LoopAsync);
    }

    /// <summary>Drafts that are not written yet.</summary>
    public int Waiting => Volatile.Read(ref _count);

    /// <summary>Entries the database did not take the last time.</summary>
    public bool IsFailing => Volatile.Read(ref _isFailing);

    /// <summary>Names the first line of the log that is not what was written; null where all is. Trading goes on: what happens from now on is chained all the same.</summary>
    public Error? Damage { get; private init; }

    /// <summary>Checks the log and opens it to go on with.</summary>
    /// <param name="store">The log.</param>
    /// <param name="files">CSV logs that follow it; null for none.</param>
    /// <param name="time">The host's clock.</param>
    /// <param name="failed">Hears once when writing fails, and what was said.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static async Task<AuditTrail> OpenAsync(IAuditStore store, AuditFiles? files, TimeProvider time, Action<string> failed, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(store);
        var (chain, keys, numbers) = (new AuditChain(), new HashSet<ulong>(), new Dictionary<int, long>());
        Error? damage = null;
        for (var next = 1L; ;)
        {
            var page = await store.From(next, Page, cancellation).ConfigureAwait(false);
            foreach (var entry in page)
            {
                damage ??= chain.Take(entry);
                Know(entry.Data, keys, numbers);
            }
            if (page.Count < Page) break;
            next = page[^1].Sequence + 1;
        }
        var trail = new AuditTrail(store, files, time, failed) { Damage = damage };
        trail._keys.UnionWith(keys);
        foreach (var (deployment, number) in numbers) trail._numbers[deployment] = number;
        return trail;
    }

    /// <summary>Takes something in; from any thread, without waiting.</summary>
    public void Add(AuditDraft draft)
    {
        if (Interlocked.Increment(ref _count) <= MostWaiting)
        {
            // What a run is told before its market, that it begins, has no time of its own.
            _waiting.Enqueue(draft.Time > 0 ? draft : draft with { Time = _time.GetUtcNow().ToUnixTimeMilliseconds() });
            return;
        }
        Interlocked.Decrement(ref _count);
        Interlocked.Increment(ref _lost);
    }

    /// <summary>Writes what waits.</summary>
    /// <param name="patience">How long a database that does not take it is tried.</param>
    public async Task FlushAsync(TimeSpan patience)
    {
        using var end = new CancellationTokenSource(patience, _time);
        while (!_waiting.IsEmpty && await WriteAsync(end.Token).ConfigureAwait(false))
        {
            // One batch after the other.
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(false);
        await FlushAsync(TimeSpan.FromSeconds(2)).ConfigureAwait(false);
        _files?.Dispose();
        _end.Dispose();
        _writing.Dispose();
    }

    static void Know(string data, HashSet<ulong> keys, Dictionary<int, long> numbers)
    {
        using var document = JsonDocument.Parse(data);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object) return;
        if (root.TryGetProperty("key", out var key)) keys.Add(HashOf(key.GetString()!));
        if (root.TryGetProperty("number", out var number) && root.TryGetProperty("deployment", out var deployment)) numbers[deployment.GetInt32()] = Math.Max(number.GetInt64(), numbers.GetValueOrDefault(deployment.GetInt32()));
    }

    static ulong HashOf(string key) => BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    async Task LoopAsync()
    {
        try
        {
            while (true)
            {
                await Task.Delay(_isFailing ? Retry : Every, _time, _end.Token).ConfigureAwait(false);
                while (!_waiting.IsEmpty && await WriteAsync(_end.Token).ConfigureAwait(false))
                {
                    // One batch after the other.
                }
            }
        }
        catch (OperationCanceledException)
        {
            // What waits is written by who ends it.
        }
    }

    // One batch; false where it could not be written and stays.
    async Task<bool> WriteAsync(CancellationToken cancellation)
    {
        await _writing.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            var batch = _waiting.Take(MostAtOnce).ToArray();
            var lines = new List<AuditLine>();
            var (keys, numbers) = (new List<ulong>(), new Dictionary<int, long>());
            var data = new string?[batch.Length];
            for (var i = 0; i < batch.Length; i++)
            {
                var isNew = !batch[i].IsAudited || IsNew(batch[i], keys, numbers);
                // What a journal brings once more is nothing for the files either; messages of runs they count themselves.
                if (!isNew && batch[i].Number == 0) continue;
                var text = data[i] = AuditText.Data(batch[i]);
                if (isNew && batch[i].IsAudited) lines.Add(new AuditLine(batch[i].Time, batch[i].Actor, batch[i].Kind, text));
            }
            var lost = Interlocked.Read(ref _lost);
            if (lost > 0) lines.Add(new AuditLine(_time.GetUtcNow().ToUnixTimeMilliseconds(), "host", "audit-gap", $"{{\"lost\":{lost}}}"));
            if (lines.Count > 0) await _store.Append(lines, cancellation).ConfigureAwait(false);
            Interlocked.Add(ref _lost, -lost);
            _keys.UnionWith(keys);
            foreach (var (deployment, number) in numbers) _numbers[deployment] = number;
            for (var i = 0; i < batch.Length; i++) _waiting.TryDequeue(out _);
            Interlocked.Add(ref _count, -batch.Length);
            Volatile.Write(ref _isFailing, false);
            WriteFiles(batch, data);
            return true;
        }
#pragma warning disable CA1031 // Whatever a database throws, entries wait and are tried again.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            if (!_isFailing && failure is not OperationCanceledException) _failed($"the audit log does not take entries: {failure.Message}; they wait");
            Volatile.Write(ref _isFailing, true);
            return false;
        }
        finally
        {
            _writing.Release();
        }
    }

    bool IsNew(AuditDraft draft, List<ulong> keys, Dictionary<int, long> numbers)
    {
        if (draft.Number > 0)
        {
            if (draft.Number <= Math.Max(_numbers.GetValueOrDefault(draft.Deployment), numbers.GetValueOrDefault(draft.Deployment))) return false;
            numbers[draft.Deployment] = draft.Number;
        }
        if (draft.Key.Length == 0) return true;
        var hash = HashOf(draft.Key);
        if (_keys.Contains(hash) || keys.Contains(hash)) return false;
        keys.Add(hash);
        return true;
    }

    void WriteFiles(AuditDraft[] batch, string?[] data)
    {
        if (_files is null) return;
        try
        {
            for (var i = 0; i < batch.Length; i++)
            {
                if (data[i] is { } text) _files.Add(batch[i], text);
            }
            _files.Flush();
            _filesFail = false;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            if (!_filesFail) _failed($"the log files cannot be written: {failure.Message}; the audit log has the entries");
            _filesFail = true;
        }
    }
}
