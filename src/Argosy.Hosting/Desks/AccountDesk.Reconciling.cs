using Argosy.Core.Events;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Hosting.Orders;
using Argosy.Hosting.Ports;
using Argosy.Hosting.Reconciling;

namespace Argosy.Hosting.Desks;

/// <content>Venue = own + foreign + unexplained: at the start, after every gap, when the account moves, and every few minutes.</content>
public sealed partial class AccountDesk
{
    const int SoonMs = 500, OverlapMs = 600_000, MostCandidates = 20;

    readonly HashSet<string> _foreignOrders = new(StringComparer.Ordinal), _candidates = new(StringComparer.Ordinal);
    readonly HashSet<string> _netted = new(StringComparer.Ordinal);
    readonly SortedDictionary<(string Instrument, PositionLeg Leg), decimal> _strange = new(BookKeeper.ByName);
    string _difference = "";
    bool _isReconciling;
    long _moves;

    /// <summary>The last comparison with the venue; null before the first. To be read on the lane.</summary>
    public BalanceCheck? Balances { get; private set; }

    /// <summary>A person has looked at what is unexplained: it is foreign from now on. On the lane.</summary>
    public void AcceptUnexplained() => Enter(() =>
    {
        foreach (var line in Balances?.Lines ?? [])
        {
            if (line.Unexplained != 0) _books.Books.Open(line.Asset, line.Unexplained);
        }
        foreach (var ((instrument, leg), quantity) in _strange) _books.Accept(instrument, leg, quantity, LastPrice(instrument), Now + _gateway.VenueOffset);
        _strange.Clear();
        ReconcileNow();
    });

    /// <summary>A person wants the account compared with the venue now. On the lane.</summary>
    public void Reconcile() => Enter(ReconcileNow);

    void ReconcileSoon() => Sooner("reconcile-soon", SoonMs, ReconcileNow);

    void ReconcileNow()
    {
        if (_isReconciling || _journal is null) return;
        _isReconciling = true;
        var working = _gateway.Open.Where(o => o.Phase == OrderPhase.Working).Select(o => o.Request.Id).ToArray();
        _ = ReconcileAsync([.. Interests(), .. _candidates], _books.SeenUntil - OverlapMs, Now + _gateway.VenueOffset, _moves, working);
    }

    async Task ReconcileAsync(IReadOnlyCollection<string> instruments, long from, long began, long moves, IReadOnlyList<ClientOrderId> working)
    {
        IReadOnlyList<VenueFlow> flows = [];
        IReadOnlyList<VenueFill> fills = [];
        Error? error = null;
        if (_books.OpenedAt > 0)
        {
            var flowed = await Within(token => _venue.FlowsAsync(from, token), "reading the account's history").ConfigureAwait(false);
            var filled = await Within(token => _venue.FillsAsync(instruments, from, token), "reading executions").ConfigureAwait(false);
            error = flowed.Error ?? filled.Error;
            if (error is null) (flows, fills) = (flowed.Value, filled.Value);
        }
        if (_isDown) return;
        var balances = await Within(_venue.BalancesAsync, "reading balances").ConfigureAwait(false);
        var positions = await Within(_venue.PositionsAsync, "reading positions").ConfigureAwait(false);
        var orders = await Within(_venue.OpenOrdersAsync, "reading open orders").ConfigureAwait(false);
        error ??= balances.Error ?? positions.Error ?? orders.Error;
        if (error is not null)
        {
            Input(() =>
            {
                _isReconciling = false;
                Later("reconcile-soon", _options.RecheckMs, ReconcileNow);
            });
            return;
        }
        Input(() => Hear(fills, orders.Value, working));
        // What a movement is about is known when the executions before it are booked.
        Input(() => Hear(flows));
        Input(() => Compare(balances.Value, positions.Value, began, moves));
    }

