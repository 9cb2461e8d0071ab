namespace Argosy.Hosting.Desks;

/// <content>The end: in order, or at once.</content>
public sealed partial class AccountDesk
{
    /// <summary>How long <see cref="StopAsync"/> waits for answers under way and for the database.</summary>
    public static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(5);

    /// <summary>Ends: answers under way are taken in for a while, what rests at the venue stays, rows go to the database, the journal is closed.</summary>
    public async Task StopAsync(CancellationToken cancel = default)
    {
        using var patience = new CancellationTokenSource(StopWithin, _parts.Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel, patience.Token);
        while (Volatile.Read(ref _underWay) > 0 && await Ask(IsWaiting).ConfigureAwait(false) && !both.IsCancellationRequested) await Task.Delay(TimeSpan.FromMilliseconds(20), _parts.Time, CancellationToken.None).ConfigureAwait(false);
        await Ask(() =>
        {
            if (!_isDown) SaveBooks();
            Abandon();
            return true;
        }).ConfigureAwait(false);
        await _rows.DrainAsync(both.Token).ConfigureAwait(false);
        await Task.WhenAny(_following, Task.Delay(Timeout.InfiniteTimeSpan, both.Token)).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        await _timer.DisposeAsync().ConfigureAwait(false);
        _ending.Dispose();
    }

    /// <summary>Drops everything as if the process had died here: what is durable is all that is left.</summary>
    internal void Abandon()
    {
        if (_isDown) return;
        _isDown = true;
        EndRehearsal();
        _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _ending.Cancel();
        _inputs.Clear();
        _journal?.Dispose();
        _journal = null;
    }

    bool IsWaiting() => !_isDown && _gateway.Open.Any(order => order.IsInDoubt);
}
