using System.Globalization;
using System.Text.Json;
using Argosy.Core.Orders;
using Argosy.Hosting.Orders;
using Argosy.Hosting.Ports;
using Argosy.Hosting.Reconciling;

namespace Argosy.Hosting.Desks;

/// <summary>Keeps an account's books by executions and the venue's history, and brings them over a restart.</summary>
/// <remarks>
/// <para>The file holds the books of one instant. What came after is taken in again, each movement once: own executions from the journal, everything
/// else from the venue's history. On derivatives an execution moves the quote asset by what it realises at the average price of the account's position.</para>
/// <para>A movement is known by its name for a week, by its age afterwards. The venue's history is asked for from <see cref="SeenUntil"/> less some minutes, and what
/// a longer history or the journal tells of the time before that week was taken in when it was told first. The week ends at the newest movement,
/// a time of the venue's: a clock of ours that runs away makes nothing old.</para>
/// </remarks>
internal sealed class BookKeeper(DeskParts parts)
{
    const long RememberMs = 7 * 86_400_000L, InsuredMs = 60_000;

    /// <summary>An instrument's positions in the order of their names.</summary>
    public static readonly IComparer<(string Instrument, PositionLeg Leg)> ByName = Comparer<(string Instrument, PositionLeg Leg)>.Create((a, b) => string.CompareOrdinal(a.Instrument, b.Instrument) is not 0 and var order ? order : a.Leg.CompareTo(b.Leg));

    readonly SortedDictionary<(string Instrument, PositionLeg Leg), NetPosition> _nets = new(ByName);
    readonly SortedDictionary<string, List<VenueClose>> _others = new(StringComparer.Ordinal);
    readonly List<BookNews> _news = [];
    readonly Dictionary<(string Book, string Instrument), decimal> _insured = [];
    readonly BookFile _file = new(parts.Folder);
    AccountBooks _books = new();

    /// <summary>What is known of the account.</summary>
    public AccountBooks Books => _books;

    /// <summary>When the account was taken over, Unix ms by the venue's clock: all that was there then is foreign. 0 while it is not.</summary>
    public long OpenedAt { get; private set; }

    /// <summary>Up to when the venue's history was taken in, Unix ms by its clock.</summary>
    public long SeenUntil { get; set; }

    /// <summary>Instruments with a position of ours or of others.</summary>
    public IEnumerable<string> Instruments => _books.Positions.Select(p => p.Instrument).Concat(_others.Keys);

    /// <summary>A deployment's position, base asset, signed.</summary>
    public decimal Position(int deployment, string instrument) => _books.Position(Book(deployment), instrument);

    /// <summary>All books' positions together, base asset, signed.</summary>
    public decimal Position(string instrument) => _books.Holders(instrument).Sum(h => h.Quantity);

    /// <summary>Books that hold one of an instrument's positions: in hedge mode the long ones or the short ones, else all.</summary>
    public IReadOnlyList<BookPosition> Holders(string instrument, PositionLeg leg) => [.. _books.Holders(instrument).Where(holder => leg == PositionLeg.Both || holder.Quantity > 0 == (leg == PositionLeg.Long))];

    /// <summary>Changes of a position that were not ours, since ours and the venue's last agreed.</summary>
    public IReadOnlyList<VenueClose> Others(string instrument) => _others.TryGetValue(instrument, out var changes) ? changes : [];

    /// <summary>Name of a deployment's book.</summary>
    public static string Book(int deployment) => deployment.ToString(CultureInfo.InvariantCulture);

