using System.Runtime.CompilerServices;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Accounting;
using Argosy.Strategies.Sizing;

namespace Argosy.Research.Sweeps;

/// <summary>One set's run: cash, position and the order at work, moved from signal to signal in whole numbers.</summary>
/// <remarks>
/// What the engine, the gate, the venue and the ledger do with the targets of an account that is never short, orders at the market only
/// and has one instrument: an entry is sized at the decision, filled at the next open, held back by the bar's volume, cancelled by the
/// opposite signal; an exit sells what is held. Between two signals nothing but the price changes, and nothing is done.
/// </remarks>
sealed class SweepAccount
{
    readonly SweepTape _tape;
    readonly SweepTerms _terms;
    readonly SweepRecord? _record;
    long _held;
    Work _work;
    bool _isAmount, _isTouched, _isFirstTry;
    long _left;
    decimal _leftMoney;
    long _decidedAt;
    int _orderId, _row, _since;

    public SweepAccount(SweepTape tape, SweepTerms terms, SweepRecord? record)
    {
        (_tape, _terms, _record) = (tape, terms, record);
        Cash = terms.Cash;
        _row = _since = tape.FirstRow;
    }

    enum Work
    {
        Nothing,
        Purchase,
        Sale,
    }

    /// <summary>Quote asset held, units of 10^−8.</summary>
    public long Cash { get; private set; }

    /// <summary>Value of what was booked away as dust, units of 10^−8.</summary>
    public long Dust { get; private set; }

    /// <summary>Position, quantity units.</summary>
    public long Held => _held;

    /// <summary>Orders, refused ones included.</summary>
    public int Orders { get; private set; }

    /// <summary>Fills.</summary>
    public int Fills { get; private set; }

    /// <summary>Positions opened from flat.</summary>
    public int Trades { get; private set; }

    /// <summary>Equity points with a position.</summary>
    public long ExposedPoints { get; private set; }

    /// <summary>Takes the account through the bars of a tile: opens, fills and the signals at their closes.</summary>
    /// <exception cref="OverflowException">A number does not fit; the engine must run this set.</exception>
    public void Process(int start, int end, ReadOnlySpan<ulong> up, ReadOnlySpan<ulong> down)
    {
        var row = Math.Max(_row, start);
        while (row < end)
        {
            if (_work != Work.Nothing)
            {
                Arrive(row);
                if (_work != Work.Nothing)
                {
                    if (SignalBits.IsSet(_work == Work.Purchase ? down : up, row - start)) Decide(row);
                    row++;
                    continue;
                }
            }
            row = start + SignalBits.Next(_held > 0 ? down : up, row - start, end - start);
            if (row >= end) break;
            Decide(row);
            row++;
        }
        _row = row;
    }

    /// <summary>Counts what is left up to the last bar.</summary>
    public void Finish() => Until(_tape.Rows);

    // The opposite of what the account holds or is about to hold was asked for at the close of a bar.
    void Decide(int row)
    {
        if (_work == Work.Sale)
        {
            // Long again: what is not sold yet stays.
            _work = Work.Nothing;
            return;
        }
        var wasBuying = _work == Work.Purchase;
        _work = Work.Nothing;
        if (_held > 0) Close(row);
        else if (!wasBuying) Open(row);
    }

    void Open(int row)
    {
        Orders++;
        _orderId++;
        _isAmount = _terms.Sizing is not FixedQuantity;
        if (_isAmount)
        {
            var amount = _terms.Sizing switch
            {
                FixedQuote => Math.Min(_terms.Amount, Cash),
                EquityShare share => Math.Min(Share(share), Cash),
                _ => Cash,
            };
            if (amount <= 0 || amount < _terms.MinNotionalUnits) return;
            _left = amount;
        }
        else
        {
            if (_terms.Quantity <= 0 || IsBelowMinimum(row, _terms.Quantity)) return;
            _left = _terms.Quantity;
        }
        Send(Work.Purchase, row);
    }

