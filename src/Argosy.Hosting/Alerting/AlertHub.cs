using System.Threading.Channels;
using Argosy.Core.Values;
using Argosy.Hosting.Auditing;
using Argosy.Hosting.Ports;

namespace Argosy.Hosting.Alerting;

/// <summary>Tells alerts to everybody who wants them: at once to those in the process, over queues to channels, so that no provider delays trading.</summary>
/// <remarks>On channels the same alert is told once in a while and only so many a minute; what was held back is counted in the next one.</remarks>
public sealed class AlertHub : IAlerts, IAsyncDisposable
{
    const long MinuteMs = 60_000;

    readonly IReadOnlyList<IAlerts> _direct;
    readonly AuditTrail? _audit;
    readonly TimeProvider _time;
    readonly AlertOptions _options;
    readonly Lock _gate = new();
    readonly Dictionary<(AlertSeverity, string, string, int, string), long> _last = [];
    readonly List<Outlet> _outlets;
    readonly CancellationTokenSource _end = new();

    /// <summary>A hub that tells until it is disposed.</summary>
    /// <param name="direct">Told at once, on the thread of whatever happened.</param>
    /// <param name="channels">Told over queues.</param>
    /// <param name="audit">Takes every alert; null for none.</param>
    /// <param name="time">The host's clock.</param>
    /// <param name="options">How much is told.</param>
    public AlertHub(IReadOnlyList<IAlerts> direct, IReadOnlyList<IAlertChannel> channels, AuditTrail? audit, TimeProvider time, AlertOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(channels);
        (_direct, _audit, _time, _options) = (direct, audit, time, options ?? new AlertOptions());
        _outlets = [.. channels.Select(channel => new Outlet(this, channel))];
    }

    /// <summary>Alerts that could not be told on a channel, since the start.</summary>
    public long Failed => _outlets.Sum(outlet => outlet.Failed);

    /// <summary>Alerts that wait on channels.</summary>
    public int Waiting => _outlets.Sum(outlet => outlet.Waiting);

    /// <inheritdoc/>
    public void Tell(Alert alert)
    {
        ArgumentNullException.ThrowIfNull(alert);
        var now = Now;
        foreach (var direct in _direct) direct.Tell(alert);
        _audit?.Add(new AuditDraft
        {
            Time = now,
            Actor = alert.Account.Length > 0 ? alert.Account : "host",
            Kind = "alert",
            Action = KebabCase.Of(alert.Severity.ToString()),
            Deployment = alert.Deployment,
            Fields = json =>
            {
                json.WriteString("code", alert.Code);
                json.WriteString("text", alert.Text);
            },
        });
        if (_outlets.Count == 0) return;
        var isRepeated = IsRepeated(alert, now);
        foreach (var outlet in _outlets) outlet.Offer(alert, now, isRepeated);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var outlet in _outlets) outlet.Complete();
        _end.CancelAfter(_options.DrainTimeout);
        await Task.WhenAll(_outlets.Select(outlet => outlet.Telling)).ConfigureAwait(false);
        _end.Dispose();
    }

    long Now => _time.GetUtcNow().ToUnixTimeMilliseconds();

    bool IsRepeated(Alert alert, long now)
    {
        var key = (alert.Severity, alert.Code, alert.Account, alert.Deployment, alert.Text);
        lock (_gate)
        {
            var repeat = (long)_options.RepeatAfter.TotalMilliseconds;
            if (_last.TryGetValue(key, out var last) && now - last < repeat) return true;
            if (_last.Count > 1_000)
            {
                foreach (var old in _last.Where(pair => now - pair.Value >= repeat).Select(pair => pair.Key).ToArray()) _last.Remove(old);
            }
            _last[key] = now;
            return false;
        }
    }

    sealed class Outlet
    {
        readonly AlertHub _hub;
        readonly IAlertChannel _channel;
        readonly Queue<long> _minute = new();
        // Full: the oldest makes room; what a provider that is down for hours is told then is the newest.
        readonly Channel<SentAlert> _queue = Channel.CreateBounded<SentAlert>(new BoundedChannelOptions(500) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        int _heldBack;
        long _failed;

        public Outlet(AlertHub hub, IAlertChannel channel)
        {
            (_hub, _channel) = (hub, channel);
            Telling = Task.Run(TellAsync);
        }

        public Task Telling { get; }

        public long Failed => Interlocked.Read(ref _failed);

        public int Waiting => _queue.Reader.Count;

        public void Complete() => _queue.Writer.TryComplete();

        public void Offer(Alert alert, long now, bool isRepeated)
        {
            if (!_channel.Wants(alert)) return;
            lock (_minute)
            {
                while (_minute.TryPeek(out var first) && first <= now - MinuteMs) _minute.Dequeue();
                var most = alert.Severity == AlertSeverity.Critical ? 3 * _hub._options.MostAMinute : _hub._options.MostAMinute;
                if (isRepeated || _minute.Count >= most)
                {
                    _heldBack++;
                    return;
                }
                _minute.Enqueue(now);
                if (_queue.Writer.TryWrite(new SentAlert(alert, now, _heldBack))) _heldBack = 0;
            }
        }

        async Task TellAsync()
        {
            while (await _queue.Reader.WaitToReadAsync().ConfigureAwait(false))
            {
                while (_queue.Reader.TryRead(out var alert))
                {
                    if (!await TellAsync(alert).ConfigureAwait(false)) Interlocked.Increment(ref _failed);
                }
            }
        }

        async Task<bool> TellAsync(SentAlert alert)
        {
            var wait = _hub._options.FirstWait;
            for (var attempt = 1; ; attempt++, wait *= 2)
            {
                var sent = await SendAsync(alert).ConfigureAwait(false);
                if (sent.Ok) return true;
                if (attempt >= _hub._options.Attempts || sent.Error!.Kind is not (ErrorKind.Unavailable or ErrorKind.Timeout or ErrorKind.RateLimited)) return false;
                try
                {
                    await Task.Delay(sent.Error.RetryAfter ?? wait, _hub._time, _hub._end.Token).ConfigureAwait(false);
                }
                catch (OperationCanceledException)
                {
                    return false;
                }
            }
        }

        async Task<Result<bool>> SendAsync(SentAlert alert)
        {
            try
            {
                return await _channel.SendAsync(alert, _hub._end.Token).ConfigureAwait(false);
            }
#pragma warning disable CA1031 // Whatever a provider throws, the next alert is told all the same.
            catch (Exception thrown)
#pragma warning restore CA1031
            {
                return new Error(ErrorKind.Unavailable, thrown.Message);
            }
        }
    }
}
