using Argosy.Core.Instruments;
using Argosy.Core.Orders;
using Argosy.Core.Values;

namespace Argosy.Engine.Accounting;

/// <summary>Cuts a run's fills and cash flows into trades: flat to flat for each book and instrument.</summary>
/// <remarks>
/// A fill through zero is split by the position it closes and the position it opens; notional and fee go pro rata, the remainder to the
/// second part. A trade's result is the sum of its cash movements, so the results of all trades sum to what the ledger's equity gained,
/// to the last unit. A fee in the base asset makes the position smaller; its value at the fill's price is reported, not counted again.
/// </remarks>
public sealed class TradeBuilder
{
    // Averages carry this many places more than the prices they are made of.
    const int MeanPlaces = 4;

    readonly Instrument[] _instruments;
    readonly OpenTrade[] _open;
    readonly int[] _last;
    readonly List<Trade> _trades = [];

    /// <summary>Starts flat everywhere.</summary>
    /// <param name="instruments">Instruments in the run's order.</param>
    /// <param name="books">Number of strategy books, 1 or more.</param>
    public TradeBuilder(IReadOnlyList<Instrument> instruments, int books)
    {
        ArgumentNullException.ThrowIfNull(instruments);
        ArgumentOutOfRangeException.ThrowIfLessThan(books, 1);
        _instruments = [.. instruments];
        _open = new OpenTrade[books * _instruments.Length];
        _last = new int[_open.Length];
        Array.Fill(_last, -1);
    }

    /// <summary>The trades that have ended, in the order of their ends.</summary>
    public IReadOnlyList<Trade> Trades => _trades;

    /// <summary>Σ of the results of all trades that have ended, quote asset: after <see cref="CloseOpen"/> the final equity less the starting cash.</summary>
    public decimal TotalPnl { get; private set; }

    /// <summary>Takes a whole run's fills and cash flows in their common order.</summary>
    public void Add(FillHistory fills, IReadOnlyList<CashFlow> flows)
    {
        ArgumentNullException.ThrowIfNull(fills);
        ArgumentNullException.ThrowIfNull(flows);
        var next = 0;
        for (var i = 0; i < fills.Count; i++)
        {
            for (; next < flows.Count && flows[next].AfterFill <= i; next++) Add(flows[next]);
            Add(in fills[i]);
        }
        for (; next < flows.Count; next++) Add(flows[next]);
    }

    /// <summary>Takes the next fill.</summary>
    public void Add(in Fill fill)
    {
        var slot = Slot(fill.Book, fill.Instrument);
        ref var open = ref _open[slot];
        var whole = Whole(in fill);
        if (!open.IsOpen) Begin(ref open, in fill, whole.Net);
        if (whole.Net != 0 && decimal.Sign(whole.Net) != (int)open.Side && Math.Abs(whole.Net) > Math.Abs(open.Held))
        {
            var first = FirstPart(in fill, whole, open.Held);
            Take(ref open, in fill, first, closes: true);
            End(slot, fill.Time);
            var second = new FillPart(
                whole.Quantity - first.Quantity, whole.Net - first.Net, whole.Notional - first.Notional, whole.Cash - first.Cash, whole.Fee - first.Fee);
            Begin(ref open, in fill, second.Net);
            Take(ref open, in fill, second, closes: false);
            return;
        }
        Take(ref open, in fill, whole, closes: decimal.Sign(whole.Net) == -(int)open.Side);
        if (open.Held == 0) End(slot, fill.Time);
    }

    /// <summary>Takes the next flow: interest, funding and what insurance paid belong to the trade of that position, dust ends it.</summary>
    public void Add(in CashFlow flow)
    {
        var slot = Slot(flow.Book, flow.Instrument);
        ref var open = ref _open[slot];
        if (!open.IsOpen)
        {
            AddToLast(slot, flow.Amount);
            return;
        }
        open.Cash += flow.Amount;
        if (flow.Kind != LedgerAccount.Dust) return;
        open.Held -= flow.Quantity;
        if (open.Held != 0) return;
        if (open.Exit.Quantity == 0)
        {
            // Nothing of it was ever sold: what the ledger valued it at is its exit.
            open.Exit.Add(Exact.Round(flow.Amount / flow.Quantity, MeanScale(flow.Instrument)), Math.Abs(flow.Quantity));
            open.LastPurpose = OrderPurpose.Dust;
        }
        End(slot, flow.Time);
    }