    void Close(int row)
    {
        if (IsBelowMinimum(row, _held))
        {
            BookDust(row);
            return;
        }
        Orders++;
        _orderId++;
        _isAmount = false;
        _left = _held;
        Send(Work.Sale, row);
    }

    void Send(Work work, int row)
    {
        _work = work;
        _isTouched = false;
        _isFirstTry = true;
        if (_record is not null) _decidedAt = _tape.Bars.CloseTime(row);
    }

    // The order meets the open of a bar: it fills, waits for the next one, or ends.
    void Arrive(int row)
    {
        var price = _tape.Instrument.ToUnits(_tape.Bars.Open[row]);
        if (_work == Work.Sale) Sell(row, price);
        else if (_isAmount) BuyFor(row, price);
        else Buy(row, price);
        _isFirstTry = false;
    }

    void Sell(int row, long price)
    {
        var quantity = Math.Min(_left, _tape.Cap(row));
        if (quantity <= 0) return;
        _terms.Selling.Cost(price, quantity, out var notional, out var fee);
        Until(row);
        Cash = Counted(Cash + notional - fee);
        _held -= quantity;
        _left -= quantity;
        Book(row, Side.Sell, price, quantity, fee, isFinal: _left == 0);
    }

    void Buy(int row, long price)
    {
        var quantity = Math.Min(_left, _tape.Cap(row));
        if (quantity <= 0) return;
        _terms.Buying.Cost(price, quantity, out var notional, out var fee);
        if (notional + fee > Cash)
        {
            _work = Work.Nothing;
            return;
        }
        Pay(row, notional + fee, quantity);
        _left -= quantity;
        Book(row, Side.Buy, price, quantity, fee, isFinal: _left == 0);
    }

    void BuyFor(int row, long price)
    {
        var money = _terms.Buying;
        if (!_isTouched && money.TryQuantity(_left, price, out var quantity) && quantity > 0 && quantity <= _tape.Cap(row))
        {
            money.Cost(price, quantity, out var notional, out var fee);
            // One unit more than needed: the notional may have been rounded.
            if (notional + fee <= Cash && notional > _terms.MinNotionalUnits)
            {
                Pay(row, notional + fee, quantity);
                Book(row, Side.Buy, price, quantity, fee, isFinal: true);
                return;
            }
        }
        BuyForExactly(row, price);
    }

    // The same in decimal, for what whole numbers leave open: parts of an amount, the last unit of cash, very small and very large numbers.
    void BuyForExactly(int row, long units)
    {
        var (instrument, money) = (_terms.Instrument, _terms.Buying);
        var price = money.Price(units);
        var left = _isTouched ? _leftMoney : Exact.FromUnits(_left, Ledger.AssetScale);
        var wanted = instrument.FloorToLot(left / (price * (1 + _terms.TakerFee)));
        var quantity = _tape.IsCapped ? Math.Min(wanted, money.Quantity(_tape.Cap(row))) : wanted;
        var isCut = quantity < wanted;
        if (isCut && quantity <= 0) return;
        if (CostOf(price, quantity) > CashMoney) quantity = LargestPurchase(price);
        var judged = isCut ? wanted : quantity;
        if (quantity <= 0 || (!_isTouched && instrument.MinNotional > 0 && judged * price < instrument.MinNotional))
        {
            _work = Work.Nothing;
            return;
        }
        var notional = Exact.Round(price * quantity, Ledger.AssetScale);
        var fee = Exact.RoundUp(notional * _terms.TakerFee, Ledger.AssetScale);
        var quantityUnits = money.ToUnits(quantity);
        Pay(row, FillMoney.ToMoneyUnits(notional + fee), quantityUnits);
        _leftMoney = left - (price * quantity * (1 + _terms.TakerFee));
        _isTouched = true;
        Book(row, Side.Buy, units, quantityUnits, FillMoney.ToMoneyUnits(fee), isFinal: !isCut);
    }

