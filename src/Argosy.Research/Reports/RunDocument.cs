using System.Text.Json;
using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Research.Results;

namespace Argosy.Research.Reports;

/// <summary>The data of one run's report.</summary>
public static class RunDocument
{
    /// <summary>Most trades listed; figures always come from all.</summary>
    public const int MaxTrades = 20_000;

    static readonly int[] Windows = [30, 90];

    /// <summary>The document as JSON that is safe inside a script element.</summary>
    public static string Of(RunReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var result = report.Result;
        return ReportJson.Document("run", $"{result.Strategy.Name} on {string.Join(", ", result.Instruments.Select(i => i.Name))} {result.Timeframe}", writer =>
        {
            writer.WriteString("name", report.Name);
            WriteInputs(writer, result);
            ReportJson.MetricKinds(writer);
            ReportJson.Metrics(writer, result.Metrics);
            WriteBand(writer, result.Band);
            WriteCurves(writer, report);
            WriteTrades(writer, result);
            ExitReasons.Write(writer, result.Trades);
            ContractJson.WriteOutcome(writer, result.Perpetual);
            WriteCandles(writer, report);
            VotesJson.Write(writer, report.Consensus);
            WriteProof(writer, result);
            ReportJson.Texts(writer, "notes", report.Notes);
        });
    }