    /// <summary>The account is taken over: what the books do not have is foreign.</summary>
    public void Open(IReadOnlyDictionary<string, decimal> balances, IEnumerable<VenuePosition> positions, long time)
    {
        foreach (var line in _books.Explain(balances)) _books.Open(line.Asset, line.Unexplained);
        foreach (var position in positions.GroupBy(p => (p.Instrument, p.Leg)))
        {
            var (instrument, leg) = position.Key;
            var foreign = position.Sum(p => p.Quantity) - Holders(instrument, leg).Sum(holder => holder.Quantity);
            if (foreign == 0) continue;
            AddOther(instrument, new VenueClose("before", PositionEvent.ManualTrade, foreign, position.First().EntryPrice, 0, time) { Leg = leg });
            Net(instrument, leg).Add(new NetTrade(0, "", foreign, position.First().EntryPrice));
        }
        (OpenedAt, SeenUntil) = (time, time);
    }

    /// <summary>An execution of ours; false where it was known.</summary>
    /// <param name="deployment">Whose order it was of.</param>
    /// <param name="fill">The execution.</param>
    /// <param name="isNew">Whether the journal did not have it: then it is booked however old it is.</param>
    public bool Own(int deployment, VenueFill fill, bool isNew) => Trade(fill, FlowKind.OwnTrade, FlowKind.OwnFee, Book(deployment), isNew);

    /// <summary>Whether an execution of ours was taken in.</summary>
    public bool Knows(VenueFill fill) => _books.Knows(IdOf(fill), FlowKind.OwnTrade, Quote(fill.Instrument));

    /// <summary>An execution of somebody else's order; false where it was known, or happened before the account was taken over.</summary>
    public bool Foreign(VenueFill fill)
    {
        if (OpenedAt == 0 || fill.Time <= OpenedAt) return false;
        var kind = fill.Cause switch
        {
            PositionEvent.Liquidation or PositionEvent.Settlement or PositionEvent.ManualClose => FlowKind.Liquidation,
            PositionEvent.AutoDeleveraging => FlowKind.AutoDeleveraging,
            PositionEvent.ManualTrade or null => FlowKind.ManualTrade,
        };
        if (!Trade(fill, kind, kind, "", isNew: false)) return false;
        if (parts.Venue.Traits.IsDerivative)
        {
            AddOther(fill.Instrument, new VenueClose(fill.TradeId, fill.Cause ?? PositionEvent.ManualTrade, Signed(fill), fill.Price, fill.Fee, fill.Time) { Leg = fill.Leg });
        }
        return true;
    }

    /// <summary>By a person's word a position nobody can account for is somebody else's.</summary>
    public void Accept(string instrument, PositionLeg leg, decimal quantity, decimal price, long time)
    {
        AddOther(instrument, new VenueClose($"accepted {time}", PositionEvent.ManualTrade, quantity, price, 0, time) { Leg = leg });
        Net(instrument, leg).Add(new NetTrade(time, "", quantity, price));
    }

    /// <summary>
    /// Takes a movement in that is no execution; its shares of funding are news of their books. What the insurance took or paid waits for the close it is for,
    /// and is news of its own where that is known already: the venue's lists are not of one moment.
    /// </summary>
    public void Take(VenueFlow flow)
    {
        flow = Legged(flow);
        var shares = _books.Share(flow);
        if (!_books.Take(flow)) return;
        foreach (var (book, amount) in shares)
        {
            var isBots = int.TryParse(book, CultureInfo.InvariantCulture, out var deployment);
            if (flow.Kind == FlowKind.Liquidation && !(isBots && IsClosed(deployment, flow))) _insured[(book, flow.Instrument)] = _insured.GetValueOrDefault((book, flow.Instrument)) + amount;
            else if (isBots && flow.Kind is FlowKind.Funding or FlowKind.Liquidation) Note(new BookNews { Deployment = deployment, Instrument = flow.Instrument, Id = flow.Id, Time = flow.Time, Amount = amount });
        }
    }

    /// <summary>What the venue did to a deployment's book, in the order it was noted.</summary>
    public IEnumerable<BookNews> News(int deployment) => _news.Where(news => news.Deployment == deployment);

