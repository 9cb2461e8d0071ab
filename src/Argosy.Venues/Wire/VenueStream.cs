using System.Net.WebSockets;

namespace Argosy.Venues.Wire;

/// <summary>A WebSocket that comes back: waits of at most thirty seconds, gaps told and filled.</summary>
public sealed class VenueStream(StreamOptions options, TimeProvider time)
{
    readonly Backoff _backoff = new(options.Seed);
    long _lastFrame = -1;
    long _covered = -1;

    /// <summary>When the last frame came, Unix ms by our clock; -1 before the first.</summary>
    public long LastFrame => Interlocked.Read(ref _lastFrame);

    /// <summary>Connects, reads and connects again until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            var (reason, wasOpen) = await AttemptAsync(cancellation).ConfigureAwait(false);
            if (cancellation.IsCancellationRequested) return;
            var wait = _backoff.Next();
            options.Lost?.Invoke(new(reason, wait, wasOpen));
            try
            {
                await Task.Delay(wait, time, cancellation).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    async Task<(string Reason, bool WasOpen)> AttemptAsync(CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(options.Patience, time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation, patience.Token);
        var isOpen = false;
        try
        {
            var address = await options.Address(ended.Token).ConfigureAwait(false);
            using var connection = await StreamConnection.OpenAsync(options.Connect, address, options.MaxFrame, ended.Token).ConfigureAwait(false);
            isOpen = true;
            if (options.Opened is { } opened) await opened(connection, ended.Token).ConfigureAwait(false);
            // The first opening has nothing behind it; from there on every opening has a gap before it.
            if (_covered < 0) _covered = Now;
            else if (options.BackFill is { } fill) await fill(new(Math.Max(_covered, LastFrame), Now), ended.Token).ConfigureAwait(false);
            return (await ReadAsync(connection, patience, ended.Token).ConfigureAwait(false), true);
        }
        catch (OperationCanceledException)
        {
            return (isOpen ? $"nothing came for {options.Silence.TotalSeconds:0} s" : $"no connection within {options.Patience.TotalSeconds:0} s", isOpen);
        }
        catch (Exception failure) when (failure is WebSocketException or IOException or HttpRequestException or InvalidDataException)
        {
            return (failure.Message, isOpen);
        }
    }

    async Task<string> ReadAsync(StreamConnection connection, CancellationTokenSource silence, CancellationToken cancellation)
    {
        var renewed = Now;
        silence.CancelAfter(options.Silence);
        while (await NextAsync(connection, cancellation).ConfigureAwait(false) is { } frame)
        {
            var now = Now;
            Interlocked.Exchange(ref _lastFrame, now);
            _backoff.Reset();
            options.Latency?.FrameRead();
            options.Frame(frame.Span);
            options.Latency?.FrameDone();
            if (options.After is { } after) await after(cancellation).ConfigureAwait(false);
            if (now - renewed < 1000) continue;
            silence.CancelAfter(options.Silence);
            renewed = now;
        }
        return connection.CloseText;
    }

    ValueTask<ReadOnlyMemory<byte>?> NextAsync(StreamConnection connection, CancellationToken cancellation)
    {
        var next = connection.ReceiveAsync(cancellation);
        return options.Rehearsal is { } rehearsal ? rehearsal.WaitAsync(next, cancellation) : next;
    }

    long Now => time.GetUtcNow().ToUnixTimeMilliseconds();
}
