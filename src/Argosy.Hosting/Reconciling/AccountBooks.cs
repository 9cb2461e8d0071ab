using Argosy.Core.Values;
using Argosy.Hosting.Ports;

namespace Argosy.Hosting.Reconciling;

/// <summary>Who owns what on one account: virtual books per bot, and the foreign rest.</summary>
/// <remarks>
/// A movement counts once, however often the venue tells of it. What the venue does to a position (funding, liquidation, interest) belongs to
/// the books that held the instrument then (in hedge mode that side of it), by their share; without such a book it is foreign.
/// What was taken in is known by its name, and what is older than <see cref="KnownBefore"/> by its age: a name is dropped only when its age says the same.
/// </remarks>
public sealed class AccountBooks
{
    const int Decimals = 18;
    const long KeepMs = 3_600_000, CloseMs = 60_000;

    readonly SortedDictionary<(string Book, string Asset), decimal> _own = [];
    readonly SortedDictionary<string, decimal> _foreign = new(StringComparer.Ordinal);
    readonly SortedDictionary<(string Instrument, string Book), decimal> _positions = [];
    readonly Dictionary<(string Id, FlowKind Kind, string Asset), long> _seen = [];
    readonly List<SeenFlow> _fresh = [];
    readonly List<HeldChange> _changes = [];

    /// <summary>Movements before it count as known, Unix ms by the venue's clock; 0 while each is known by its name.</summary>
    public long KnownBefore { get; private set; }

    /// <summary>Time of the newest movement taken in, Unix ms by the venue's clock; 0 before the first.</summary>
    public long Newest { get; private set; }

    /// <summary>Everything that is there when the account is first taken over is foreign.</summary>
    public void Open(string asset, decimal amount) => AddForeign(asset, amount);

    /// <summary>Gives a book money of the account to trade with, or takes it back.</summary>
    /// <exception cref="InvariantException">More than the account has besides its books.</exception>
    public void Allocate(string book, string asset, decimal amount)
    {
        Invariant.Check(amount <= Foreign(asset), $"a book is given at most what the account has: {amount} {asset} of {Foreign(asset)}");
        AddForeign(asset, -amount);
        AddOwn(book, asset, amount);
    }

    /// <summary>A book's position in an instrument changed.</summary>
    /// <param name="book">The book.</param>
    /// <param name="instrument">Base and quote asset.</param>
    /// <param name="change">Base asset, signed.</param>
    /// <param name="time">When, Unix ms by the venue's clock: what the venue did to the position shortly before is found by it. 0 where that is not wanted.</param>
    /// <param name="isVenues">Whether the venue closed it, rather than an execution of the book's own.</param>
    public void Hold(string book, string instrument, decimal change, long time = 0, bool isVenues = false)
    {
        _positions[(instrument, book)] = Position(book, instrument) + change;
        if (time == 0) return;
        _changes.Add(new(book, instrument, change, time, isVenues));
        var newest = _changes.Max(known => known.Time);
        _changes.RemoveAll(known => known.Time < newest - KeepMs);
    }

    /// <summary>A book's position, base asset, signed.</summary>
    public decimal Position(string book, string instrument) => _positions.GetValueOrDefault((instrument, book));

    /// <summary>Every book that holds an instrument, with its position.</summary>
    public IReadOnlyList<BookPosition> Holders(string instrument) => [.. _positions.Where(p => p.Key.Instrument == instrument && p.Value != 0).Select(p => new BookPosition(p.Key.Book, p.Value))];

    /// <summary>Takes a movement in; false where it was known.</summary>
    /// <param name="flow">The movement.</param>
    /// <param name="isNew">Whether it is known to be told for the first time: then its age does not speak against it.</param>
    public bool Take(VenueFlow flow, bool isNew = false)
    {
        ArgumentNullException.ThrowIfNull(flow);
        if ((!isNew && flow.Time < KnownBefore) || !_seen.TryAdd((flow.Id, flow.Kind, flow.Asset), flow.Time)) return false;
        _fresh.Add(new(flow.Id, flow.Kind, flow.Asset, flow.Time));
        Newest = Math.Max(Newest, flow.Time);
        switch (flow.Kind)
        {
            case FlowKind.OwnTrade or FlowKind.OwnFee:
                Invariant.Check(flow.Book.Length > 0, "an own execution names its book");
                AddOwn(flow.Book, flow.Asset, flow.Amount);
                break;
            case FlowKind.Funding or FlowKind.Liquidation or FlowKind.AutoDeleveraging or FlowKind.Interest or FlowKind.VenueFee:
                TakeShares(flow);
                break;
            case FlowKind.Deposit or FlowKind.Withdrawal or FlowKind.ManualTrade or FlowKind.Transfer:
                AddForeign(flow.Asset, flow.Amount);
                break;
        }
        return true;
    }

    /// <summary>Whether a movement is known by its name.</summary>
    public bool Knows(string id, FlowKind kind, string asset) => _seen.ContainsKey((id, kind, asset));

    /// <summary>Drops the names of movements before an instant; from now on their age says that they are known.</summary>
    /// <param name="before">Unix ms by the venue's clock; an instant before <see cref="KnownBefore"/> changes nothing.</param>
    public void Forget(long before)
    {
        if (before <= KnownBefore) return;
        KnownBefore = before;
        foreach (var old in _seen.Where(seen => seen.Value < before).Select(seen => seen.Key).ToArray()) _seen.Remove(old);
    }

