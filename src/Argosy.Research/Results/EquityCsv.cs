using Argosy.Research.Backtests;
using Argosy.Research.Metrics;

namespace Argosy.Research.Results;

/// <summary>Every equity point as CSV, starting cash first; times Unix ms.</summary>
public static class EquityCsv
{
    /// <summary>Names of the columns.</summary>
    public const string Header = "time,equity";

    /// <summary>Writes a header line and one line a point.</summary>
    public static void Write(TextWriter writer, BacktestResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        Write(writer, result.Equity.EndAt(result.Metrics.FinalEquity));
    }

    /// <summary>Writes a header line and one line a point of a curve.</summary>
    public static void Write(TextWriter writer, EquitySeries curve)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(curve);
        writer.Write($"{Header}\n");
        var row = new CsvRow(writer);
        for (var i = 0; i < curve.Count; i++) row.Add(curve.Times[i]).Add(PlainText.Of(curve.Values[i])).End();
    }
}
