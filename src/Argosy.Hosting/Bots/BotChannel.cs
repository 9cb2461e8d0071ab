using Argosy.Core.Events;
using Argosy.Core.Instruments;
using Argosy.Core.Links;
using Argosy.Data.Links;
using Argosy.Hosting.Desks;
using Argosy.Hosting.Lanes;
using Argosy.Hosting.MarketData;
using Argosy.Hosting.Observing;
using Argosy.Hosting.Ports;

namespace Argosy.Hosting.Bots;

/// <summary>Everything one run hears and wants goes through here: the only writer of its log.</summary>
/// <remarks>
/// A message is stamped, told, logged. It is in the log before anything that follows from it leaves the lane: before the desk records an order,
/// and before watchers, audit and database hear of it. The worker's wishes of a step go to the account's desk as one batch before the end of
/// the step reaches the log: a step the log has whole is at the desk, one it has not is handed over again after a crash. All of it happens on
/// the account's lane; what comes while a step is handed over waits until it is.
/// </remarks>
sealed class BotChannel : IDeskClient, IWorkerListener, IFeedTarget
{
    readonly BotTerms _terms;
    readonly Lane _lane;
    readonly IAccountDesk? _desk;
    readonly BotRecorder _recorder;
    readonly IChannelOwner _owner;
    readonly OrderClock? _latency;
    readonly Queue<HostMessage> _inbox = [];
    // Told and answered, not in the log yet; the first one is the host's.
    readonly List<LinkMessage> _unwritten = [];
    readonly SortedDictionary<string, string> _blocks = new(StringComparer.Ordinal);
    RunLogFile? _log;
    IWorkerLink? _worker;
    List<WorkerMessage> _wishes = [];
    string _blocked = "";
    TaskCompletionSource? _begun;
    int _toldOn, _asked, _heardOfStep;
    bool _isBusy, _isEnding, _isUnwritable;

    public BotChannel(BotTerms terms, Lane lane, IAccountDesk? desk, BotRecorder recorder, IChannelOwner owner, OrderClock? latency = null) =>
        (_terms, _lane, _desk, _recorder, _owner, _latency) = (terms, lane, desk, recorder, owner, latency);

    /// <inheritdoc/>
    public int Deployment => _terms.Deployment;

    /// <inheritdoc/>
    public IReadOnlyList<Instrument> Instruments => _terms.Instruments;

    /// <summary>Why entries are blocked for this bot; empty where they are not.</summary>
    public string Blocked => _blocked;

    /// <summary>Messages that are told or wait to be, and are not answered. From any thread, nearly right.</summary>
    public int Backlog => _asked + _inbox.Count;

    /// <summary>Takes a worker that stands where the log ends, after a start of the host: all of its answers are known already, and to the desk.</summary>
    public void Attach(RunLogFile log, ReplayedRun run)
    {
        (_log, _worker, _wishes, _asked, _heardOfStep) = (log, run.Link, [], 0, 0);
        foreach (var (message, isLogged) in run.Pending)
        {
            if (!isLogged) log.Add(message);
        }
        run.Heard.To(this);
        // What blocked before the host ended may be gone, and its run heard of it last from the log.
        if (_recorder.Blocked != _blocked) _inbox.Enqueue(new EntriesBlocked(0, _blocked));
        Pump();
    }

    /// <summary>Takes a worker in the place of one that ended. Of a step that was not answered to its end the wishes go to the desk, which leaves out what it has.</summary>
    /// <param name="log">The run's log.</param>
    /// <param name="run">The worker at its end.</param>
    /// <param name="old">Why no entry may follow any more from an instant that waited; empty where one may.</param>
    public void Reattach(RunLogFile log, ReplayedRun run, Func<MarketMoved, string> old)
    {
        Age(old);
        var heard = _heardOfStep;
        (_log, _worker, _wishes, _asked, _heardOfStep) = (log, run.Link, [], run.Pending.Count(answer => answer.Message is StepDone), 0);
        run.Heard.To(this);
        for (var i = 0; i < run.Pending.Count; i++) Answer(run.Pending[i].Message, run.Pending[i].IsLogged, isHeard: i < heard);
        Pump();
    }

    /// <summary>Begins a run: its first message.</summary>
    /// <param name="log">The run's log.</param>
    /// <param name="worker">A fresh worker.</param>
    /// <param name="begun">Set when the worker has answered it, or was let go of.</param>
    public void Attach(RunLogFile log, IWorkerLink worker, TaskCompletionSource begun)
    {
        (_log, _worker, _wishes, _asked, _heardOfStep, _begun) = (log, worker, [], 0, 0, begun);
        // What was said before it began, e.g. that entries are blocked, is heard after its beginning.
        var waiting = _inbox.ToArray();
        _inbox.Clear();
        _inbox.Enqueue(_terms.Begins);
        foreach (var message in waiting) _inbox.Enqueue(message);
        Pump();
    }