    /// <summary>A book follows what the venue did to its position; each close is news of it, the last one with what the insurance took or paid.</summary>
    public void Close(string instrument, string book, IReadOnlyList<VenueClose> closes)
    {
        _insured.Remove((book, instrument), out var insured);
        foreach (var close in closes)
        {
            _books.Hold(book, instrument, close.Change, close.Time, isVenues: true);
            if (!int.TryParse(book, CultureInfo.InvariantCulture, out var deployment)) continue;
            Note(new BookNews { Deployment = deployment, Instrument = instrument, Id = close.Id, Time = close.Time, Close = close == closes[^1] ? close with { Fee = close.Fee - insured } : close });
        }
        if (!_others.TryGetValue(instrument, out var changes)) return;
        changes.RemoveAll(closes.Contains);
        if (changes.Count == 0) _others.Remove(instrument);
    }

    /// <summary>The books as they stand, durable.</summary>
    /// <exception cref="IOException">The disk did not take them; what was durable stays.</exception>
    public void Save()
    {
        if (OpenedAt == 0) return;
        _news.RemoveAll(news => news.IsTold && news.Time < SeenUntil - RememberMs);
        if (_file.IsDue)
        {
            _books.Forget(Math.Min(SeenUntil, _books.Newest) - RememberMs);
            _file.Begin(Text(_books.State(), _news));
        }
        else
        {
            _file.Add(Text(_books.Latest(), [.. _news.Where(news => !news.IsKept)]));
        }
        _books.Kept();
        foreach (var news in _news) news.IsKept = true;
    }

    /// <summary>Takes the kept books up; without a file the account is still to be taken over.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public void Load()
    {
        KeptBooks? kept = null;
        var seen = new List<SeenFlow>();
        var news = new Dictionary<(int, string, string), BookNews>();
        try
        {
            foreach (var text in _file.Read())
            {
                kept = JsonSerializer.Deserialize(text.Span, KeptBooksJson.Default.KeptBooks) ?? throw new JsonException("it is empty");
                seen.AddRange(kept.Books.Seen);
                foreach (var one in kept.News ?? []) news[(one.Deployment, one.Instrument, one.Id)] = one;
            }
        }
        catch (Exception damaged) when (damaged is JsonException or InvalidDataException)
        {
            throw new InvalidDataException($"the account's books in {_file.Path} cannot be read: {damaged.Message} Restore the file, or remove it: then all that the journal does not explain counts as foreign", damaged);
        }
        if (kept is null) return;
        // Books of before dropped the names of what was older than a week and did not say so.
        var before = kept.Books.KnownBefore ?? kept.SeenUntil - RememberMs;
        (OpenedAt, SeenUntil, _books) = (kept.OpenedAt, kept.SeenUntil, AccountBooks.Of(kept.Books with { Seen = seen, KnownBefore = before }));
        _nets.Clear();
        _others.Clear();
        _insured.Clear();
        foreach (var pending in kept.Insured ?? []) _insured[(pending.Book, pending.Instrument)] = pending.Amount;
        _news.Clear();
        _news.AddRange(news.Values.OrderBy(one => one.Time));
        foreach (var net in kept.Nets)
        {
            foreach (var trade in net.Trades) Net(net.Instrument, net.Leg).Add(trade);
        }
        foreach (var other in kept.Others) _others[other.Instrument] = [.. other.Changes];
    }

    byte[] Text(BookState books, IReadOnlyList<BookNews> news) => JsonSerializer.SerializeToUtf8Bytes(
        new KeptBooks(OpenedAt, SeenUntil, books, [.. _nets.Select(n => new KeptNet(n.Key.Instrument, n.Value.Trades, n.Key.Leg))], [.. _others.Select(o => new KeptChanges(o.Key, o.Value))], news,
            _insured.Count == 0 ? null : [.. _insured.Select(one => new KeptInsurance(one.Key.Book, one.Key.Instrument, one.Value))]),
        KeptBooksJson.Default.KeptBooks);

