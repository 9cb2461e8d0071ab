using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Argosy.Core.Orders;
using Argosy.Hosting.Orders;
using Argosy.Hosting.Ports;
using Argosy.Hosting.Reconciling;

namespace Argosy.Hosting.Desks;

/// <summary>Keeps an account's books by executions and the venue's history, and brings them over a restart.</summary>
/// <remarks>
/// The file holds the books of one instant. What came after is taken in again, each movement once: own executions from the journal, everything
/// else from the venue's history. On derivatives an execution moves the quote asset by what it realises at the average price of the account's position.
/// </remarks>
internal sealed class BookKeeper(DeskParts parts)
{
    const string FileName = "books.json";
    const long RememberMs = 7 * 86_400_000L, InsuredMs = 60_000;

    /// <summary>An instrument's positions in the order of their names.</summary>
    public static readonly IComparer<(string Instrument, PositionLeg Leg)> ByName = Comparer<(string Instrument, PositionLeg Leg)>.Create((a, b) => string.CompareOrdinal(a.Instrument, b.Instrument) is not 0 and var order ? order : a.Leg.CompareTo(b.Leg));

    readonly SortedDictionary<(string Instrument, PositionLeg Leg), NetPosition> _nets = new(ByName);
    readonly SortedDictionary<string, List<VenueClose>> _others = new(StringComparer.Ordinal);
    readonly List<BookNews> _news = [];
    readonly Dictionary<(string Book, string Instrument), decimal> _insured = [];
    AccountBooks _books = new();

    /// <summary>What is known of the account.</summary>
    public AccountBooks Books => _books;

    /// <summary>When the account was taken over, Unix ms by the venue's clock: all that was there then is foreign. 0 while it is not.</summary>
    public long OpenedAt { get; private set; }

    /// <summary>Up to when the venue's history was taken in, Unix ms by its clock.</summary>
    public long SeenUntil { get; set; }

    /// <summary>Instruments with a position of ours or of others.</summary>
    public IEnumerable<string> Instruments => _books.Positions.Select(p => p.Instrument).Concat(_others.Keys);

    string Path => System.IO.Path.Combine(parts.Folder, FileName);

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
    public bool Own(int deployment, VenueFill fill) => Trade(fill, FlowKind.OwnTrade, FlowKind.OwnFee, Book(deployment));

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
        if (!Trade(fill, kind, kind, "")) return false;
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

    /// <summary>Takes a movement in that is no execution; its shares of funding are news of their books.</summary>
    public void Take(VenueFlow flow)
    {
        flow = Legged(flow);
        var shares = _books.Share(flow);
        if (!_books.Take(flow)) return;
        foreach (var (book, amount) in shares)
        {
            if (flow.Kind == FlowKind.Liquidation) _insured[(book, flow.Instrument)] = _insured.GetValueOrDefault((book, flow.Instrument)) + amount;
            else if (flow.Kind == FlowKind.Funding && int.TryParse(book, CultureInfo.InvariantCulture, out var deployment)) Note(new BookNews { Deployment = deployment, Instrument = flow.Instrument, Id = flow.Id, Time = flow.Time, Amount = amount });
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

    /// <summary>The books as they stand, on the disk.</summary>
    /// <exception cref="IOException">The disk did not take them; what is there stays.</exception>
    public void Save()
    {
        if (OpenedAt == 0) return;
        _news.RemoveAll(news => news.IsTold && news.Time < SeenUntil - RememberMs);
        var kept = new KeptBooks(OpenedAt, SeenUntil, _books.State(SeenUntil - RememberMs), [.. _nets.Select(n => new KeptNet(n.Key.Instrument, n.Value.Trades, n.Key.Leg))], [.. _others.Select(o => new KeptChanges(o.Key, o.Value))], _news);
        var next = Path + ".next";
        File.WriteAllBytes(next, JsonSerializer.SerializeToUtf8Bytes(kept, KeptBooksJson.Default.KeptBooks));
        File.Move(next, Path, overwrite: true);
    }

    /// <summary>Takes the kept books up; without a file the account is still to be taken over.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public void Load()
    {
        if (!File.Exists(Path)) return;
        KeptBooks kept;
        try
        {
            kept = JsonSerializer.Deserialize(File.ReadAllBytes(Path), KeptBooksJson.Default.KeptBooks) ?? throw new JsonException("it is empty");
        }
        catch (JsonException damaged)
        {
            throw new InvalidDataException($"the account's books in {Path} cannot be read: {damaged.Message} Restore the file, or remove it: then all that the journal does not explain counts as foreign", damaged);
        }
        (OpenedAt, SeenUntil, _books) = (kept.OpenedAt, kept.SeenUntil, AccountBooks.Of(kept.Books));
        _nets.Clear();
        _others.Clear();
        _news.Clear();
        _news.AddRange(kept.News ?? []);
        foreach (var net in kept.Nets)
        {
            foreach (var trade in net.Trades) Net(net.Instrument, net.Leg).Add(trade);
        }
        foreach (var other in kept.Others) _others[other.Instrument] = [.. other.Changes];
    }

    bool Trade(VenueFill fill, FlowKind trade, FlowKind fee, string book)
    {
        var (id, quote) = (IdOf(fill), Quote(fill.Instrument));
        if (_books.Knows(id, trade, quote)) return false;
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

        void Take(string name, FlowKind kind, string asset, decimal amount) => _books.Take(new VenueFlow(name, kind, asset, amount, fill.Time, fill.Instrument, book) { Leg = fill.Leg });
    }

    // What the insurance took or paid in hedge mode is of the position that was closed about then; the venue does not say which.
    VenueFlow Legged(VenueFlow flow)
    {
        if (flow.Kind != FlowKind.Liquidation || flow.Leg != PositionLeg.Both || flow.Instrument.Length == 0 || !parts.Venue.Traits.HasLegs) return flow;
        var closed = Others(flow.Instrument).Concat(_news.Where(news => news.Instrument == flow.Instrument).Select(news => news.Close).OfType<VenueClose>());
        var legs = closed.Where(close => close.Kind != PositionEvent.ManualTrade && Math.Abs(close.Time - flow.Time) <= InsuredMs).Select(close => close.Leg).Distinct().ToArray();
        return legs is [var leg] ? flow with { Leg = leg } : flow;
    }

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

/// <summary>The books' file.</summary>
internal sealed record KeptBooks(long OpenedAt, long SeenUntil, BookState Books, IReadOnlyList<KeptNet> Nets, IReadOnlyList<KeptChanges> Others, IReadOnlyList<BookNews>? News = null);

/// <summary>A net position in the books' file.</summary>
internal sealed record KeptNet(string Instrument, IReadOnlyList<NetTrade> Trades, PositionLeg Leg = PositionLeg.Both);

/// <summary>Changes by others in the books' file.</summary>
internal sealed record KeptChanges(string Instrument, IReadOnlyList<VenueClose> Changes);

[JsonSerializable(typeof(KeptBooks))]
internal sealed partial class KeptBooksJson : JsonSerializerContext;
