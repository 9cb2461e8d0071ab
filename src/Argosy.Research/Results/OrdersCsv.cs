using Argosy.Research.Backtests;

namespace Argosy.Research.Results;

/// <summary>The orders that were kept as CSV; a run asked for an orders file keeps all of them.</summary>
public static class OrdersCsv
{
    /// <summary>Names of the columns.</summary>
    public const string Header =
        "id,instrument,book,side,type,timeInForce,purpose,decisionTime,size,sizeIn,filled,state,reason,flags,limit,trigger,trailRatio,expireTime,parent,sibling,follows";

    /// <summary>Writes a header line and one line an order; flags are separated by spaces, what an order has not is empty.</summary>
    public static void Write(TextWriter writer, BacktestResult result)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(result);
        writer.Write($"{Header}{BookColumn.Heading(result.Books)}\n");
        var row = new CsvRow(writer);
        foreach (var order in result.Orders)
        {
            row.Add(order.Id).Add(result.Markets[order.Instrument].Instrument.Name).Add(order.Book).Add(Spelling.Of(order.Side));
            row.Add(Spelling.Of(order.Type)).Add(Spelling.Of(order.TimeInForce)).Add(Spelling.Of(order.Purpose)).Add(order.DecisionTime);
            row.Add(order.Size).Add(order.SizeIsQuote ? "quote" : "base").Add(order.Filled).Add(Spelling.Of(order.State)).Add(Spelling.Of(order.Reason));
            row.Add(string.Join(' ', Spelling.OrderFlagWords.Where(word => (order.Flags & word.Key) != 0).Select(word => word.Value)));
            row.Add(order.Terms?.Limit).Add(order.Terms?.Trigger).Add(order.Terms?.TrailRatio).Add(order.Terms?.ExpireTime);
            row.Add(Id(order.Parent)).Add(Id(order.Sibling)).Add(Id(order.Follows));
            BookColumn.Add(row, result.Books, order.Book);
            row.End();
        }
    }

    static decimal? Id(int id) => id == 0 ? null : id;
}