    /// <summary>Lets go of worker and log; what comes waits for the next one.</summary>
    public IWorkerLink? Detach()
    {
        var worker = _worker;
        Write();
        try
        {
            _log?.Dispose();
        }
        catch (IOException full)
        {
            // Only answers can be lacking here: a replay makes them again.
            _recorder.Line("error", $"the end of its run log cannot be written: {full.Message}");
        }
        (_worker, _log) = (null, null);
        _begun?.TrySetResult();
        return worker;
    }

    /// <summary>Stamps, tells and logs a message.</summary>
    public void Tell(HostMessage message)
    {
        if (_isEnding) return;
        _inbox.Enqueue(message);
        Pump();
        // That entries are blocked or allowed is told before the next thing they could follow from.
        if (_worker is null && message is not EntriesBlocked) _owner.OnWanted();
    }

    /// <summary>Blocks entries for one more reason, or takes that reason away.</summary>
    /// <param name="source">Who blocks.</param>
    /// <param name="reason">Why; empty takes it away.</param>
    public void Block(string source, string reason)
    {
        if (reason.Length == 0 ? !_blocks.Remove(source) : _blocks.TryGetValue(source, out var known) && known == reason) return;
        if (reason.Length > 0) _blocks[source] = reason;
        var all = string.Join("; ", _blocks.Values);
        if ((all.Length == 0) != (_blocked.Length == 0)) _recorder.Line(all.Length == 0 ? "info" : "warning", all.Length == 0 ? "entries are allowed again" : $"entries are blocked: {all}");
        _blocked = all;
        _recorder.SetBlocked(all);
        // At the time of the last message: a block is no event of the market.
        Tell(new EntriesBlocked(0, all));
    }

    /// <summary>Ends the run: nothing more is told.</summary>
    public void End(long time)
    {
        if (_isEnding) return;
        _inbox.Enqueue(new RunEnds(time));
        _isEnding = true;
        Pump();
        if (_worker is null) _owner.OnWanted();
    }

    /// <summary>Has orders cancelled that the run did not ask to cancel: it hears of it as of any other cancellation.</summary>
    public void Withdraw(IReadOnlyList<int> orders)
    {
        if (orders.Count > 0) _desk?.Wish(_terms.Deployment, [.. orders.Select(order => new CancelWanted(order, OrderReason.Requested))]);
    }

    /// <summary>Makes the log durable.</summary>
    public void Sync()
    {
        if (!Write()) return;
        try
        {
            _log?.Sync();
        }
        catch (IOException full)
        {
            _recorder.Line("error", $"its run log cannot be made durable: {full.Message}");
        }
    }

    PositionLeg IDeskClient.Opens => _terms.Opens;

    decimal? IDeskClient.Holds(string instrument)
    {
        var positions = _recorder.Status.Positions;
        for (var i = 0; i < positions.Count; i++)
        {
            if (_terms.Instruments[i].Name == instrument) return positions[i];
        }
        return null;
    }

    bool IDeskClient.OnRecording() => _unwritten is not [{ Host: not null }, ..] || Write(isWhole: false);

    void IDeskClient.OnOrderSaid(OrderEvent said, string venueTradeId) => Tell(new OrderSaid(said, venueTradeId));

    void IDeskClient.OnFunding(FundingSettlement settlement, string venueFlowId) => Tell(new FundingSaid(settlement, venueFlowId));

    void IDeskClient.OnEntriesBlocked(string reason) => Block("account", reason);

    void IDeskClient.OnDisabled(string reason) => _owner.OnDisabled(reason);

    void IFeedTarget.OnMoved(MarketMoved moved, string old)
    {
        if (old.Length == 0) Block("price", "");
        else if (!_blocks.ContainsKey("price")) Block("price", old);
        Tell(moved);
    }

    void IFeedTarget.OnTrades(IReadOnlyList<MarketTrade> trades) => Tell(new TradesSaid(trades));

    void IFeedTarget.OnPrice(int instrument, decimal price, long time) => _desk?.Priced(_terms.Instruments[instrument].Name, price, time);

    void IFeedTarget.OnLate(string reason) => Block("feed", reason);

    void IFeedTarget.OnNote(string text) => _recorder.Line("warning", text);

    void IFeedTarget.OnEnded() => _owner.OnMarketEnded();

    void IWorkerListener.OnAnswer(WorkerMessage message)
    {
        // A worker in this process answers while it is told; another one from a thread of its own.
        if (_toldOn == Environment.CurrentManagedThreadId) Answer(message, isLogged: false);
        else _lane.Run(() => Answer(message, isLogged: false));
    }

    void IWorkerListener.OnLost(string reason)
    {
        // At once where it is lost while it is told something: it must not be told more.
        if (_toldOn == Environment.CurrentManagedThreadId) _owner.OnLost(reason);
        else _lane.Run(() => _owner.OnLost(reason));
    }

