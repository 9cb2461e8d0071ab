using Argosy.Core.Links;
using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Data.Links;
using Argosy.Hosting.MarketData;
using Argosy.Hosting.Ports;

namespace Argosy.Hosting.Bots;

/// <summary>One bot from its start to its end: rebuilt from its log, brought up to the market, kept running.</summary>
/// <remarks>A first start, a restart after a crash of its worker and one after a crash of the host are one path.</remarks>
public sealed partial class BotRun : IChannelOwner, IAsyncDisposable
{
    static readonly TimeSpan RetryMarket = TimeSpan.FromSeconds(5);

    readonly BotTerms _terms;
    readonly BotServices _services;
    readonly BotRecorder _recorder;
    readonly BotChannel _channel;
    readonly CancellationTokenSource _end = new();
    readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
#pragma warning disable CA2213 // The hub owns its streams, a bot only leaves them; a rehearsal is disposed on the lane.
    MarketStream? _stream;
    OrderRehearsal? _rehearsal;
#pragma warning restore CA2213
    BotFeed? _feed;
    Task _restarting = Task.CompletedTask;
    bool _isJoined, _isOver, _isDown, _isPaused;

    /// <summary>A bot that has not begun.</summary>
    public BotRun(BotTerms terms, BotServices services)
    {
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(services);
        (_terms, _services) = (terms, services);
        _recorder = new BotRecorder(terms, services.Queue, services.Watchers, services.Audit);
        _channel = new BotChannel(terms, services.Lane, services.Desk, _recorder, this, services.Latency);
    }

    /// <summary>What it is.</summary>
    public BotTerms Terms => _terms;

    /// <summary>What it is worth and does.</summary>
    public BotStatus Status => _recorder.Status;

    /// <summary>Messages its worker has not answered; nearly right from any thread.</summary>
    public int Backlog => _channel.Backlog;

