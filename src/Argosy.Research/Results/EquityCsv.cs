using Argosy.Research.Backtests;

namespace Argosy.Research.Results;

/// <summary>Every equity point as CSV, starting cash first; times Unix ms.</summary>
public static class EquityCsv
{
    /// <summary>Names of the columns.</summary>
    public const string Header = "time,equity";

    /// <summary>Writes a header line and one line a point.</summary>
    public static void Write(TextWriter writer, BacktestResult result)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(result);
        writer.Write($"{Header}\n");
        var curve = result.Equity.EndAt(result.Metrics.FinalEquity);
        var row = new CsvRow(writer);
        for (var i = 0; i < curve.Count; i++) row.Add(curve.Times[i]).Add(PlainText.Of(curve.Values[i])).End();
    }
}
