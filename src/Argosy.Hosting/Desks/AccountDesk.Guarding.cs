using Argosy.Core.Values;
using Argosy.Hosting.Orders;
using Argosy.Hosting.Ports;

namespace Argosy.Hosting.Desks;

/// <content>What blocks entries: reasons come and go by name, the first one is shown.</content>
public sealed partial class AccountDesk : IAccountListener
{
    const string KillSwitchOn = "kill-switch", ClockOff = "clock", KeyUnknown = "key", Unexplained = "unexplained", Halted = "gateway";
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    readonly SortedDictionary<string, string> _blocks = new(StringComparer.Ordinal);
    bool _isConnected;

    /// <inheritdoc/>
    public string Blocked { get; private set; } = "";

    void Block(string name, string reason)
    {
        if (reason.Length == 0) _blocks.Remove(name);
        else _blocks[name] = reason;
        RefreshBlocked();
    }

    void RefreshBlocked()
    {
        if (_gateway.Halted is { } halted) _blocks[Halted] = halted;
        else _blocks.Remove(Halted);
        var reason = _blocks.Count == 0 ? "" : _blocks.Values.First();
        if (reason == Blocked) return;
        Blocked = reason;
        foreach (var bot in _bots.Values.ToArray())
        {
            Call(bot, client => client.OnEntriesBlocked(reason));
            // Entries were left as they were meanwhile.
            if (reason.Length == 0) foreach (var order in bot.Open.Where(o => !o.IsExit)) Touch(order);
        }
    }

    /// <inheritdoc/>
    void IAccountListener.OnOrder(OrderUpdate update) => Input(() =>
    {
        // The execution first: an order ends when all that was executed is booked.
        // What the venue closed is read from its history, where executions before it come first: whose it was hangs on them.
        if (update.Fill is { Cause: not null }) ReconcileSoon();
        else if (update.Fill is { } fill) _gateway.Told(fill, Now, _step);
        _gateway.Told(update.Order, Now, _step);
    });

    /// <inheritdoc/>
    void IAccountListener.OnAccountMoved() => Input(ReconcileSoon);

    /// <inheritdoc/>
    void IAccountListener.OnConnected() => Input(() =>
    {
        _isConnected = true;
        Block(StreamLost, "");
        if (_journal is not null) _gateway.StreamReset(Now, _step);
        ReconcileSoon();
    });

    /// <inheritdoc/>
    void IAccountListener.OnLost(string reason) => Input(() =>
    {
        _isConnected = false;
        Block(StreamLost, $"the account's stream is interrupted: {reason}");
    });

