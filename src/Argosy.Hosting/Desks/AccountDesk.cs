using Argosy.Core.Values;
using Argosy.Hosting.Gateways;
using Argosy.Hosting.Journal;
using Argosy.Hosting.Lanes;
using Argosy.Hosting.Observing;
using Argosy.Hosting.Orders;
using Argosy.Hosting.Ports;

namespace Argosy.Hosting.Desks;

/// <summary>Drives one account: what bots want goes through gate, gateway and journal to the venue, what the venue says goes to books, bots and database.</summary>
/// <remarks>
/// <para>Use: <c>new AccountDesk(parts)</c>, <see cref="StartAsync"/> once, then bots <see cref="Join"/> on the <see cref="Lane"/>;
/// <see cref="StopAsync"/> at the end. Everything but Start, Stop and the kill switch is called on the lane.</para>
/// <para>An input is one step: what it leads to is recorded as one batch, then sent without waiting, then told. What follows from that
/// (a stop for a fill, a replacement's second half) is the next step of the same input. An input that comes from within a step waits for its end.</para>
/// <para>Virtual time: all waiting goes through <see cref="DeskParts.Time"/>, and no thread is started. With a time provider and a venue that run
/// their continuations on one thread, and no synchronization context there, a whole run is deterministic. A process that dies is a desk that is
/// dropped by <c>Abandon</c>; a new one on the same folder takes up where the journal ends.</para>
/// </remarks>
public sealed partial class AccountDesk : IAccountDesk, IAsyncDisposable
{
    readonly DeskParts _parts;
    readonly DeskOptions _options;
    readonly ITradingVenue _venue;
    readonly SortedDictionary<int, DeskBot> _bots = [];
    readonly Dictionary<ClientOrderId, DeskOrder> _byId = [];
    readonly Dictionary<string, (decimal Price, long Time)> _prices = new(StringComparer.Ordinal);
    readonly SortedSet<(int Deployment, string Instrument)> _dirty = [];
    readonly Queue<Action> _inputs = new();
    readonly GatewayStep _step = new();
    readonly CancellationTokenSource _ending = new();
    readonly HashSet<ClientOrderId> _replaced = [];
    readonly AccountGate _gate;
    readonly BookKeeper _books;
    readonly IDeskStore _store;
    readonly RowQueue _rows;
    readonly ITimer _timer;
    OrderGateway _gateway;
    OrderJournal? _journal;
    long _armed = long.MaxValue;
    bool _isBusy, _isDown;

