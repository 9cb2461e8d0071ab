using Argosy.Core.Instruments;
using Argosy.Core.Orders;
using Argosy.Core.Values;

namespace Argosy.Engine.Accounting;

/// <summary>The run's exact books: one cash pot, positions of each strategy book, and the other side of every movement.</summary>
/// <remarks>
/// Notional and fee are rounded once, at the fill, to the asset's precision; every later sum is exact. The cost basis is a total:
/// a partial close takes its share, rounded, and leaves the rest. Equity is marked in double at every bar and in decimal when asked.
/// </remarks>
public sealed class Ledger
{
    /// <summary>Decimal places of every asset's balance.</summary>
    public const int AssetScale = Amount.Scale;

    static readonly int AccountCount = Enum.GetValues<LedgerAccount>().Length;

    readonly Instrument[] _instruments;
    readonly Position[] _positions;
    readonly Amount[] _net;
    readonly bool[] _isHeld;
    readonly double[] _netStatistic;
    readonly double[] _markStatistic;
    readonly Amount[] _accounts;
    readonly List<CashFlow> _cashFlows = [];
    double _cashStatistic;
    int _shorts;
    Amount _dust;
    bool _owesCash;
    int _held;

    internal Ledger(Instrument[] instruments, int books, decimal startingCash)
    {
        _instruments = instruments;
        Books = books;
        _positions = new Position[books * instruments.Length];
        _net = new Amount[instruments.Length];
        _isHeld = new bool[instruments.Length];
        _netStatistic = new double[instruments.Length];
        _markStatistic = new double[instruments.Length];
        _accounts = new Amount[AccountCount * (instruments.Length + 1)];
        StartingCash = startingCash;
        Post(LedgerAccount.Capital, LedgerAccount.Balance, Quote, Amount.Of(startingCash));
        CashChanged();
    }

    // Asset 0 is the quote asset of the pot, asset 1 + i the base asset of instrument i.
    const int Quote = 0;

    /// <summary>Cash at the start, quote asset.</summary>
    public decimal StartingCash { get; }

    /// <summary>Number of strategy books.</summary>
    public int Books { get; }

    /// <summary>Number of instruments.</summary>
    public int InstrumentCount => _net.Length;

    /// <summary>Quote asset held, short proceeds included.</summary>
    public decimal Cash => Balance.ToMoney();

    /// <summary>Quote asset that resting purchases have reserved.</summary>
    public decimal Reserved => SetAside.ToMoney();

    /// <summary>Value at booking of the remainders in the dust account, quote asset.</summary>
    public decimal DustValue => _dust.ToMoney();

    /// <summary>Quote asset that no resting purchase has reserved, short proceeds included.</summary>
    internal Amount Unreserved => Balance - SetAside;

    /// <summary><see cref="Reserved"/> as an amount.</summary>
    internal Amount SetAside { get; set; }

    Amount Balance => _accounts[Slot(LedgerAccount.Balance, Quote)];

    /// <summary>Whether anything is owed: an instrument is net short or, where a book covered a short at a loss and another holds on, quote asset.</summary>
    public bool HasShort => _shorts > 0 || _owesCash;

    /// <summary>Whether any book holds anything.</summary>
    public bool HasPosition => _held > 0;

    /// <summary>Interest, funding and dust bookings in order.</summary>
    public IReadOnlyList<CashFlow> CashFlows => _cashFlows;

    /// <summary>Equity as a statistic at the last marks, quote asset.</summary>
    public double EquityStatistic
    {
        get
        {
            var equity = _cashStatistic;
            if (HasPosition)
            {
                for (var i = 0; i < _netStatistic.Length; i++) equity += _netStatistic[i] * _markStatistic[i];
            }
            return equity;
        }
    }

    /// <summary>Exact equity at the last marks, quote asset.</summary>
    public decimal Equity
    {
        get
        {
            var equity = Cash + DustValue;
            for (var i = 0; i < _net.Length; i++)
            {
                if (!_net[i].IsZero) equity += _net[i].ToMoney() * Mark(i);
            }
            return equity;
        }
    }

    /// <summary>Whether any book is short of anything; books never stand up for one another.</summary>
    public bool HasBookShort => Books == 1 ? _shorts > 0 : BookShort(-1, -1);