    /// <summary>When it has stopped, finished or been disabled.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Starts it.</summary>
    /// <returns>An error where its log and its worker contradict each other, or its market cannot be read; then it is disabled or stopped.</returns>
    public async Task<Result<bool>> StartAsync(CancellationToken cancellation)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _end.Token);
        await OnLane(() => _recorder.Set(BotState.Starting, "")).ConfigureAwait(false);
        var isFirst = !File.Exists(_terms.Log) || new FileInfo(_terms.Log).Length == 0;
        var rebuilt = isFirst ? await BeginAsync().ConfigureAwait(false) : await RebuildAsync(join: true, both.Token).ConfigureAwait(false);
        if (rebuilt is { } broken) return await FailAsync(broken).ConfigureAwait(false);
        if (await OpenMarketAsync(isFirst, both.Token).ConfigureAwait(false) is { } without) return await FailAsync(without).ConfigureAwait(false);
        await OnLane(() =>
        {
            if (_isOver) return;
            if (!_isDown) _recorder.Set(Going, "");
            _isOpen = true;
            Rest();
        }).ConfigureAwait(false);
        return true;
    }

    /// <summary>Goes on without entries, or with them again; before <see cref="StartAsync"/> it starts without.</summary>
    public Task PauseAsync(bool isPaused) => OnLane(() =>
    {
        if (_isOver) return;
        _isPaused = isPaused;
        _channel.Block("pause", isPaused ? "paused by hand" : "");
        if (_recorder.Status.State is BotState.Running or BotState.Paused) _recorder.Set(Going, "");
    });

    /// <summary>Blocks entries for a reason of the host's, or takes it away.</summary>
    public Task BlockAsync(string source, string reason) => OnLane(() => _channel.Block(source, reason));

    /// <summary>Tells the run's strategy a command.</summary>
    public async Task CommandAsync(string text)
    {
        // Who gave it is told that it was given: then it is in the run's log, not in a queue of this process.
        await AwakeAsync().ConfigureAwait(false);
        await OnLane(() =>
        {
            // What was traded before the command can fill nothing that comes of it.
            _feed?.TellTrades();
            _channel.Tell(new CommandSaid(_services.Now(), text));
        }).ConfigureAwait(false);
    }

    /// <summary>Stops it: its entries are cancelled, its exits stay, it may be started again.</summary>
    /// <param name="patience">How long the venue's word on cancelled entries is waited for.</param>
    public Task StopAsync(TimeSpan patience) => CloseAsync(BotState.Stopped, "", patience);

    /// <summary>Lets it go as it is when the host ends: like <see cref="StopAsync"/>, and the next start goes on by itself.</summary>
    public Task SuspendAsync(TimeSpan patience) => CloseAsync(BotState.Suspended, "", patience);

    void IChannelOwner.OnLost(string reason)
    {
        if (_isOver || _isDown) return;
        _isDown = true;
        var lost = _channel.Detach();
        _recorder.Line("error", $"the worker ended: {reason}");
        if (_services.Supervisor.Crashed(_terms.Name) is not { } wait)
        {
            if (lost is not null) _restarting = lost.DisposeAsync().AsTask();
            Disable($"its worker crashed {Scheduling.Supervisor.MostCrashes} times within an hour; the last time: {reason}");
            return;
        }
        _recorder.Set(BotState.Starting, "its worker crashed; it is started again");
        _restarting = RestartAsync(lost is null ? Task.CompletedTask : lost.DisposeAsync().AsTask(), wait);
    }

    void IChannelOwner.OnDisabled(string reason) => Disable(reason);

    void IChannelOwner.OnMarketEnded() => _channel.End(_recorder.Time);

    void IChannelOwner.OnFinished() => _ = CloseAsync(BotState.Finished, "its market is at its end", TimeSpan.Zero);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await SuspendAsync(TimeSpan.Zero).ConfigureAwait(false);
        _end.Dispose();
    }

    async Task<Error?> BeginAsync()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_terms.Log)!);
        var worker = _services.Worker(_terms, _channel);
        var begun = new TaskCompletionSource(_services.Lane.IsOneThread ? TaskCreationOptions.None : TaskCreationOptions.RunContinuationsAsynchronously);
        await OnLane(() =>
        {
            _recorder.IsReplay = false;
            _channel.Attach(new RunLogFile(_terms.Log), worker, begun);
            Join();
        }).ConfigureAwait(false);
        // A run that cannot begin is no run: its market is not opened.
        await begun.Task.ConfigureAwait(false);
        return await _services.Lane.Ask<Error?>(() => _isOver ? Error.BadInput($"{_terms.Name}: {_recorder.Status.Reason}") : null).ConfigureAwait(false);
    }

    async Task<Error?> RebuildAsync(bool join, CancellationToken cancellation)
    {
        var read = RunLogLines.Read(_terms.Log);
        if (!read.Ok) return read.Error;
        var messages = read.Value.Messages;
        if (messages.Count == 0) return await BeginAsync().ConfigureAwait(false);
        if (messages[0].Host is not RunBegins begins || !LinkCodec.Encode(begins).AsSpan().SequenceEqual(LinkCodec.Encode(_terms.Begins))) return Error.BadInput($"{_terms.Name}: its log was begun with another strategy, other instruments or settings; a changed bot needs a new deployment");
        var replayed = await RunReplay.RunAsync(messages, listener => _services.Worker(_terms, listener), cancellation).ConfigureAwait(false);
        if (!replayed.Ok) return replayed.Error;
        if (messages.Select(message => message.Worker).Concat(replayed.Value.Pending.Select(answer => answer.Message)).OfType<RunFailed>().FirstOrDefault() is { } failed)
        {
            await replayed.Value.Link.DisposeAsync().ConfigureAwait(false);
            return Error.Corrupt(failed.Reason);
        }
        return await _services.Lane.Ask<Error?>(() =>
        {
            if (join) Relive(messages, replayed.Value.Pending);
            if (replayed.Value.Rules is { } rules) _recorder.Heard(rules);
            _recorder.IsReplay = false;
            if (join) Join();
            if (_isOver) return Error.BadInput($"{_terms.Name}: {_recorder.Status.Reason}");
            var log = new RunLogFile(_terms.Log, read.Value.Length, messages.Count);
            _isDown = false;
            if (join) _channel.Attach(log, replayed.Value);
            else _channel.Reattach(log, replayed.Value, moved => _feed?.Old(moved) ?? "");
            return null;
        }).ConfigureAwait(false);
    }

    // Of steps the log has not whole the answers were made again.
    void Relive(IReadOnlyList<LinkMessage> messages, IReadOnlyList<PendingAnswer> pending)
    {
        var whole = messages.Count(message => message.Worker is StepDone);
        var done = 0;
        foreach (var (host, worker) in messages)
        {
            if (host is not null) _recorder.Heard(host);
            else if (done < whole) _recorder.Heard(worker!);
            if (worker is StepDone) done++;
        }
        foreach (var (message, _) in pending) _recorder.Heard(message);
    }

    void Join()
    {
        if (_services.Desk is not { } desk) return;
        desk.Join(_channel, _recorder.Knowledge());
        _isJoined = true;
    }

    async Task<Error?> OpenMarketAsync(bool isFirst, CancellationToken cancellation)
    {
        var names = _terms.Instruments.Select(instrument => instrument.Name).ToArray();
        var timeframe = _terms.Timeframe;
        var feed = _feed = new BotFeed(_services.Lane, names, timeframe, _services.Feed with { TellTrades = _terms.IsFilledOnTrades }, _services.Now, _services.Time, _channel);
        if (_services is { Rehearser: not null, Desk: not null, Feed.Rehearses: true }) feed.Rehearsal = _rehearsal = new OrderRehearsal(_terms, _services);
        var from = new long[names.Length];
        var now = timeframe.Floor(_services.Now());
        for (var i = 0; i < from.Length; i++)
        {
            from[i] = _recorder.LastBars[i] is { } last ? timeframe.End(last) : Math.Max(0, now - (_terms.WarmUp * timeframe.ApproximateMilliseconds));
            feed.Resume(i, _recorder.LastBars[i], _recorder.LastOpenings[i]);
        }
        if (_recorder.LastTrade is { } lastTrade) feed.ResumeTrades(lastTrade);
        // A log without a candle is of a run that had only begun.
        var isHistory = isFirst || Array.TrueForAll(_recorder.LastBars, bar => bar is null);
        var past = await FetchAsync(names, from, cancellation).ConfigureAwait(false);
        if (!past.Ok) return past.Error;
        await OnLane(() => feed.Fill(past.Value, isHistory, isLast: false)).ConfigureAwait(false);
        if (feed.From is null) feed.Want(now);
        _stream = _services.Hub.Of(_services.Market, timeframe, _services.Feed);
        var between = await _stream.SubscribeAsync(feed, cancellation).ConfigureAwait(false);
        IReadOnlyList<IReadOnlyList<Bar>> rest = [.. names.Select(_ => Array.Empty<Bar>())];
        if (between)
        {
            // Others follow it already: what closed since is read once more, what comes meanwhile is held.
            var missed = await FetchAsync(names, [.. names.Select(_ => feed.From ?? now)], cancellation).ConfigureAwait(false);
            if (!missed.Ok) return missed.Error;
            rest = missed.Value;
        }
        await OnLane(() => feed.Fill(rest, isHistory: false, isLast: true)).ConfigureAwait(false);
        return null;
    }

    async Task<Result<IReadOnlyList<IReadOnlyList<Bar>>>> FetchAsync(string[] names, long[] from, CancellationToken cancellation)
    {
        var all = new List<IReadOnlyList<Bar>>();
        for (var i = 0; i < names.Length; i++)
        {
            var bars = new List<Bar>();
            for (var next = from[i]; ;)
            {
                var page = await _services.Market.BarsAsync(names[i], _terms.Timeframe, next, cancellation).ConfigureAwait(false);
                if (!page.Ok && !IsPassing(page.Error!.Kind)) return page.Error!;
                if (!page.Ok)
                {
                    _recorder.Line("warning", $"candles of {names[i]} cannot be read now: {page.Error!.Message}");
                    await Task.Delay(page.Error!.RetryAfter ?? RetryMarket, _services.Time, cancellation).ConfigureAwait(false);
                    continue;
                }
                if (page.Value.Count == 0) break;
                foreach (var bar in page.Value)
                {
                    if (bar.IsSound && bar.OpenTime >= next) bars.Add(BarConversion.ToBar(in bar));
                }
                next = _terms.Timeframe.End(page.Value[^1].OpenTime);
            }
            all.Add(bars);
        }
        return all;
    }

    BotState Going => _isPaused ? BotState.Paused : BotState.Running;

    static bool IsPassing(ErrorKind kind) => kind is ErrorKind.Unavailable or ErrorKind.Timeout or ErrorKind.RateLimited or ErrorKind.Maintenance;

    async Task<Error> FailAsync(Error error)
    {
        if (error.Kind == ErrorKind.Corrupt) await OnLane(() => Disable(error.Message)).ConfigureAwait(false);
        else await CloseAsync(BotState.Stopped, error.Message, TimeSpan.Zero).ConfigureAwait(false);
        return error;
    }

    // On the lane.
    void Disable(string reason)
    {
        if (_isOver) return;
        _recorder.Line("error", $"disabled: {reason}");
        _ = CloseAsync(BotState.Disabled, reason, TimeSpan.Zero);
    }

    async Task CloseAsync(BotState state, string reason, TimeSpan patience)
    {
        var isFirst = await _services.Lane.Ask(() =>
        {
            if (_isOver) return false;
            _isOver = true;
            if (state is BotState.Stopped or BotState.Suspended) _channel.Block("stop", "the bot stops");
            _recorder.Set(state, reason);
            return true;
        }).ConfigureAwait(false);
        if (!isFirst)
        {
            await _ended.Task.ConfigureAwait(false);
            return;
        }
        await _end.CancelAsync().ConfigureAwait(false);
        if (_stream is not null && _feed is not null) await _stream.LeaveAsync(_feed).ConfigureAwait(false);
        _feed?.Dispose();
        if (_rehearsal is { } rehearsal) await OnLane(rehearsal.Dispose).ConfigureAwait(false);
        if (_alarm is not null) await _alarm.DisposeAsync().ConfigureAwait(false);
        await _restarting.ConfigureAwait(false);
        if (_isJoined && patience > TimeSpan.Zero) await DrainAsync(patience).ConfigureAwait(false);
        var worker = await _services.Lane.Ask(() =>
        {
            if (_isJoined) _services.Desk?.Leave(_terms.Deployment);
            _channel.Sync();
            return _channel.Detach();
        }).ConfigureAwait(false);
        if (worker is not null) await worker.DisposeAsync().ConfigureAwait(false);
        _ended.TrySetResult();
    }

    // Entries are cancelled, what is on its way arrives: until the venue has said so the bot still hears it.
    async Task DrainAsync(TimeSpan patience)
    {
        var step = TimeSpan.FromMilliseconds(50);
        await OnLane(() => _channel.Withdraw(_recorder.OpenEntries)).ConfigureAwait(false);
        for (var waited = TimeSpan.Zero; waited < patience && await _services.Lane.Ask(() => _recorder.IsAwaited).ConfigureAwait(false); waited += step) await Task.Delay(step, _services.Time).ConfigureAwait(false);
    }

    Task OnLane(Action work) => _services.Lane.Ask(() =>
    {
        work();
        return true;
    });
}
