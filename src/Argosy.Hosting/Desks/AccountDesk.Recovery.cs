using Argosy.Core.Events;
using Argosy.Core.Links;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Hosting.Gateways;
using Argosy.Hosting.Journal;
using Argosy.Hosting.Orders;
using Argosy.Hosting.Ports;

namespace Argosy.Hosting.Desks;

/// <content>Start, crash and a journal that failed are one path: read the journal, ask the venue, reconcile, trade.</content>
public sealed partial class AccountDesk
{
    // The first wishes after a bot joined come on the heels of it.
    const int UnrecordedMs = 1_000;
    const string Starting = "starting", JournalLost = "order-journal", StreamLost = "stream";

    readonly Dictionary<int, int> _epochs = [];
    readonly Dictionary<int, ClientOrderIds> _ids = [];
    readonly HashSet<TradeKey> _booked = [];
    Task _following = Task.CompletedTask;

    /// <summary>Executions it remembers, its own and those its bots were told of; for tests.</summary>
    internal int Remembered => _booked.Count + _bots.Values.Sum(bot => bot.Told.Count);

    /// <summary>Opens the journal, takes up what it holds and begins to ask the venue. Entries stay blocked until the account is reconciled and its stream is there.</summary>
    /// <returns>An error where the journal is damaged or in use, or the key may not be used; a venue that does not answer is none: it is asked again.</returns>
    public async Task<Result<bool>> StartAsync(CancellationToken cancel = default)
    {
        await ReadEpochs(cancel).ConfigureAwait(false);
        var opened = await Ask(Open).ConfigureAwait(false);
        if (opened.Error is { } error) return error;
        await SyncAsync().ConfigureAwait(false);
        if (await CheckKeyAsync().ConfigureAwait(false) is { } refused)
        {
            await StopAsync(cancel).ConfigureAwait(false);
            return refused;
        }
        _following = FollowAsync();
        Input(() =>
        {
            Every("sync", _options.SyncEveryMs, () => _ = LookAfterAsync());
            Every("reconcile", _options.ReconcileEveryMs, ReconcileNow);
            ReconcileNow();
        });
        return true;
    }

