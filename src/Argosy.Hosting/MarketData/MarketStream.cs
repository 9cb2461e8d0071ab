using Argosy.Core.MarketData;
using Argosy.Hosting.Ports;

namespace Argosy.Hosting.MarketData;

/// <summary>A venue's candles of one length, followed once and heard by all who want some of them.</summary>
/// <remarks>A subscriber with an instrument nobody had makes the stream begin anew from the first candle somebody lacks; what the others know already they leave out.</remarks>
/// <param name="venue">The venue.</param>
/// <param name="timeframe">Length of the candles.</param>
/// <param name="options">Waits and what is followed.</param>
/// <param name="time">The host's clock.</param>
public sealed class MarketStream(IMarketVenue venue, Timeframe timeframe, FeedOptions options, TimeProvider time) : IMarketListener, IAsyncDisposable
{
    readonly SemaphoreSlim _changing = new(1);
    readonly CancellationTokenSource _end = new();
    volatile IMarketSubscriber[] _subscribers = [];
    CancellationTokenSource? _round;
    Task _following = Task.CompletedTask;
    string[] _followed = [];

    /// <summary>Adds a subscriber.</summary>
    /// <returns>Whether the stream followed all its instruments before: then candles may have closed since the subscriber last looked.</returns>
    public async Task<bool> SubscribeAsync(IMarketSubscriber subscriber, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        await _changing.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            _subscribers = [.. _subscribers, subscriber];
            if (!_following.IsCompleted && subscriber.Instruments.All(name => _followed.Contains(name))) return true;
            await StopAsync().ConfigureAwait(false);
            await subscriber.OnBeginAsync().ConfigureAwait(false);
            _followed = [.. _subscribers.SelectMany(s => s.Instruments).Distinct(StringComparer.Ordinal)];
            _round = CancellationTokenSource.CreateLinkedTokenSource(_end.Token);
            _following = FollowAsync(_followed, _subscribers.Min(s => s.From), _round.Token);
            return false;
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>Takes a subscriber off; the stream goes on while there are others.</summary>
    public async Task LeaveAsync(IMarketSubscriber subscriber)
    {
        await _changing.WaitAsync().ConfigureAwait(false);
        try
        {
            _subscribers = [.. _subscribers.Where(other => other != subscriber)];
            if (_subscribers.Length == 0) await StopAsync().ConfigureAwait(false);
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <inheritdoc/>
    public void OnBar(string instrument, in VenueBar bar, bool isClosed)
    {
        foreach (var subscriber in _subscribers) subscriber.OnBar(instrument, in bar, isClosed);
    }

    /// <inheritdoc/>
    public void OnTrade(string instrument, in TradeTick trade)
    {
        foreach (var subscriber in _subscribers) subscriber.OnTrade(instrument, in trade);
    }

    /// <inheritdoc/>
    public void OnQuote(string instrument, in QuoteTick quote)
    {
        foreach (var subscriber in _subscribers) subscriber.OnQuote(instrument, in quote);
    }

    /// <inheritdoc/>
    public void OnRehearsal()
    {
        foreach (var subscriber in _subscribers) subscriber.OnRehearsal();
    }

    /// <inheritdoc/>
    public void OnLost(string reason)
    {
        foreach (var subscriber in _subscribers) subscriber.OnLost(reason);
    }

    /// <inheritdoc/>
    public void OnCaughtUp()
    {
        foreach (var subscriber in _subscribers) subscriber.OnCaughtUp();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await StopAsync().ConfigureAwait(false);
        _end.Dispose();
        _changing.Dispose();
    }

    async Task StopAsync()
    {
        if (_round is null) return;
        await _round.CancelAsync().ConfigureAwait(false);
        await _following.ConfigureAwait(false);
        _round.Dispose();
        _round = null;
    }

    async Task FollowAsync(string[] instruments, long? from, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await venue.FollowAsync(new MarketWish(instruments, timeframe) { From = from, Trades = options.Trades, Rehearses = options.Rehearses }, this, cancellation).ConfigureAwait(false);
                if (cancellation.IsCancellationRequested) return;
                foreach (var subscriber in _subscribers) subscriber.OnEnded();
                return;
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // An adapter's fault must not end the market for good: its subscribers are told, and it is tried again.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                OnLost($"{venue.Name}: {fault.Message}");
                from = _subscribers.Min(s => s.From);
            }
            await Wait(cancellation).ConfigureAwait(false);
        }
    }

    async Task Wait(CancellationToken cancellation)
    {
        try
        {
            await Task.Delay(options.RetryAfter, time, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The loop looks at the token.
        }
    }
}