    static void WriteInputs(Utf8JsonWriter writer, StoredResult result)
    {
        writer.WriteStartObject("strategy");
        writer.WriteString("name", result.Strategy.Name);
        writer.WriteStartObject("parameters");
        foreach (var (name, value) in result.Strategy.Parameters) writer.WriteString(name, value);
        writer.WriteEndObject();
        writer.WriteEndObject();
        if (result.Strategies.Count > 0) ReportJson.Texts(writer, "strategies", result.Strategies.Select(book => book.Id));
        writer.WriteStartArray("instruments");
        foreach (var instrument in result.Instruments)
        {
            writer.WriteStartObject();
            writer.WriteString("name", instrument.Name);
            JsonFields.Money(writer, "tick", instrument.Tick);
            JsonFields.Money(writer, "lot", instrument.Lot);
            JsonFields.Money(writer, "minNotional", instrument.MinNotional);
            writer.WriteString("source", instrument.Source);
            writer.WriteString("timeframe", instrument.Timeframe);
            writer.WriteString("hash", instrument.Hash);
            writer.WriteNumber("rows", instrument.Rows);
            writer.WriteBoolean("synthetic", instrument.Synthetic);
            writer.WriteString("detail", instrument.Detail?.Timeframe);
            ContractJson.WriteSources(writer, instrument);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteString("timeframe", result.Timeframe);
        writer.WriteNumber("from", result.From);
        writer.WriteNumber("to", result.To);
        writer.WriteString("fillContract", result.FillContract);
        writer.WritePropertyName("settings");
        result.Settings.WriteTo(writer);
    }

    static void WriteBand(Utf8JsonWriter writer, StoredBand? band)
    {
        if (band is null)
        {
            writer.WriteNull("band");
            return;
        }
        writer.WriteStartObject("band");
        JsonFields.Money(writer, "adverse", band.AdverseFirst.FinalEquity);
        JsonFields.Money(writer, "favourable", band.FavourableFirst.FinalEquity);
        JsonFields.Money(writer, "low", band.Low);
        JsonFields.Money(writer, "high", band.High);
        JsonFields.Number(writer, "adverseReturn", band.AdverseFirst.TotalReturn);
        JsonFields.Number(writer, "favourableReturn", band.FavourableFirst.TotalReturn);
        writer.WriteNumber("pathDependentTrades", band.PathDependentTrades);
        writer.WriteEndObject();
    }

    static void WriteCurves(Utf8JsonWriter writer, RunReport report)
    {
        var result = report.Result;
        var all = report.Bars.Count == result.Instruments.Count && report.Bars.All(b => b is not null);
        var hold = all ? BuyAndHold.Of(result.Equity, [.. report.Bars.OfType<BarColumns>()], result.From) : null;
        ReportJson.Curve(writer, "equity", result.Equity, hold);
        var days = DailyPoints.Of(result.Daily.IsKept ? result.Daily : result.Equity);
        var returns = days.Returns();
        writer.WriteNumber("firstDay", days.FirstDay);
        WriteMonths(writer, days);
        WriteHistogram(writer, "dailyHistogram", ReturnHistogram.Of(returns.OfType<double>()));
        WriteHistogram(writer, "tradeHistogram", ReturnHistogram.Of(result.Trades.Select(t => t.ReturnRatio)));
        writer.WriteStartArray("rolling");
        foreach (var window in Windows)
        {
            var rolling = RollingFigures.Of(returns, window);
            writer.WriteStartObject();
            writer.WriteNumber("days", window);
            ReportJson.Numbers(writer, "sharpe", rolling.Sharpe, 3);
            ReportJson.Numbers(writer, "volatility", rolling.Volatility, 4);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        var exposure = ExposureCurve.Of(result.Trades, result.Equity, result.From, result.To);
        writer.WriteStartObject("exposure");
        writer.WriteNumber("from", exposure.From);
        writer.WriteNumber("step", exposure.Step);
        ReportJson.Numbers(writer, "long", exposure.Long.Select(v => (double?)v), 4);
        ReportJson.Numbers(writer, "short", exposure.Short.Select(v => (double?)v), 4);
        writer.WriteEndObject();
    }

    static void WriteMonths(Utf8JsonWriter writer, DailyPoints days)
    {
        writer.WriteStartArray("months");
        foreach (var year in MonthlyReturns.Of(days))
        {
            writer.WriteStartObject();
            writer.WriteNumber("year", year.Year);
            ReportJson.Numbers(writer, "months", year.Months, 6);
            JsonFields.Number(writer, "total", year.Total is { } total ? Math.Round(total, 6) : null);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    static void WriteHistogram(Utf8JsonWriter writer, string name, ReturnHistogram histogram)
    {
        writer.WriteStartObject(name);
        writer.WriteNumber("from", Math.Round(histogram.From, 12));
        writer.WriteNumber("width", Math.Round(histogram.Width, 12));
        writer.WriteNumber("below", histogram.Below);
        writer.WriteNumber("above", histogram.Above);
        writer.WriteStartArray("counts");
        foreach (var count in histogram.Counts) writer.WriteNumberValue(count);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    // One compact row a trade, in the order of the report's table.
    static void WriteTrades(Utf8JsonWriter writer, StoredResult result)
    {
        string[] names = [.. result.Instruments.Select(i => i.Name)];
        writer.WriteStartArray("trades");
        foreach (var trade in result.Trades.Take(MaxTrades))
        {
            writer.WriteStartArray();
            writer.WriteNumberValue(trade.Id);
            writer.WriteNumberValue(Array.IndexOf(names, trade.Instrument));
            writer.WriteNumberValue(trade.Side == "short" ? -1 : 1);
            writer.WriteNumberValue(trade.EntryTime);
            writer.WriteStringValue(Exact.Text(trade.EntryPrice));
            writer.WriteNumberValue(trade.ExitTime);
            writer.WriteStringValue(Exact.Text(trade.ExitPrice));
            writer.WriteStringValue(Exact.Text(trade.Quantity));
            writer.WriteStringValue(Exact.Text(trade.Fees));
            writer.WriteStringValue(Exact.Text(trade.Pnl));
            writer.WriteNumberValue(trade.ReturnRatio + 0.0);
            writer.WriteStringValue(trade.ExitReason);
            writer.WriteNumberValue((trade.PathDependent ? 1 : 0) | (trade.OpenAtEnd ? 2 : 0) | (trade.SameBar ? 4 : 0));
            if (result.Strategies.Count > 0) writer.WriteNumberValue(trade.Book);
            writer.WriteEndArray();
        }
        writer.WriteEndArray();
        writer.WriteNumber("tradeCount", result.Trades.Count);
    }

    static void WriteCandles(Utf8JsonWriter writer, RunReport report)
    {
        var result = report.Result;
        var charted = Math.Max(1, report.Bars.Count(b => b is not null));
        writer.WriteStartArray("candles");
        for (var i = 0; i < report.Bars.Count && i < result.Instruments.Count; i++)
        {
            if (report.Bars[i] is not { } bars) continue;
            var name = result.Instruments[i].Name;
            var marks = result.Trades.Where(t => t.Instrument == name).SelectMany(t => new[] { t.EntryTime, t.ExitTime });
            writer.WriteStartObject();
            writer.WriteNumber("instrument", i);
            writer.WriteNumber("priceScale", bars.PriceScale);
            writer.WriteStartArray("levels");
            foreach (var level in CandleLevels.Of(bars, result.From, result.To, marks, charted)) CandleJson.Write(writer, level, bars.PriceScale);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    static void WriteProof(Utf8JsonWriter writer, StoredResult result)
    {
        writer.WriteNumber("orderCount", result.OrderCount);
        writer.WriteNumber("fillCount", result.FillCount);
        writer.WriteStartObject("unfilled");
        foreach (var (reason, count) in result.Unfilled) writer.WriteNumber(reason, count);
        writer.WriteEndObject();
        ReportJson.Texts(writer, "warnings", result.Warnings);
        var q = result.DataQuality;
        writer.WriteStartObject("dataQuality");
        writer.WriteNumber("gaps", q.Gaps);
        writer.WriteNumber("missing", q.Missing);
        writer.WriteNumber("longestGapMs", q.LongestGapMs);
        writer.WriteNumber("duplicates", q.Duplicates);
        writer.WriteNumber("violations", q.Violations);
        writer.WriteNumber("zeroVolumes", q.ZeroVolumes);
        writer.WriteNumber("flat", q.Flat);
        writer.WriteNumber("rounded", q.Rounded);
        writer.WriteNumber("outOfOrder", q.OutOfOrder);
        writer.WriteString("hash", q.Hash);
        writer.WriteEndObject();
        writer.WriteString("tradeHash", result.TradeHash);
        writer.WriteString("stateHash", result.StateHash);
    }
}
