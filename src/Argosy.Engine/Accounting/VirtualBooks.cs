using Argosy.Core.Orders;
using Argosy.Core.Values;

namespace Argosy.Engine.Accounting;

/// <summary>What each strategy book did to the one cash pot: its own cash movements and what it holds, made of fills and cash flows alone.</summary>
/// <remarks>A book begins with nothing; over all books the cash sums to what the account's cash gained, the quantities to what it holds, to the last unit.</remarks>
public sealed class VirtualBooks
{
    readonly int _instruments;
    readonly decimal[] _cash;
    readonly decimal[] _dust;
    readonly decimal[] _quantities;

    /// <summary>Books that have done nothing yet.</summary>
    /// <param name="books">Number of strategy books, 1 or more.</param>
    /// <param name="instruments">Number of instruments, 1 or more.</param>
    public VirtualBooks(int books, int instruments)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(books, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(instruments, 1);
        _instruments = instruments;
        _cash = new decimal[books];
        _dust = new decimal[books];
        _quantities = new decimal[books * instruments];
    }

    /// <summary>The books of a whole run.</summary>
    public static VirtualBooks Of(Ledger ledger, FillHistory fills)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentNullException.ThrowIfNull(fills);
        var books = new VirtualBooks(ledger.Books, ledger.InstrumentCount);
        for (var i = 0; i < fills.Count; i++) books.Add(in fills[i]);
        foreach (var flow in ledger.CashFlows) books.Add(in flow);
        return books;
    }

    /// <summary>Quote asset a book brought in (positive) or took out (negative) so far, fees, funding and interest included.</summary>
    public decimal Cash(int book) => _cash[book];

    /// <summary>Signed quantity a book holds, base asset.</summary>
    public decimal Quantity(int book, int instrument) => _quantities[(book * _instruments) + instrument];

    /// <summary>What a book is worth at prices: its cash, its dust at the value it was booked at, and what it holds, quote asset.</summary>
    /// <param name="book">The book.</param>
    /// <param name="prices">Price of each instrument, quote asset.</param>
    public decimal Value(int book, ReadOnlySpan<decimal> prices)
    {
        var value = _cash[book] + _dust[book];
        for (var i = 0; i < _instruments; i++) value += Quantity(book, i) * prices[i];
        return value;
    }

    /// <summary>Takes the next fill.</summary>
    public void Add(in Fill fill)
    {
        var notional = Exact.Round(fill.Price * fill.Quantity, Ledger.AssetScale);
        var inBase = (fill.Traits & FillTraits.FeeInBase) != 0;
        _cash[fill.Book] += (fill.Side == Side.Buy ? -notional : notional) - (inBase ? 0 : fill.Fee);
        _quantities[(fill.Book * _instruments) + fill.Instrument] += fill.SignedQuantity - (inBase ? fill.Fee : 0);
    }

    /// <summary>Takes the next cash flow; dust leaves the book's holdings and keeps its value.</summary>
    public void Add(in CashFlow flow)
    {
        if (flow.Kind != LedgerAccount.Dust)
        {
            _cash[flow.Book] += flow.Amount;
            return;
        }
        _dust[flow.Book] += flow.Amount;
        _quantities[(flow.Book * _instruments) + flow.Instrument] -= flow.Quantity;
    }
}