    /// <summary>A desk that does nothing before it is started.</summary>
    public AccountDesk(DeskParts parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        (_parts, _options, _venue) = (parts, parts.Options, parts.Venue);
        Lane = new Lane(thrown => Tell(AlertSeverity.Critical, "desk-fault", $"the desk of account {parts.Account} failed: {thrown.Message}"));
        _gateway = new OrderGateway(GatewayOptions);
        _store = parts.Store ?? new DeskStore(parts.Database);
        _rows = new RowQueue(_store, parts.Time, text => Tell(AlertSeverity.Warning, "database", text), _ending.Token, parts.Audit is null ? null : new DeskAudit(parts.Account, parts.Audit, parts.Time));
        _gate = new AccountGate(parts.Options, parts.Listings);
        _books = new BookKeeper(parts);
        _timer = parts.Time.CreateTimer(_ => Input(Tick), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <inheritdoc/>
    public Lane Lane { get; }

    /// <summary>The account's name.</summary>
    public string Account => _parts.Account;

    /// <summary>The number in its run of an order of this account; 0 for one that no run wanted, or that is not known here any more. From any thread.</summary>
    public Task<int> NumberOfAsync(ClientOrderId id) => Ask(() => _byId.TryGetValue(id, out var order) ? order.Number : 0);

    /// <summary>For tests: asked at the moments of a step at which a process may die whether it does.</summary>
    internal Func<DeskMoment, bool>? Probe { get; set; }

    /// <summary>Whether it has ended.</summary>
    internal bool IsDown => _isDown;

    /// <summary>The gateway, to look at.</summary>
    internal OrderGateway Gateway => _gateway;

    GatewayOptions GatewayOptions => _options.Gateway with { ReceiveWindowMs = _venue.Traits.ReceiveWindowMs };

    long Now => _parts.Time.GetUtcNow().ToUnixTimeMilliseconds();

    // From any thread.
    void Input(Action input) => Lane.Run(() => Enter(input));

    // From any thread; who waits goes on where the answer was found, so that virtual time stays on one thread.
    internal Task<T> Ask<T>(Func<T> what)
    {
        var outcome = new TaskCompletionSource<T>();
        Lane.Run(() =>
        {
            try
            {
                outcome.SetResult(what());
            }
#pragma warning disable CA1031 // The one who asked hears it.
            catch (Exception thrown)
#pragma warning restore CA1031
            {
                outcome.SetException(thrown);
            }
        });
        return outcome.Task;
    }

    // On the lane.
    void Enter(Action input)
    {
        if (_isDown) return;
        _inputs.Enqueue(input);
        if (_isBusy) return;
        _isBusy = true;
        try
        {
            while (!_isDown && _inputs.TryDequeue(out var next)) Step(next);
            Arm();
        }
        finally
        {
            _isBusy = false;
        }
    }

    void Step(Action input)
    {
        try
        {
            _step.Clear();
            // The adapter compares clocks by itself when the venue's runs away: an order recorded by the old one would be too old to be signed.
            if (_journal is not null) _gateway.VenueOffset = _venue.ClockOffset;
            input();
            Commit();
            Settle();
        }
#pragma warning disable CA1031 // What the gateway holds may not be what is durable: as after a failed write, both are made anew from the disk.
        catch (Exception thrown)
#pragma warning restore CA1031
        {
            Tell(AlertSeverity.Critical, "desk-fault", $"a step of account {Account} failed: {thrown}");
            LoseJournal(thrown.Message);
        }
    }

    // What follows from a step: exits that want a place, orders that ended.
    void Settle()
    {
        while (_dirty.Count > 0 && _journal is not null)
        {
            var (deployment, instrument) = _dirty.Min;
            _dirty.Remove((deployment, instrument));
            _step.Clear();
            if (_bots.TryGetValue(deployment, out var bot)) Ensure(bot, instrument);
            Commit();
            LookAfter(deployment, instrument);
        }
        foreach (var bot in _bots.Values) bot.Sweep();
        RefreshBlocked();
    }

    // Records become durable as one batch, then requests are made, then notices go out.
    void Commit()
    {
        if (_step.IsEmpty) return;
        var (records, requests, notices) = (_step.Records.ToArray(), _step.Requests.ToArray(), _step.Notices.ToArray());
        _step.Clear();
        if (requests.Length > 0) _parts.Latency?.Mark(OrderStage.Admitted);
        // Encoding does not wait for the disk; sending does.
        foreach (var request in requests)
        {
            if (request is SendOrder { Order: var order }) Prepare(order);
        }
        if (records.Length > 0 && !Record(records)) return;
        if (requests.Length > 0) _parts.Latency?.Mark(OrderStage.Recorded);
        foreach (var request in requests) Perform(request);
        if (Dies(DeskMoment.Sent)) return;
        foreach (var notice in notices)
        {
            Heed(notice);
            if (Dies(DeskMoment.Told)) return;
        }
    }

    // What an adapter throws here it throws again when it sends, and is answered for there.
    void Prepare(OrderRequest order)
    {
        try
        {
            _venue.Prepare(order);
        }
#pragma warning disable CA1031 // An order that could not be prepared is encoded when it is sent.
        catch (Exception thrown)
#pragma warning restore CA1031
        {
            Tell(AlertSeverity.Warning, "prepare", $"order {order.Id} could not be encoded beforehand: {thrown.Message}");
        }
    }

    bool Dies(DeskMoment moment)
    {
        if (Probe?.Invoke(moment) == true) Abandon();
        return _isDown;
    }

    bool Record(JournalRecord[] records)
    {
        if (_journal is null || !AreLogged(records)) return false;
        _parts.Latency?.Mark(OrderStage.Logged);
        if (Dies(DeskMoment.BeforeRecord)) return false;
        try
        {
            _journal.Append(records);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            LoseJournal(failed.Message, records);
            return false;
        }
        if (Dies(DeskMoment.Recorded)) return false;
        foreach (var record in records)
        {
            if (record is IntentRecorded intent) Adopt(intent.Request);
        }
        return true;
    }

    // An order the journal has is one its run knows again after a crash: the message it follows from is in the run log first.
    bool AreLogged(JournalRecord[] records)
    {
        foreach (var bot in _bots.Values)
        {
            if (bot.Client?.OnRecording() != false) continue;
            LoseJournal($"the run log of deployment {bot.Deployment} cannot be written", records);
            return false;
        }
        return true;
    }

    // Attempts and closes the gateway made by itself find their order.
    void Adopt(OrderRequest request)
    {
        if (_gateway.Find(request.Id) is not { } sent) return;
        if (!_byId.ContainsKey(request.Id))
        {
            var order = _byId.GetValueOrDefault(request.Intent) ?? OrderOf(request);
            order.Sent.Add(sent);
            _byId.Add(request.Id, order);
        }
        _rows.Put(sent);
    }

    DeskOrder OrderOf(OrderRequest request)
    {
        var (bot, wish) = (BotOf(request.Id.Deployment), request.Wish);
        if (wish.RunOrder > 0 && bot.Orders.TryGetValue(wish.RunOrder, out var known)) return known;
        var order = new DeskOrder(bot.Deployment, wish.Instrument, Wishes.Wanted(wish));
        bot.Add(order);
        return order;
    }

    DeskBot BotOf(int deployment)
    {
        if (!_bots.TryGetValue(deployment, out var bot)) _bots.Add(deployment, bot = new DeskBot(deployment));
        return bot;
    }

    void Tick()
    {
        _armed = long.MaxValue;
        if (_journal is not null) _gateway.Tick(Now, _step);
        RunJobs();
        foreach (var bot in _bots.Values)
        {
            foreach (var order in bot.Open.Where(o => o.RetryAt > 0 && o.RetryAt <= Now))
            {
                order.RetryAt = 0;
                Touch(order);
            }
        }
    }

    void Touch(DeskOrder order) => _dirty.Add((order.Deployment, order.Instrument));

    void Arm()
    {
        if (_isDown) return;
        var due = Math.Min(_journal is null ? long.MaxValue : _gateway.NextDue, NextJob);
        foreach (var bot in _bots.Values)
        {
            foreach (var order in bot.Open)
            {
                if (order.RetryAt > 0) due = Math.Min(due, order.RetryAt);
            }
        }
        if (due == _armed) return;
        _armed = due;
        _timer.Change(due == long.MaxValue ? Timeout.InfiniteTimeSpan : TimeSpan.FromMilliseconds(Math.Max(0, due - Now)), Timeout.InfiniteTimeSpan);
    }

    void Tell(AlertSeverity severity, string code, string text, int deployment = 0) => _parts.Alerts.Tell(new Alert(severity, code, text, Account, deployment));
}