    void Pump()
    {
        if (_isBusy) return;
        while (!_isUnwritable && _worker is { } worker && _inbox.TryDequeue(out var next)) Say(next, worker);
    }

    void Say(HostMessage message, IWorkerLink worker)
    {
        var stamped = Stamp.NotBefore(message, _recorder.Time);
        _latency?.Mark(OrderStage.Read);
        _recorder.HoldBack();
        _recorder.Heard(stamped);
        _unwritten.Add(new LinkMessage(stamped, null));
        _asked++;
        (_isBusy, _toldOn) = (true, Environment.CurrentManagedThreadId);
        try
        {
            worker.Tell(stamped);
        }
#pragma warning disable CA1031 // The bot's boundary: whatever its worker throws ends the worker, not the host.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            _owner.OnLost(fault.Message);
        }
        finally
        {
            (_isBusy, _toldOn) = (false, 0);
        }
        if (Write()) _recorder.LetGo();
    }

    // False where the log cannot be written: then nothing that follows may happen, and the bot does not go on.
    bool Write(bool isWhole = true)
    {
        if (_unwritten.Count == 0) return !_isUnwritable;
        try
        {
            // Answers reach the file later than what they answer anyway; an order does not wait for them.
            var count = isWhole ? _unwritten.Count : 1;
            for (var i = 0; i < count; i++) Write(_unwritten[i]);
            _unwritten.RemoveRange(0, count);
        }
        catch (IOException full)
        {
            _isUnwritable = true;
            _unwritten.Clear();
            _recorder.Drop();
            _owner.OnDisabled($"its run log cannot be written: {full.Message}");
        }
        return !_isUnwritable;
    }

    void Write(LinkMessage message)
    {
        if (message.Host is { } told) _log?.Add(told);
        else _log?.Add(message.Worker!);
    }

    void Answer(WorkerMessage message, bool isLogged, bool isHeard = false)
    {
        // Answers of a worker that was given up, or to what no log has.
        if (_log is null || _asked == 0 || _isUnwritable) return;
        if (_toldOn == 0) _recorder.HoldBack();
        if (!isHeard) _recorder.Heard(message);
        _heardOfStep = message is StepDone ? 0 : _heardOfStep + 1;
        if (message is OrderWanted or OrderChangeWanted or CancelWanted) _wishes.Add(message);
        if (message is StepDone) HandOver();
        // How rules stand follows from the run: a replay makes it again.
        if (!isLogged && message is not RulesRead) Log(message);
        if (_toldOn == 0) _recorder.LetGo();
        if (message is RunFailed failed) _owner.OnDisabled(failed.Reason);
        if (message is not StepDone) return;
        _asked--;
        _begun?.TrySetResult();
        if (_toldOn == 0) Pump();
        if (_asked > 0 || _inbox.Count > 0) return;
        if (_isEnding) _owner.OnFinished();
        else _owner.OnIdle();
    }

    // What waited for a worker may have waited too long: no entry follows from a price that is older than the limit.
    void Age(Func<MarketMoved, string> old)
    {
        var waiting = _inbox.ToArray();
        _inbox.Clear();
        var blocked = _recorder.Blocked;
        foreach (var message in waiting)
        {
            if (message is EntriesBlocked entries) blocked = entries.Reason;
            var reason = message is MarketMoved { IsHistory: false, Closed.Count: > 0 } moved ? old(moved) : "";
            if (reason.Length > 0)
            {
                _recorder.Line("warning", $"{reason}: the run's worker was not there; no entry follows from it");
                _inbox.Enqueue(new EntriesBlocked(0, blocked.Length > 0 ? $"{blocked}; {reason}" : reason));
            }
            _inbox.Enqueue(message);
            if (reason.Length > 0) _inbox.Enqueue(new EntriesBlocked(0, blocked));
        }
    }

    void Log(WorkerMessage message)
    {
        if (_unwritten.Count > 0) _unwritten.Add(new LinkMessage(null, message));
        else _log?.Add(message);
    }

    void HandOver()
    {
        if (_wishes.Count == 0) return;
        _latency?.Mark(OrderStage.Decided);
        var wishes = _wishes;
        _wishes = [];
        var wasBusy = _isBusy;
        _isBusy = true;
        try
        {
            _desk?.Wish(_terms.Deployment, wishes);
        }
        finally
        {
            _isBusy = wasBusy;
        }
    }
}

/// <summary>Who runs a channel.</summary>
interface IChannelOwner
{
    /// <summary>The worker ended.</summary>
    void OnLost(string reason);

    /// <summary>All that was told is answered, and nothing waits.</summary>
    void OnIdle();

    /// <summary>Something waits to be told, and there is no worker.</summary>
    void OnWanted();

    /// <summary>The run must not go on.</summary>
    void OnDisabled(string reason);

    /// <summary>The market has no more.</summary>
    void OnMarketEnded();

    /// <summary>The run's end was told and answered.</summary>
    void OnFinished();
}
