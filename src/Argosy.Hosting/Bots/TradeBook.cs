using Argosy.Core.Instruments;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Hosting.Ports;

namespace Argosy.Hosting.Bots;

/// <summary>Cuts a run's executions into trades for the database: flat to flat for each instrument.</summary>
/// <remarks>A fill through zero is split pro rata. A fee in the base asset makes the position smaller; what is left then is less than a lot and counts as flat.</remarks>
/// <param name="deployment">The deployment.</param>
/// <param name="instruments">In the run's order.</param>
sealed class TradeBook(int deployment, IReadOnlyList<Instrument> instruments)
{
    const int Places = 8;

    readonly Open[] _open = new Open[instruments.Count];

    /// <summary>Trades that have ended.</summary>
    public int Count { get; private set; }

    /// <summary>Takes an execution; the trade it ended, or null.</summary>
    public TradeRow? Add(in Fill fill)
    {
        ref var open = ref _open[fill.Instrument];
        var inBase = (fill.Traits & FillTraits.FeeInBase) != 0;
        var moved = fill.SignedQuantity - (inBase ? fill.Fee : 0);
        var cash = -Exact.Round(fill.SignedQuantity * fill.Price, Places) - (inBase ? 0 : fill.Fee);
        if (open.Held != 0 && Math.Sign(moved) != Math.Sign(open.Held) && Math.Abs(moved) > Math.Abs(open.Held) && !IsDust(fill.Instrument, moved + open.Held))
        {
            var part = Exact.Round(cash * Math.Abs(open.Held / moved), Places);
            var rest = moved + open.Held;
            open.Take(-open.Held, part, in fill);
            var ended = End(ref open, in fill);
            open.Take(rest, cash - part, in fill);
            return ended;
        }
        open.Take(moved, cash, in fill);
        return IsDust(fill.Instrument, open.Held) ? End(ref open, in fill) : null;
    }

    /// <summary>Average entry price and begin of an instrument's open position.</summary>
    public (decimal Entry, long Since) Position(int instrument) => (_open[instrument].Price, _open[instrument].Since);

    /// <summary>What came with an instrument's open position and went otherwise than by its executions, funding above all, quote asset; paid is negative.</summary>
    public decimal FlowsOf(int instrument) => _open[instrument].Flows;

    /// <summary>Takes a flow of money that belongs to a position, e.g. funding.</summary>
    public void Add(int instrument, decimal cash)
    {
        if (_open[instrument].Held == 0) return;
        _open[instrument].Cash += cash;
        _open[instrument].Flows += cash;
    }

    bool IsDust(int instrument, decimal held) => Math.Abs(held) < instruments[instrument].LotSize;

    TradeRow End(ref Open open, in Fill fill)
    {
        var row = new TradeRow
        {
            Deployment = deployment,
            Number = ++Count,
            Instrument = instruments[fill.Instrument].Name,
            Side = open.Side,
            EntryTime = open.Since,
            ExitTime = fill.Time,
            Quantity = open.Entered,
            Pnl = open.Cash + Exact.Round(open.Held * fill.Price, Places),
            ExitReason = KebabCase.Of(fill.Purpose.ToString()),
        };
        open = default;
        return row;
    }

    struct Open
    {
        public decimal Held, Cash, Entered, Price, Flows;
        public long Since;
        public Side Side;

        public void Take(decimal moved, decimal cash, in Fill fill)
        {
            if (Held == 0) (Since, Side) = (fill.Time, moved > 0 ? Side.Buy : Side.Sell);
            if (Math.Sign(moved) == (Side == Side.Buy ? 1 : -1))
            {
                Price = Exact.Round(((Price * Math.Abs(Held)) + (fill.Price * Math.Abs(moved))) / (Math.Abs(Held) + Math.Abs(moved)), Places);
                Entered += Math.Abs(moved);
            }
            Held += moved;
            Cash += cash;
        }
    }
}