    void Hear(IReadOnlyList<VenueFill> fills, IReadOnlyList<VenueOrder> orders, IReadOnlyList<ClientOrderId> working)
    {
        Hear(fills);
        foreach (var order in orders)
        {
            if (ClientOrderId.TryParse(order.ClientId, out var id) && id.Installation == _store.Installation) _gateway.Told(order, Now, _step);
            else if (_foreignOrders.Add(order.VenueOrderId)) Tell(AlertSeverity.Info, "foreign-order", $"order {order.VenueOrderId} ({order.Side} {Exact.Text(order.Quantity)} {order.Instrument}) on the account is not ours; it is not touched");
        }
        // What was at work before the list was made and is not in it has ended, and its end was not told.
        var listed = orders.Select(order => order.ClientId).ToHashSet(StringComparer.Ordinal);
        foreach (var id in working.Where(id => !listed.Contains(id.ToString()))) _gateway.Missed(id, Now);
    }

    void Hear(IReadOnlyList<VenueFlow> flows)
    {
        foreach (var flow in flows)
        {
            if (flow.Time > _books.OpenedAt && flow.Kind is not (FlowKind.OwnTrade or FlowKind.OwnFee)) _books.Take(flow);
        }
        foreach (var bot in _bots.Values) TellNews(bot);
    }

    void Compare(IReadOnlyList<AssetBalance> balances, IReadOnlyList<VenuePosition> positions, long began, long moves)
    {
        _isReconciling = false;
        var isSettled = moves == _moves && !_gateway.Open.Any(o => o.IsInDoubt || o.Phase == OrderPhase.Settling);
        if (!isSettled)
        {
            ReconcileSoon();
            if (_books.OpenedAt == 0) return;
        }
        var venue = balances.GroupBy(b => b.Asset).ToDictionary(g => g.Key, g => g.Sum(b => b.Total), StringComparer.Ordinal);
        if (_books.OpenedAt == 0) _books.Open(venue, positions, began);
        var check = Balances = BalanceCheck.Of(_books.Books, venue, isSettled, _venue.Traits.IsDerivative ? _options.DerivativeTolerance : 0);
        var netting = Net(positions, isSettled, out var unexplained);
        var difference = string.Join("; ", new[] { check.Message, unexplained }.Where(text => text.Length > 0));
        if (check.Verdict == AccountVerdict.Waiting || !isSettled) return;
        if (difference.Length > 0) Differ(check, difference);
        else Agree(began);
        Block("foreign-netting", netting);
    }

    // Only a difference that stays the same counts: balances and history are not of one instant.
    void Differ(BalanceCheck check, string difference)
    {
        if (difference != _difference)
        {
            _difference = difference;
            AddCandidates(check);
            Later("reconcile-soon", _options.RecheckMs, ReconcileNow);
            return;
        }
        if (!_blocks.ContainsKey(Unexplained)) Tell(AlertSeverity.Critical, "unexplained", $"account {Account}: {difference}");
        Block(Unexplained, difference);
        Block(Starting, "");
    }

    void Agree(long began)
    {
        _difference = "";
        _candidates.Clear();
        _books.SeenUntil = began;
        if (_blocks.ContainsKey(Unexplained)) Tell(AlertSeverity.Info, "unexplained", $"account {Account}: everything is explained again");
        Block(Unexplained, "");
        Block(Starting, "");
        if (SaveBooks()) Rotate();
    }

    // Somebody may have traded another instrument of an asset that moved: its history is asked for, too.
    void AddCandidates(BalanceCheck check)
    {
        var moved = check.Lines.Where(line => line.Unexplained != 0).Select(line => line.Asset).ToHashSet(StringComparer.Ordinal);
        foreach (var (name, listing) in _parts.Listings.OrderBy(l => l.Key, StringComparer.Ordinal))
        {
            if (_candidates.Count < MostCandidates && moved.Contains(listing.Instrument.BaseAsset) && moved.Contains(listing.Instrument.QuoteAsset)) _candidates.Add(name);
        }
    }