    bool Trade(VenueFill fill, FlowKind trade, FlowKind fee, string book, bool isNew)
    {
        var (id, quote) = (IdOf(fill), Quote(fill.Instrument));
        if ((!isNew && fill.Time < _books.KnownBefore) || _books.Knows(id, trade, quote)) return false;
        var signed = Signed(fill);
        if (parts.Venue.Traits.IsDerivative)
        {
            Take(id, trade, quote, Net(fill.Instrument, fill.Leg).Add(new NetTrade(fill.Time, fill.TradeId, signed, fill.Price)));
            if (book.Length > 0) _books.Hold(book, fill.Instrument, signed, fill.Time);
        }
        else
        {
            Take(id, trade, quote, -signed * fill.Price);
            Take(id, trade, Base(fill.Instrument), signed);
            if (book.Length > 0) _books.Hold(book, fill.Instrument, fill.FeeAsset == Base(fill.Instrument) ? signed - fill.Fee : signed, fill.Time);
        }
        if (fill.Fee != 0) Take($"{id} fee", fee, fill.FeeAsset, -fill.Fee);
        return true;

        void Take(string name, FlowKind kind, string asset, decimal amount) => _books.Take(new VenueFlow(name, kind, asset, amount, fill.Time, fill.Instrument, book) { Leg = fill.Leg }, isNew);
    }

    // What the insurance took or paid in hedge mode is of the position that was closed about then; the venue does not say which.
    VenueFlow Legged(VenueFlow flow)
    {
        if (flow.Kind != FlowKind.Liquidation || flow.Leg != PositionLeg.Both || flow.Instrument.Length == 0 || !parts.Venue.Traits.HasLegs) return flow;
        var closed = Others(flow.Instrument).Concat(_news.Where(news => news.Instrument == flow.Instrument).Select(news => news.Close).OfType<VenueClose>());
        var legs = closed.Where(close => close.Kind != PositionEvent.ManualTrade && IsAbout(close, flow)).Select(close => close.Leg).Distinct().ToArray();
        return legs is [var leg] ? flow with { Leg = leg } : flow;
    }

    // Whether the close that insurance is for was noted before, and no other one is still to be.
    bool IsClosed(int deployment, VenueFlow flow) =>
        _news.Exists(news => news.Deployment == deployment && news.Instrument == flow.Instrument && news.Close is { Kind: not PositionEvent.ManualTrade } && IsAbout(news.Close, flow))
        && !Others(flow.Instrument).Any(close => close.Kind != PositionEvent.ManualTrade && IsAbout(close, flow) && (flow.Leg == PositionLeg.Both || close.Leg == flow.Leg));

    static bool IsAbout(VenueClose close, VenueFlow flow) => Math.Abs(close.Time - flow.Time) <= InsuredMs;

    void Note(BookNews news)
    {
        if (!_news.Exists(known => (known.Deployment, known.Instrument, known.Id) == (news.Deployment, news.Instrument, news.Id))) _news.Add(news);
    }

    // In hedge mode each leg realises by itself.
    NetPosition Net(string instrument, PositionLeg leg)
    {
        if (!_nets.TryGetValue((instrument, leg), out var net)) _nets.Add((instrument, leg), net = new NetPosition());
        return net;
    }

    void AddOther(string instrument, VenueClose change)
    {
        if (!_others.TryGetValue(instrument, out var changes)) _others.Add(instrument, changes = []);
        changes.Add(change);
    }

    // Both sides of a trade between two orders of the account have one id.
    static string IdOf(VenueFill fill) => $"{fill.Instrument} {fill.TradeId} {(fill.Side == Side.Buy ? "buy" : "sell")}";

    static decimal Signed(VenueFill fill) => fill.Side == Side.Buy ? fill.Quantity : -fill.Quantity;

    static string Base(string instrument) => instrument[..instrument.IndexOf('/', StringComparison.Ordinal)];

    static string Quote(string instrument) => instrument[(instrument.IndexOf('/', StringComparison.Ordinal) + 1)..];
}