    // Rounding at the fill may cost a unit more than the quotient says.
    decimal LargestPurchase(decimal price)
    {
        var largest = _terms.Instrument.FloorToLot(Math.Max(0, CashMoney / (price * (1 + _terms.TakerFee))));
        return largest > 0 && CostOf(price, largest) > CashMoney ? largest - _terms.Instrument.LotSize : largest;
    }

    decimal CostOf(decimal price, decimal quantity)
    {
        var notional = Exact.Round(price * quantity, Ledger.AssetScale);
        return notional + Exact.RoundUp(notional * _terms.TakerFee, Ledger.AssetScale);
    }

    void Pay(int row, long cost, long quantity)
    {
        Until(row);
        Cash = Counted(Cash - cost);
        if (_held == 0) Trades++;
        _held = Counted(_held + quantity);
    }

    void Book(int row, Side side, long price, long quantity, long fee, bool isFinal)
    {
        Fills++;
        if (isFinal) _work = Work.Nothing;
        if (_record is not { KeepsFills: true }) return;
        var time = _tape.Bars.OpenTimes[row];
        var traits = FillTraits.AtOpen;
        if (isFinal) traits |= FillTraits.Final;
        if (_isFirstTry && time - _decidedAt > _terms.LateAfterMs) traits |= FillTraits.AfterGap;
        var money = side == Side.Buy ? _terms.Buying : _terms.Selling;
        _record.Add(new Fill
        {
            OrderId = _orderId,
            Instrument = 0,
            Book = 0,
            Side = side,
            Purpose = OrderPurpose.Signal,
            Traits = traits,
            Time = time,
            PathUnits = price,
            Price = money.Price(price),
            Quantity = money.Quantity(quantity),
            Fee = Exact.FromUnits(fee, Ledger.AssetScale),
        });
    }

    void BookDust(int row)
    {
        Until(row + 1);
        var quantity = _terms.Buying.Quantity(_held);
        var value = Exact.Round(quantity * MarkAt(row), Ledger.AssetScale);
        Dust = Counted(Dust + FillMoney.ToMoneyUnits(value));
        _record?.Add(new CashFlow(LedgerAccount.Dust, 0, 0, _tape.Bars.CloseTime(row), value, quantity, Fills));
        _held = 0;
    }

    bool IsBelowMinimum(int row, long quantity)
    {
        var instrument = _terms.Instrument;
        if (instrument.MinNotional == 0 || quantity / _terms.QuantityPower * _tape.Bars.Close[row] > 2 * instrument.MinNotionalStatistic) return false;
        return _terms.Buying.Quantity(quantity) * MarkAt(row) < instrument.MinNotional;
    }

    long Share(EquityShare share) => FillMoney.ToMoneyUnits(Exact.RoundDown(Exact.FromUnits(Cash + Dust, Ledger.AssetScale) * share.Share, Ledger.AssetScale));

    // Nothing has changed since the last time up to this bar: its equity points are those of the position until now.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void Until(int row)
    {
        if (_held != 0) ExposedPoints += row - _since;
        if (_record is not null && row > _since) _record.Add(row, CashStatistic, HeldStatistic);
        _since = Math.Max(_since, row);
    }

    double CashStatistic => Exact.ToStatistic(Cash + Dust, Ledger.AssetScale);

    double HeldStatistic => Exact.ToStatistic(_held, _terms.QuantityScale);

    decimal CashMoney => Exact.FromUnits(Cash, Ledger.AssetScale);

    decimal MarkAt(int row) => _tape.Instrument.ToMoney(_tape.Instrument.ToUnits(_tape.Bars.Close[row]));

    static long Counted(long units) => units is >= -(long.MaxValue / 4) and <= long.MaxValue / 4 ? units : throw new OverflowException();
}
