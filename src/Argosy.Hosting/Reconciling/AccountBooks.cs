using Argosy.Core.Values;

namespace Argosy.Hosting.Reconciling;

/// <summary>Who owns what on one account: virtual books per bot, and the foreign rest.</summary>
/// <remarks>
/// A movement counts once, however often the venue tells of it. What the venue does to a position (funding, liquidation, interest) belongs to
/// the books that hold the instrument, by their share; without such a book it is foreign.
/// </remarks>
public sealed class AccountBooks
{
    const int Decimals = 18;

    readonly SortedDictionary<(string Book, string Asset), decimal> _own = [];
    readonly SortedDictionary<string, decimal> _foreign = new(StringComparer.Ordinal);
    readonly SortedDictionary<(string Instrument, string Book), decimal> _positions = [];
    readonly Dictionary<(string Id, FlowKind Kind, string Asset), long> _seen = [];

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

    /// <summary>A book's position in an instrument changed by an execution of its own.</summary>
    public void Hold(string book, string instrument, decimal change) => _positions[(instrument, book)] = Position(book, instrument) + change;

    /// <summary>A book's position, base asset, signed.</summary>
    public decimal Position(string book, string instrument) => _positions.GetValueOrDefault((instrument, book));

    /// <summary>Every book that holds an instrument, with its position.</summary>
    public IReadOnlyList<BookPosition> Holders(string instrument) => [.. _positions.Where(p => p.Key.Instrument == instrument && p.Value != 0).Select(p => new BookPosition(p.Key.Book, p.Value))];

    /// <summary>Takes a movement in; false where it was known.</summary>
    public bool Take(VenueFlow flow)
    {
        if (!_seen.TryAdd((flow.Id, flow.Kind, flow.Asset), flow.Time)) return false;
        switch (flow.Kind)
        {
            case FlowKind.OwnTrade or FlowKind.OwnFee:
                Invariant.Check(flow.Book.Length > 0, "an own execution names its book");
                AddOwn(flow.Book, flow.Asset, flow.Amount);
                break;
            case FlowKind.Funding or FlowKind.Liquidation or FlowKind.AutoDeleveraging or FlowKind.Interest or FlowKind.VenueFee:
                Share(flow);
                break;
            case FlowKind.Deposit or FlowKind.Withdrawal or FlowKind.ManualTrade or FlowKind.Transfer:
                AddForeign(flow.Asset, flow.Amount);
                break;
        }
        return true;
    }

    /// <summary>Whether a movement was taken in.</summary>
    public bool Knows(string id, FlowKind kind, string asset) => _seen.ContainsKey((id, kind, asset));

    /// <summary>Everything as it stands, movements since an instant by name.</summary>
    /// <param name="seenSince">Unix ms; a movement before it must not be told again.</param>
    public BookState State(long seenSince) => new(
        [.. _own.Select(o => new OwnAmount(o.Key.Book, o.Key.Asset, o.Value))],
        [.. _foreign.Select(f => new ForeignAmount(f.Key, f.Value))],
        [.. _positions.Select(p => new HeldPosition(p.Key.Instrument, p.Key.Book, p.Value))],
        [.. _seen.Where(s => s.Value >= seenSince).Select(s => new SeenFlow(s.Key.Id, s.Key.Kind, s.Key.Asset, s.Value))]);

    /// <summary>Books as they stood.</summary>
    public static AccountBooks Of(BookState state)
    {
        var books = new AccountBooks();
        foreach (var own in state.Own) books._own[(own.Book, own.Asset)] = own.Amount;
        foreach (var foreign in state.Foreign) books._foreign[foreign.Asset] = foreign.Amount;
        foreach (var held in state.Positions) books._positions[(held.Instrument, held.Book)] = held.Quantity;
        foreach (var seen in state.Seen) books._seen[(seen.Id, seen.Kind, seen.Asset)] = seen.Time;
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

    // By share of the position; the last holder takes what rounding leaves, so that nothing is lost.
    void Share(VenueFlow flow)
    {
        var holders = flow.Instrument.Length > 0 ? Holders(flow.Instrument) : [];
        var (whole, left) = (holders.Sum(h => Math.Abs(h.Quantity)), flow.Amount);
        for (var i = 0; i < holders.Count; i++)
        {
            var share = i == holders.Count - 1 ? left : decimal.Round(flow.Amount * Math.Abs(holders[i].Quantity) / whole, Decimals, MidpointRounding.ToZero);
            AddOwn(holders[i].Book, flow.Asset, share);
            left -= share;
        }
        if (holders.Count == 0) AddForeign(flow.Asset, flow.Amount);
    }

    void AddOwn(string book, string asset, decimal amount) => _own[(book, asset)] = Own(book, asset) + amount;

    void AddForeign(string asset, decimal amount) => _foreign[asset] = Foreign(asset) + amount;
}