    /// <summary>Σ |quantity| · mark over all positions of all books, quote asset.</summary>
    public decimal GrossExposure
    {
        get
        {
            var gross = 0m;
            for (var i = 0; i < _net.Length; i++)
            {
                var quantity = Gross(i);
                if (!quantity.IsZero) gross += quantity.ToMoney() * Mark(i);
            }
            return gross;
        }
    }

    /// <summary>Quote asset that the open short positions brought in.</summary>
    public decimal ShortProceeds
    {
        get
        {
            var proceeds = Amount.Zero;
            foreach (ref readonly var position in _positions.AsSpan()) proceeds += position.ShortProceeds;
            return proceeds.ToMoney();
        }
    }

    /// <summary>Wallet, margins and maintenance where the instruments are perpetual contracts; null on spot.</summary>
    public MarginAccount? Margin { get; private set; }

    /// <summary>Whether any book is short of another instrument.</summary>
    public bool HasOtherShort(int instrument) => Books == 1 ? _shorts > (_net[instrument].Sign < 0 ? 1 : 0) : BookShort(-1, instrument);

    /// <summary>Whether any position but this one of this book is short.</summary>
    public bool HasOtherShort(int book, int instrument) => Books == 1 ? HasOtherShort(instrument) : BookShort(book, instrument);

    /// <summary>Σ |quantity| of an instrument over all books, base asset.</summary>
    public decimal BookGross(int instrument) => Gross(instrument).ToMoney();

    /// <summary>Last price of an instrument as money, quote asset.</summary>
    public decimal Mark(int instrument) => _instruments[instrument].ToMoney(_instruments[instrument].ToUnits(_markStatistic[instrument]));

    /// <summary>Last price of an instrument as a statistic, quote asset.</summary>
    public double MarkStatistic(int instrument) => _markStatistic[instrument];

    /// <summary>Net quantity over all books, base asset.</summary>
    public decimal Net(int instrument) => _net[instrument].ToMoney();

    /// <summary>A book's position.</summary>
    public ref readonly Position Position(int book, int instrument) => ref _positions[(book * _net.Length) + instrument];

    /// <summary>An account's balance; asset 0 is the quote asset, 1 + i the base asset of instrument i.</summary>
    public decimal Account(LedgerAccount account, int asset) => Exact.Trim(_accounts[Slot(account, asset)].ToMoney());

    /// <summary>Σ over all accounts of an asset: always zero.</summary>
    public decimal Imbalance(int asset)
    {
        var sum = 0m;
        for (var account = 0; account < AccountCount; account++) sum += _accounts[(asset * AccountCount) + account].ToMoney();
        return sum;
    }

    /// <summary>What equity is made of as statistics while nothing trades: cash, and the quantity held of an account with one instrument.</summary>
    internal (double Cash, double Quantity) QuietState(int instrument) => (_cashStatistic, HasPosition ? _netStatistic[instrument] : 0);

    internal void SetMark(int instrument, double price) => _markStatistic[instrument] = price;

    internal void Apply(in Fill fill)
    {
        var instrument = fill.Instrument;
        var quantity = Amount.Of(fill.Quantity);
        var notional = Amount.Notional(fill.Price, quantity);
        var feeInBase = (fill.Traits & FillTraits.FeeInBase) != 0;
        if (fill.Side == Side.Buy)
        {
            Post(LedgerAccount.Balance, LedgerAccount.Market, Quote, notional);
            Post(LedgerAccount.Market, LedgerAccount.Balance, 1 + instrument, quantity);
        }
        else
        {
            Post(LedgerAccount.Market, LedgerAccount.Balance, Quote, notional);
            Post(LedgerAccount.Balance, LedgerAccount.Market, 1 + instrument, quantity);
        }
        Post(LedgerAccount.Balance, LedgerAccount.Fees, feeInBase ? 1 + instrument : Quote, Amount.Of(fill.Fee));

        _positions[(fill.Book * _net.Length) + instrument].Take(in fill, notional);
        SetNet(instrument);
        CashChanged();
        Margin?.Take(in fill, notional);
    }

    /// <summary>Makes the instruments perpetual contracts; before anything is booked.</summary>
    internal void UseMargin(MarginTerms terms) => Margin = new MarginAccount(terms, this, _net.Length);