    /// <summary>Everything as it stands, every movement that is known by its name.</summary>
    public BookState State() => State([.. _seen.Select(s => new SeenFlow(s.Key.Id, s.Key.Kind, s.Key.Asset, s.Value))]);

    /// <summary>Everything as it stands, of the movements only those since the last <see cref="Kept"/>.</summary>
    public BookState Latest() => State([.. _fresh]);

    /// <summary>What <see cref="State()"/> or <see cref="Latest"/> said is durable.</summary>
    public void Kept() => _fresh.Clear();

    /// <summary>Books as they stood.</summary>
    public static AccountBooks Of(BookState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var before = state.KnownBefore ?? 0;
        var books = new AccountBooks { KnownBefore = before, Newest = before };
        foreach (var own in state.Own) books._own[(own.Book, own.Asset)] = own.Amount;
        foreach (var foreign in state.Foreign) books._foreign[foreign.Asset] = foreign.Amount;
        foreach (var held in state.Positions) books._positions[(held.Instrument, held.Book)] = held.Quantity;
        books._changes.AddRange(state.Changes ?? []);
        foreach (var seen in state.Seen)
        {
            books.Newest = Math.Max(books.Newest, seen.Time);
            if (seen.Time >= before) books._seen[(seen.Id, seen.Kind, seen.Asset)] = seen.Time;
        }
        return books;
    }

    /// <summary>Every position that is not flat.</summary>
    public IReadOnlyList<HeldPosition> Positions => [.. _positions.Where(p => p.Value != 0).Select(p => new HeldPosition(p.Key.Instrument, p.Key.Book, p.Value))];

    /// <summary>What a book owns of an asset.</summary>
    public decimal Own(string book, string asset) => _own.GetValueOrDefault((book, asset));

    /// <summary>What is foreign of an asset.</summary>
    public decimal Foreign(string asset) => _foreign.GetValueOrDefault(asset);

    /// <summary>Explains the venue's balances: one line for each asset that anybody knows.</summary>
    /// <param name="venue">Total of each asset, free and locked.</param>
    public IReadOnlyList<AssetLine> Explain(IReadOnlyDictionary<string, decimal> venue)
    {
        var assets = venue.Keys.Concat(_foreign.Keys).Concat(_own.Keys.Select(k => k.Asset)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return [.. assets.Select(asset => new AssetLine(asset, venue.GetValueOrDefault(asset), _own.Where(o => o.Key.Asset == asset).Sum(o => o.Value), Foreign(asset)))];
    }

    /// <summary>Whose a movement on a position is: each book's share of its amount, by the positions it was about. Empty where no book held one: then it is foreign.</summary>
    /// <remarks>The last holder takes what rounding leaves, so that nothing is lost.</remarks>
    public IReadOnlyList<BookShare> Share(VenueFlow flow)
    {
        ArgumentNullException.ThrowIfNull(flow);
        var holders = flow.Instrument.Length > 0 ? HoldersAt(flow) : [];
        var (whole, left, shares) = (holders.Sum(h => Math.Abs(h.Quantity)), flow.Amount, new List<BookShare>(holders.Count));
        for (var i = 0; i < holders.Count; i++)
        {
            var share = i == holders.Count - 1 ? left : decimal.Round(flow.Amount * Math.Abs(holders[i].Quantity) / whole, Decimals, MidpointRounding.ToZero);
            shares.Add(new(holders[i].Book, share));
            left -= share;
        }
        return shares;
    }

    BookState State(IReadOnlyList<SeenFlow> seen) => new(
        [.. _own.Select(o => new OwnAmount(o.Key.Book, o.Key.Asset, o.Value))],
        [.. _foreign.Select(f => new ForeignAmount(f.Key, f.Value))],
        [.. _positions.Select(p => new HeldPosition(p.Key.Instrument, p.Key.Book, p.Value))],
        seen,
        [.. _changes],
        KnownBefore);

    void TakeShares(VenueFlow flow)
    {
        var shares = Share(flow);
        foreach (var (book, amount) in shares) AddOwn(book, flow.Asset, amount);
        if (shares.Count == 0) AddForeign(flow.Asset, flow.Amount);
    }

    // The venue's word comes late: what changed since is taken off again. A close by the venue is about what was there before it.
    List<BookPosition> HoldersAt(VenueFlow flow)
    {
        var isClose = flow.Kind is FlowKind.Liquidation or FlowKind.AutoDeleveraging;
        var held = new SortedDictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var ((instrument, book), quantity) in _positions)
        {
            if (instrument == flow.Instrument) held[book] = quantity;
        }
        foreach (var change in _changes)
        {
            var isLater = isClose && change.IsVenues ? change.Time >= flow.Time - CloseMs : change.Time > flow.Time;
            if (change.Instrument == flow.Instrument && isLater) held[change.Book] = held.GetValueOrDefault(change.Book) - change.Change;
        }
        return [.. held.Where(h => h.Value != 0 && (flow.Leg == PositionLeg.Both || h.Value > 0 == (flow.Leg == PositionLeg.Long))).Select(h => new BookPosition(h.Key, h.Value))];
    }

    void AddOwn(string book, string asset, decimal amount) => _own[(book, asset)] = Own(book, asset) + amount;

    void AddForeign(string asset, decimal amount) => _foreign[asset] = Foreign(asset) + amount;
}