    async Task FollowAsync()
    {
        try
        {
            await _venue.FollowAsync(this, _ending.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The desk ends.
        }
#pragma warning disable CA1031 // A stream that ended for good blocks entries; orders are still asked for one by one.
        catch (Exception thrown)
#pragma warning restore CA1031
        {
            Input(() => Block(StreamLost, $"the account's stream ended: {thrown.Message}"));
            Tell(AlertSeverity.Critical, "stream", $"the stream of account {Account} ended: {thrown.Message}");
        }
    }

    // Clock, key and lease.
    async Task LookAfterAsync()
    {
        await SyncAsync().ConfigureAwait(false);
        if (_isDown) return;
        if (await CheckKeyAsync().ConfigureAwait(false) is { } refused) Input(() => Block(KeyUnknown, refused.Message));
        if (!_isDown) await CheckLeasesAsync().ConfigureAwait(false);
    }

    async Task SyncAsync()
    {
        var offset = await Within(_venue.SyncAsync, "comparing clocks").ConfigureAwait(false);
        Input(() =>
        {
            if (!offset.Ok) return;
            var wasOff = _blocks.ContainsKey(ClockOff);
            _gateway.VenueOffset = offset.Value;
            var isOff = Math.Abs(offset.Value) > _options.MaxClockOffsetMs;
            var message = isOff ? $"this machine's clock is {Math.Abs(offset.Value) / 1000.0:0.0} s {(offset.Value > 0 ? "behind" : "ahead of")} the venue's; at most {_options.MaxClockOffsetMs / 1000.0:0.0} s are allowed. Set it (NTP); exits go on with the venue's time" : "";
            Block(ClockOff, message);
            if (isOff && !wasOff) Tell(AlertSeverity.Critical, "clock", message);
        });
    }

    async Task<Error?> CheckKeyAsync()
    {
        var rights = await Within(_venue.RightsAsync, "reading the key's rights").ConfigureAwait(false);
        if (rights.Error is { } error)
        {
            if (error.Kind == ErrorKind.Unauthorised) return new Error(ErrorKind.Unauthorised, $"the key of account {Account} is refused by its venue: {error.Message}");
            Input(() => Block(KeyUnknown, _blocks.ContainsKey(Starting) ? $"the key's rights are not known yet: {error.Message}" : _blocks.GetValueOrDefault(KeyUnknown, "")));
            return null;
        }
        if (rights.Value.Withdraws) return new Error(ErrorKind.Refused, $"the key of account {Account} may withdraw money; make one without that right, Argosy uses no other");
        if (!rights.Value.Trades) return new Error(ErrorKind.Refused, $"the key of account {Account} may not trade; allow trading for it, or use the account on paper");
        if (rights.Value.Expires is { } end && end <= Now + _gateway.VenueOffset) return new Error(ErrorKind.Refused, $"the key of account {Account} expired at {DateTimeOffset.FromUnixTimeMilliseconds(end):yyyy-MM-dd HH:mm} UTC; make a new one");
        Input(() => Block(KeyUnknown, ""));
        return null;
    }

    // Another host that took a deployment over has begun a later epoch in the database than the one given to us.
    async Task LeaseAsync(DeskBot bot)
    {
        try
        {
            var lease = await _store.NextEpoch(bot.Deployment, Now, _ending.Token).ConfigureAwait(false);
            Input(() => bot.Lease = Math.Max(bot.Lease, lease ?? -1));
        }
#pragma warning disable CA1031 // On one host the journal's lock is the lease; without a database the second fence is missing until it is back.
        catch (Exception thrown)
#pragma warning restore CA1031
        {
            Tell(AlertSeverity.Warning, "database", $"the epoch of deployment {bot.Deployment} cannot be written: {thrown.Message}", bot.Deployment);
            Input(() => Later($"lease {bot.Deployment}", _options.SyncEveryMs, () => _ = LeaseAsync(bot)));
        }
    }

    async Task CheckLeasesAsync()
    {
        IReadOnlyList<DeploymentRow> rows;
        try
        {
            rows = await _store.Deployments(_ending.Token).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // As above.
        catch (Exception)
#pragma warning restore CA1031
        {
            return;
        }
        Input(() =>
        {
            foreach (var row in rows)
            {
                if (!_bots.TryGetValue(row.Id, out var bot) || bot.Client is null || bot.Lease < 0 || row.Epoch <= bot.Lease) continue;
                Disable(bot, $"another host began epoch {row.Epoch} of it, after ours ({bot.Lease})");
            }
        });
    }

    // A venue that does not answer must not stop what does not need it. The wait is not cancelled with the desk: a cancelled
    // delay goes on upon a thread of the pool, and virtual time has one thread.
    async Task<Result<T>> Within<T>(Func<CancellationToken, Task<Result<T>>> call, string what)
    {
        var answer = Call(call, reason => new Error(ErrorKind.Unavailable, reason));
        await Task.WhenAny(answer, Task.Delay(Patience, _parts.Time, CancellationToken.None)).ConfigureAwait(false);
        return answer.IsCompleted ? await answer.ConfigureAwait(false) : new Error(ErrorKind.Timeout, $"{what}: no answer within {Patience.TotalSeconds:0} s");
    }
}