    /// <inheritdoc/>
    public void Join(IDeskClient client, RunKnowledge heard)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(heard);
        Enter(() => Seat(client, heard));
    }

    /// <inheritdoc/>
    public void Leave(int deployment) => Enter(() =>
    {
        if (!_bots.TryGetValue(deployment, out var bot)) return;
        CancelEntries(bot);
        bot.Detach();
    });

    void Seat(IDeskClient client, RunKnowledge heard)
    {
        var bot = BotOf(client.Deployment);
        if (WhyNotSeated(bot, client, heard) is { } reason)
        {
            Tell(AlertSeverity.Critical, "bot-disabled", $"deployment {bot.Deployment} is disabled: {reason}. Its stops stay at the venue", bot.Deployment);
            bot.Disabled = reason;
            CancelEntries(bot);
            client.OnDisabled(reason);
            return;
        }
        (bot.Disabled, bot.Lease) = ("", -1);
        Begin(bot.Deployment);
        Commit();
        if (_isDown) return;
        bot.Attach(client);
        SayWhereExitsAre(bot, client);
        Merge(bot, heard);
        if (Blocked.Length > 0) Call(bot, c => c.OnEntriesBlocked(Blocked));
        _ = LeaseAsync(bot);
    }

    string? WhyNotSeated(DeskBot bot, IDeskClient client, RunKnowledge heard)
    {
        if (bot.Orders.Keys.FirstOrDefault(number => !heard.Orders.ContainsKey(number)) is > 0 and var unknown) return $"the order journal has its order {unknown}, which its run does not know";
        return client.Instruments.Select(instrument => Rival(bot, instrument.Name, client.Opens)).FirstOrDefault(rival => rival.Length > 0);
    }

    void SayWhereExitsAre(DeskBot bot, IDeskClient client)
    {
        foreach (var instrument in client.Instruments)
        {
            var where = !_venue.Traits.HasStops ? "are watched by the host, the venue has none"
                : IsShared(instrument.Name) ? "are watched by the host, other bots share the instrument"
                : _venue.Traits.ExitsLockNothing ? "and all other exits rest at the venue"
                : "rest at the venue; other exits are watched by the host and take a stop's place when the price touches them";
            _rows.Put(new LogRow { Deployment = bot.Deployment, Time = Now, Level = "info", Message = $"stops of {instrument.Name} {where}" });
        }
    }

    // What the journal has booked and the run has not heard is told; what the run wants and the journal does not know is made good.
    void Merge(DeskBot bot, RunKnowledge heard)
    {
        bot.IsKnown = true;
        var untold = bot.Untold.Where(u => !heard.Trades.Contains(u.Fill.Key)).ToArray();
        bot.Untold.Clear();
        bot.Told.UnionWith(heard.Trades);
        bot.ToldFlows.UnionWith(heard.Flows);
        foreach (var open in heard.Open) Merge(bot, open, untold);
        foreach (var order in bot.Orders.Values)
        {
            if (heard.Orders.TryGetValue(order.Number, out var ended) && ended) order.IsEnded = true;
        }
        foreach (var (order, fill) in untold)
        {
            Accept(order);
            TellFill(order, fill);
        }
        foreach (var order in bot.Orders.Values.Where(o => !o.IsEnded).ToArray())
        {
            if (order.Sent.Any(s => s.Phase is OrderPhase.Working)) Accept(order);
            Touch(order);
        }
        TellNews(bot);
        CancelEnded();
        if (bot.Open.Any(o => o.IsUnrecorded)) Later($"unrecorded {bot.Deployment}", UnrecordedMs, () => RefuseUnrecorded(bot));
    }

    void Merge(DeskBot bot, OpenWish open, (DeskOrder Order, VenueFill Fill)[] untold)
    {
        var wanted = open.Wanted;
        var instrument = bot.At(wanted.Instrument)?.Name ?? "";
        if (!bot.Orders.TryGetValue(wanted.Id, out var order)) bot.Add(order = new DeskOrder(bot.Deployment, instrument, wanted));
        order.Wanted = wanted;
        bot.Revive(order);
        order.IsAccepted = false;
        order.IsCancelled |= open.IsCancelled;
        // It was touched before the process died: it closes, it does not wait again.
        order.IsTouched |= order.HasTrigger && order.Sent.Count > 0 && order.Sent[^1].Request.Wish.Trigger == 0;
        order.Filled = open.Filled + untold.Where(u => u.Order == order).Sum(u => u.Fill.Quantity);
        order.IsUnrecorded = order.Sent.Count == 0 && !order.IsExit && CanRest(order);
    }

    // What has ended for its run must end at the venue.
    void CancelEnded()
    {
        foreach (var order in _gateway.Open.ToArray())
        {
            if (_byId.TryGetValue(order.Request.Id, out var known) && known.IsEnded) _gateway.Cancel(order.Request.Id, Now, _step);
        }
    }

    Result<bool> Open()
    {
        Result<bool> outcome = true;
        Enter(() => outcome = OpenJournal());
        return outcome;
    }

    Result<bool> OpenJournal()
    {
        Result<OrderJournal> opened;
        try
        {
            opened = OrderJournal.Open(_parts.Folder, _options.Journal);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            return new Error(ErrorKind.Unavailable, $"the order journal in {_parts.Folder} cannot be opened: {failed.Message}");
        }
        if (opened.Error is { } error) return error;
        try
        {
            if (_books.OpenedAt == 0) _books.Load();
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            opened.Value.Dispose();
            return Error.Corrupt(failed.Message);
        }
        if (_books.OpenedAt == 0 && SegmentFile.Numbers(_parts.Folder)[0] > 1)
        {
            opened.Value.Dispose();
            return Error.Corrupt($"the account's books are missing in {_parts.Folder}, and the order journal there no longer holds all executions: restore {BookFile.Name}, or close the positions by hand and begin with an empty folder");
        }
        _journal = opened.Value;
        _firstSegment = SegmentFile.Numbers(_parts.Folder)[0];
        Block(Starting, "the account is being reconciled");
        Block(StreamLost, "the account's stream is not there yet");
        Block(KillSwitchOn, ReadHalt());
        Resume(_journal.Recovered);
        return true;
    }

    void Resume(IReadOnlyList<JournalRecord> records)
    {
        _gateway = new OrderGateway(GatewayOptions) { VenueOffset = _venue.ClockOffset };
        foreach (var epoch in records.OfType<EpochBegan>()) _epochs[epoch.Deployment] = Math.Max(_epochs.GetValueOrDefault(epoch.Deployment, -1), epoch.Epoch);
        _ids.Clear();
        foreach (var deployment in records.OfType<EpochBegan>().Select(e => e.Deployment).Concat(_bots.Keys).Distinct().Order().ToArray()) Begin(deployment);
        // Durable before the first of their ids can be used.
        Commit();
        if (_journal is null) return;
        var step = new GatewayStep();
        _gateway.Resume(records, Now, step);
        Rebind();
        foreach (var fill in records.OfType<FillRecorded>()) Count(fill.Id, fill.Fill, isNew: false);
        CancelEnded();
        _step.Records.AddRange(step.Records);
        _step.Requests.AddRange(step.Requests);
        _step.Notices.AddRange(step.Notices);
    }

    void Rebind()
    {
        var before = _byId.Values.Distinct().ToArray();
        _byId.Clear();
        foreach (var order in before) order.Sent.Clear();
        foreach (var sent in _gateway.All().OrderBy(o => o.Request.Twin))
        {
            if (sent.Request.Replaces is { } old) _replaced.Add(old);
            var order = _byId.GetValueOrDefault(sent.Request.Intent) ?? OrderOf(sent.Request);
            order.Sent.Add(sent);
            _byId[sent.Request.Id] = order;
            _rows.Put(sent);
        }
        foreach (var order in before.Where(o => o.Sent.Count == 0 && !o.IsEnded))
        {
            if (!order.IsExit) End(order, OrderEventKind.Rejected, OrderReason.None);
        }
        foreach (var order in _bots.Values.SelectMany(b => b.Open)) Touch(order);
    }

    void Count(ClientOrderId id, VenueFill fill, bool isNew)
    {
        if (!_byId.TryGetValue(id, out var order)) return;
        _rows.Put(Account, id, fill);
        _books.Own(order.Deployment, fill, isNew);
        if (!_booked.Add(fill.Key)) return;
        _moves++;
        order.Filled += fill.Quantity;
        TellFill(order, fill);
    }

    void Begin(int deployment)
    {
        if (_ids.TryGetValue(deployment, out var ids) && !ids.IsNearlyUsedUp) return;
        var epoch = EpochRule.Next(_epochs.GetValueOrDefault(deployment, -1), Now);
        _epochs[deployment] = epoch;
        _ids[deployment] = new ClientOrderIds(_store.Installation, deployment, epoch);
        _gateway.Begin(_ids[deployment], Now, _step);
    }

    // Nothing is sent any more. What the disk holds is found by opening the journal anew; then everything is taken up from there.
    void LoseJournal(string why, params JournalRecord[] unwritten)
    {
        if (_isDown) return;
        _journal?.Dispose();
        _journal = null;
        var lost = unwritten.OfType<IntentRecorded>().Select(r => r.Request.Id).ToHashSet();
        _step.Clear();
        Block(JournalLost, $"the order journal cannot be written: {why}");
        Tell(AlertSeverity.Critical, "order-journal", $"the order journal in {_parts.Folder} cannot be written: {why}. Nothing is sent; it is opened again every {_options.JournalRetryMs / 1000} s. Make room or repair the disk");
        foreach (var order in _byId.Where(p => lost.Contains(p.Key)).Select(p => p.Value).Distinct().ToArray())
        {
            if (order.Sent.All(s => lost.Contains(s.Request.Id))) End(order, OrderEventKind.Rejected, OrderReason.None);
        }
        _dirty.Clear();
        Later("journal", _options.JournalRetryMs, Reopen);
    }

    void Reopen()
    {
        if (_journal is not null) return;
        if (OpenJournal().Error is { } error)
        {
            Tell(AlertSeverity.Critical, "order-journal", error.Message);
            Later("journal", _options.JournalRetryMs, Reopen);
            return;
        }
        if (_journal is null) return;
        Block(JournalLost, "");
        if (_isConnected) Block(StreamLost, "");
        Tell(AlertSeverity.Info, "order-journal", "the order journal is written again");
        ReconcileNow();
    }

    async Task ReadEpochs(CancellationToken cancel)
    {
        try
        {
            foreach (var row in await _store.Deployments(cancel).ConfigureAwait(false)) _epochs[row.Id] = row.Epoch;
        }
#pragma warning disable CA1031 // The journal has the epochs too; the database only adds those of a journal that was lost.
        catch (Exception thrown)
#pragma warning restore CA1031
        {
            Tell(AlertSeverity.Warning, "database", $"the epochs in the database cannot be read: {thrown.Message}");
        }
    }
}
