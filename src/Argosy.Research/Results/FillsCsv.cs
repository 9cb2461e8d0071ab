using Argosy.Core.Orders;
using Argosy.Research.Backtests;

namespace Argosy.Research.Results;

/// <summary>Every fill as CSV; times Unix ms, money in plain decimal notation.</summary>
public static class FillsCsv
{
    /// <summary>Names of the columns.</summary>
    public const string Header = "order,instrument,book,side,purpose,time,price,pathPrice,quantity,fee,feeAsset,traits";

    /// <summary>Writes a header line and one line a fill; traits are separated by spaces.</summary>
    public static void Write(TextWriter writer, BacktestResult result)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(result);
        writer.Write($"{Header}{BookColumn.Heading(result.Books)}\n");
        var row = new CsvRow(writer);
        for (var i = 0; i < result.Fills.Count; i++)
        {
            ref readonly var fill = ref result.Fills[i];
            var instrument = result.Markets[fill.Instrument].Instrument;
            var traits = fill.Traits;
            row.Add(fill.OrderId).Add(instrument.Name).Add(fill.Book).Add(Spelling.Of(fill.Side)).Add(Spelling.Of(fill.Purpose)).Add(fill.Time);
            row.Add(fill.Price).Add(instrument.ToMoney(fill.PathUnits)).Add(fill.Quantity).Add(fill.Fee);
            row.Add((traits & FillTraits.FeeInBase) != 0 ? instrument.BaseAsset : instrument.QuoteAsset);
            row.Add(string.Join(' ', Spelling.FillTraitWords.Where(word => (traits & word.Key) != 0).Select(word => word.Value)));
            BookColumn.Add(row, result.Books, fill.Book);
            row.End();
        }
    }
}