    // Positions, or on spot the coins of ours that others sold: what nets, and what nobody can explain.
    string Net(IReadOnlyList<VenuePosition> positions, bool isSettled, out string unexplained)
    {
        unexplained = "";
        if (!isSettled) return "";
        _strange.Clear();
        if (!_venue.Traits.IsDerivative) return NetSpot();
        var netting = "";
        IReadOnlyList<PositionLeg> legs = _venue.Traits.HasLegs ? [PositionLeg.Long, PositionLeg.Short] : [PositionLeg.Both];
        foreach (var instrument in _books.Instruments.Concat(positions.Select(p => p.Instrument)).Distinct().Order(StringComparer.Ordinal).ToArray())
        {
            foreach (var leg in legs)
            {
                var isWhole = leg == PositionLeg.Both;
                var name = isWhole ? instrument : $"{instrument} {(leg == PositionLeg.Long ? "long" : "short")}";
                var check = PositionCheck.Of(
                    name, positions.Where(p => p.Instrument == instrument && (isWhole || p.Leg == leg)).Sum(p => p.Quantity), _books.Holders(instrument, leg), [.. _books.Others(instrument).Where(other => isWhole || other.Leg == leg)]);
                switch (check.Verdict)
                {
                    case PositionVerdict.Reconciled:
                        Reconcile(instrument, check);
                        break;
                    case PositionVerdict.ForeignNetting:
                        netting = check.Message;
                        if (_netted.Add(name)) Tell(AlertSeverity.Critical, "foreign-netting", check.Message);
                        break;
                    case PositionVerdict.Unexplained:
                        unexplained = check.Message;
                        _strange[(instrument, leg)] = check.Unexplained;
                        break;
                    case PositionVerdict.Agrees:
                        _netted.Remove(name);
                        break;
                }
            }
        }
        return netting;
    }

    string NetSpot()
    {
        foreach (var held in _books.Books.Positions)
        {
            var asset = held.Instrument[..held.Instrument.IndexOf('/', StringComparison.Ordinal)];
            if (_books.Books.Foreign(asset) >= 0)
            {
                _netted.Remove(asset);
                continue;
            }
            var message = $"others took {Exact.Text(-_books.Books.Foreign(asset))} {asset} that our books hold; paused, nothing is touched, decide by hand";
            if (_netted.Add(asset)) Tell(AlertSeverity.Critical, "foreign-netting", message);
            return message;
        }
        return "";
    }

    // The venue closed a book's position: the book and its run follow, from the venue's executions.
    void Reconcile(string instrument, PositionCheck check)
    {
        _books.Close(instrument, check.Book, check.Closes);
        Tell(AlertSeverity.Critical, "reconciled", check.Message);
        var bot = _bots.Values.FirstOrDefault(b => BookKeeper.Book(b.Deployment) == check.Book);
        if (bot?.Client is null) return;
        TellNews(bot);
    }

    bool SaveBooks()
    {
        try
        {
            _books.Save();
            return true;
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            Tell(AlertSeverity.Warning, "books", $"the account's books cannot be written: {failed.Message}; they are made anew from the venue's history at the next start");
            return false;
        }
    }

    // What has long ended leaves the journal once the database has it; the next segment is made before an order waits for it.
    void Rotate()
    {
        if (_journal is null) return;
        try
        {
            _journal.PrepareNext();
            if (_journal.Segment - _firstSegment < _options.RotateAfterSegments || !_rows.IsEmpty || _gateway.Open.Any(o => o.IsInDoubt)) return;
            var carried = _gateway.Carry(Now - _options.KeepEndedMs);
            _firstSegment = _journal.Rotate([.. carried]);
            _journal.DeleteBefore(_firstSegment);
            Forget();
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            LoseJournal(failed.Message);
        }
    }

    void Forget()
    {
        foreach (var id in _byId.Keys.Where(id => _gateway.Find(id) is null).ToArray()) _byId.Remove(id);
        _replaced.RemoveWhere(id => _gateway.Find(id) is null);
        // What the journal does not tell again need not be known again.
        _booked.RemoveWhere(trade => !_gateway.Knows(trade));
        foreach (var bot in _bots.Values)
        {
            bot.Forget(order => order.Sent.All(sent => _gateway.Find(sent.Request.Id) is null));
            var news = _books.News(bot.Deployment).Where(one => one.Close is not null).Select(one => one.Trade).ToHashSet();
            bot.Told.RemoveWhere(trade => !_gateway.Knows(trade) && !news.Contains(trade));
        }
    }
}