    /// <summary>Ends what is still open at the last closes, taker fee taken off; no fill is made of it.</summary>
    /// <param name="time">The run's last instant, Unix ms.</param>
    /// <param name="lastCloses">Last close of each instrument, quote asset, in the run's order.</param>
    /// <param name="takerFee">Fee, ratio of the notional.</param>
    public void CloseOpen(long time, ReadOnlySpan<decimal> lastCloses, decimal takerFee)
    {
        for (var slot = 0; slot < _open.Length; slot++)
        {
            ref var open = ref _open[slot];
            if (!open.IsOpen) continue;
            var close = lastCloses[slot % _instruments.Length];
            var quantity = Math.Abs(open.Held);
            var notional = Exact.Round(close * quantity, Ledger.AssetScale);
            var fee = Exact.RoundUp(notional * takerFee, Ledger.AssetScale);
            open.Cash += (open.Held > 0 ? notional : -notional) - fee;
            open.Fees += fee;
            open.Held = 0;
            open.LastPurpose = OrderPurpose.EndOfRun;
            if (quantity != 0) open.Exit.Add(close, quantity);
            End(slot, time, atEnd: true);
        }
    }

    static FillPart Whole(in Fill fill)
    {
        var notional = Exact.Round(fill.Price * fill.Quantity, Ledger.AssetScale);
        var cash = fill.Side == Side.Buy ? -notional : notional;
        return (fill.Traits & FillTraits.FeeInBase) != 0
            ? new FillPart(fill.Quantity, fill.SignedQuantity - fill.Fee, notional, cash, Exact.RoundUp(fill.Fee * fill.Price, Ledger.AssetScale))
            : new FillPart(fill.Quantity, fill.SignedQuantity, notional, cash - fill.Fee, fill.Fee);
    }

    // What brings the position exactly to zero.
    static FillPart FirstPart(in Fill fill, FillPart whole, decimal held)
    {
        var net = Math.Abs(whole.Net);
        var closed = Math.Abs(held);
        var feeInBase = (fill.Traits & FillTraits.FeeInBase) != 0;
        var notional = Share(whole.Notional, closed, net);
        var fee = Share(whole.Fee, closed, net);
        var cash = (fill.Side == Side.Buy ? -notional : notional) - (feeInBase ? 0 : fee);
        return new FillPart(feeInBase ? Share(whole.Quantity, closed, net) : closed, -held, notional, cash, fee);
    }

    static decimal Share(decimal amount, decimal part, decimal whole) => Exact.Round(amount * part / whole, Ledger.AssetScale);

    static void Begin(ref OpenTrade open, in Fill fill, decimal net)
    {
        open = default;
        open.IsOpen = true;
        open.EntryTime = fill.Time;
        open.Side = net == 0 ? (fill.Side == Side.Buy ? Direction.Long : Direction.Short) : (Direction)decimal.Sign(net);
    }

    static void Take(ref OpenTrade open, in Fill fill, FillPart part, bool closes)
    {
        open.Held += part.Net;
        open.Cash += part.Cash;
        open.Fees += part.Fee;
        open.PathDependent |= (fill.Traits & FillTraits.PathDependent) != 0;
        open.SameBar |= (fill.Traits & FillTraits.SameBar) != 0;
        open.LastPurpose = fill.Purpose;
        if (closes)
        {
            open.Exit.Add(fill.Price, part.Quantity);
            return;
        }
        open.Entry.Add(fill.Price, part.Quantity);
        open.OpeningNotional += part.Notional;
    }

    void End(int slot, long time, bool atEnd = false)
    {
        ref var open = ref _open[slot];
        var instrument = (short)(slot % _instruments.Length);
        var scale = MeanScale(instrument);
        var entry = open.Entry.Round(scale);
        _last[slot] = _trades.Count;
        TotalPnl += open.Cash;
        _trades.Add(new Trade
        {
            Id = _trades.Count + 1,
            Instrument = instrument,
            Book = (short)(slot / _instruments.Length),
            Side = open.Side,
            EntryTime = open.EntryTime,
            EntryPrice = entry,
            ExitTime = time,
            ExitPrice = open.Exit.Quantity == 0 ? entry : open.Exit.Round(scale),
            Quantity = open.Entry.Quantity,
            OpeningNotional = open.OpeningNotional,
            Fees = open.Fees,
            Pnl = open.Cash,
            ExitReason = open.LastPurpose,
            PathDependent = open.PathDependent,
            SameBar = open.SameBar,
            OpenAtEnd = atEnd,
        });
        open.IsOpen = false;
    }

    // Money that moves for a position already closed (an insurance payment) belongs to the trade that closed it.
    void AddToLast(int slot, decimal amount)
    {
        var last = _last[slot];
        Invariant.Check(last >= 0, "a cash flow belongs to a position");
        TotalPnl += amount;
        _trades[last] = _trades[last] with { Pnl = _trades[last].Pnl + amount };
    }

    int MeanScale(short instrument) => Math.Max(Ledger.AssetScale, Math.Min(_instruments[instrument].PriceScale + MeanPlaces, Exact.MaxScale));

    int Slot(short book, short instrument) => (book * _instruments.Length) + instrument;
}