    /// <summary>Pays (negative) or receives funding for a book's position.</summary>
    internal void PayFunding(int book, int instrument, long time, decimal flow, int fills)
    {
        Post(LedgerAccount.Funding, LedgerAccount.Balance, Quote, Amount.Of(flow));
        _cashFlows.Add(new CashFlow(LedgerAccount.Funding, (short)instrument, (short)book, time, flow, 0, fills));
        CashChanged();
        Margin?.Fund(instrument, flow);
    }

    /// <summary>Lets the insurance pay what a balance lacks to zero after a fill.</summary>
    internal void CoverShortage(in Fill fill, int fills)
    {
        if (Margin is not { Terms.IsInsured: true }) return;
        var lacking = Margin.Shortage(in fill);
        if (lacking <= 0) return;
        Post(LedgerAccount.Insurance, LedgerAccount.Balance, Quote, Amount.Of(lacking));
        _cashFlows.Add(new CashFlow(LedgerAccount.Insurance, fill.Instrument, fill.Book, fill.Time, lacking, 0, fills));
        CashChanged();
    }

    /// <summary>Books what is left of a position, too small to trade, to the dust account at the last price: that of the fill that left it, or the mark.</summary>
    internal void BookDust(int book, int instrument, long time, decimal price, int fills)
    {
        ref var position = ref _positions[(book * _net.Length) + instrument];
        var quantity = position.Quantity;
        var value = Exact.Round(quantity * price, AssetScale);
        Post(LedgerAccount.Balance, LedgerAccount.Dust, 1 + instrument, position.Held);
        position.Result += Amount.Of(value) - position.Basis;
        position.Held = Amount.Zero;
        position.Basis = Amount.Zero;
        _dust += Amount.Of(value);
        _cashFlows.Add(new CashFlow(LedgerAccount.Dust, (short)instrument, (short)book, time, value, quantity, fills));
        SetNet(instrument);
        CashChanged();
        Margin?.Drop(instrument, quantity);
    }

    /// <summary>Charges interest (positive) to a book's position.</summary>
    internal void ChargeInterest(int book, int instrument, long time, decimal amount, int fills)
    {
        Post(LedgerAccount.Balance, LedgerAccount.Interest, Quote, Amount.Of(amount));
        _cashFlows.Add(new CashFlow(LedgerAccount.Interest, (short)instrument, (short)book, time, -amount, 0, fills));
        CashChanged();
    }

    void SetNet(int instrument)
    {
        var before = _net[instrument];
        var net = _positions[instrument].Held;
        for (var book = 1; book < Books; book++) net += _positions[(book * _net.Length) + instrument].Held;
        var (sign, signBefore) = (net.Sign, before.Sign);
        _shorts += (sign < 0 ? 1 : 0) - (signBefore < 0 ? 1 : 0);
        _held += Books == 1 ? (sign != 0 ? 1 : 0) - (signBefore != 0 ? 1 : 0) : HeldChange(instrument);
        _net[instrument] = net;
        _netStatistic[instrument] = net.ToStatistic();
    }

    // Opposite positions of two books are two positions, though the account's net is none.
    int HeldChange(int instrument)
    {
        var (before, held) = (_isHeld[instrument], !Gross(instrument).IsZero);
        _isHeld[instrument] = held;
        return (held ? 1 : 0) - (before ? 1 : 0);
    }

    // Whether a position is short, one left out: of a book and an instrument, or with book -1 an instrument as a whole.
    bool BookShort(int exceptBook, int exceptInstrument)
    {
        for (var slot = 0; slot < _positions.Length; slot++)
        {
            if (_positions[slot].Held.Sign >= 0) continue;
            if (slot % _net.Length != exceptInstrument || (exceptBook >= 0 && slot / _net.Length != exceptBook)) return true;
        }
        return false;
    }

    void CashChanged()
    {
        var cash = Balance;
        _owesCash = Books > 1 && cash.Sign < 0;
        _cashStatistic = (cash + _dust).ToStatistic();
    }

    static int Slot(LedgerAccount account, int asset) => (asset * AccountCount) + (int)account;

    Amount Gross(int instrument)
    {
        if (Books == 1) return _net[instrument].Magnitude;
        var gross = Amount.Zero;
        for (var book = 0; book < Books; book++) gross += Position(book, instrument).Held.Magnitude;
        return gross;
    }

    void Post(LedgerAccount from, LedgerAccount to, int asset, Amount amount)
    {
        _accounts[Slot(from, asset)] -= amount;
        _accounts[Slot(to, asset)] += amount;
    }
}
