using Argosy.Core.Values;
using Argosy.Research.Backtests;

namespace Argosy.Research.Results;

/// <summary>All trades as CSV; times Unix ms, money in plain decimal notation.</summary>
public static class TradesCsv
{
    /// <summary>Names of the columns.</summary>
    public const string Header =
        "id,instrument,side,entryTime,entryPrice,exitTime,exitPrice,quantity,fees,pnl,returnRatio,exitReason,pathDependent,openAtEnd,sameBar,book";

    /// <summary>Writes a header line and one line a trade.</summary>
    public static void Write(TextWriter writer, BacktestResult result)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(result);
        writer.Write($"{Header}\n");
        var row = new CsvRow(writer);
        foreach (var trade in result.Trades)
        {
            row.Add(trade.Id).Add(result.Markets[trade.Instrument].Instrument.Name).Add(Spelling.Of(trade.Side));
            row.Add(trade.EntryTime).Add(trade.EntryPrice).Add(trade.ExitTime).Add(trade.ExitPrice);
            row.Add(trade.Quantity).Add(trade.Fees).Add(trade.Pnl).Add(PlainText.Of(Exact.ToStatistic(trade.ReturnRatio)));
            row.Add(Spelling.Of(trade.ExitReason)).Add(trade.PathDependent).Add(trade.OpenAtEnd).Add(trade.SameBar).Add(trade.Book).End();
        }
    }
}
