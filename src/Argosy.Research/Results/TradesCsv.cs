using Argosy.Core.Values;
using Argosy.Engine.Accounting;
using Argosy.Research.Backtests;

namespace Argosy.Research.Results;

/// <summary>All trades as CSV; times Unix ms, money in plain decimal notation.</summary>
public static class TradesCsv
{
    /// <summary>Names of the columns.</summary>
    public const string Header =
        "id,instrument,side,entryTime,entryPrice,exitTime,exitPrice,quantity,fees,pnl,returnRatio,exitReason,pathDependent,openAtEnd,sameBar,book";

    /// <summary>Writes a header line and one line a trade; where there are several strategies a last column names the trade's.</summary>
    public static void Write(TextWriter writer, BacktestResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        Write(writer, result.Trades, result.Markets, result.Books);
    }

    /// <summary>Writes a header line and one line a trade of these markets.</summary>
    public static void Write(TextWriter writer, IReadOnlyList<Trade> trades, IReadOnlyList<Market> markets) => Write(writer, trades, markets, []);

    static void Write(TextWriter writer, IReadOnlyList<Trade> trades, IReadOnlyList<Market> markets, IReadOnlyList<BookResult> books)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(trades);
        ArgumentNullException.ThrowIfNull(markets);
        writer.Write($"{Header}{BookColumn.Heading(books)}\n");
        var row = new CsvRow(writer);
        foreach (var trade in trades)
        {
            row.Add(trade.Id).Add(markets[trade.Instrument].Instrument.Name).Add(Spelling.Of(trade.Side));
            row.Add(trade.EntryTime).Add(trade.EntryPrice).Add(trade.ExitTime).Add(trade.ExitPrice);
            row.Add(trade.Quantity).Add(trade.Fees).Add(trade.Pnl).Add(PlainText.Of(Exact.ToStatistic(trade.ReturnRatio)));
            row.Add(Spelling.Of(trade.ExitReason)).Add(trade.PathDependent).Add(trade.OpenAtEnd).Add(trade.SameBar).Add(trade.Book);
            BookColumn.Add(row, books, trade.Book);
            row.End();
        }
    }
}
