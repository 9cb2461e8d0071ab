using System.Text.Json;
using Argosy.Core.MarketData;
using Argosy.Research.Backtests;
using Argosy.Research.Logs;
using Argosy.Research.Metrics;

namespace Argosy.Research.Results;

/// <summary>Writes a backtest's result as <c>argosy-result/1</c>: equal results give equal bytes, the <c>performance</c> object aside.</summary>
/// <remarks>Money and prices are text in plain decimal notation, times Unix ms; what is undefined is null.</remarks>
public static class ResultJson
{
    /// <summary>Name of the format, written first.</summary>
    public const string Format = "argosy-result/1";

    /// <summary>Most orders, and most fills, that are listed; counts and figures always come from all.</summary>
    public const int MaxRows = 30_000;

    /// <summary>Writes the result to a stream, which stays open.</summary>
    public static void Write(Stream stream, BacktestResult result)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(result);
        var options = new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JsonRows.Encoder };
        using (var writer = new Utf8JsonWriter(stream, options))
        {
            writer.WriteStartObject();
            writer.WriteString("format", Format);
            WriteRun(writer, result);
            WriteFigures(writer, result);
            WriteLists(writer, result);
            ConsensusJson.Write(writer, result.Consensus, result.Markets);
            BotJson.Write(writer, result.Bot, result.Markets);
            WriteProof(writer, result);
            writer.WriteEndObject();
        }
        stream.WriteByte((byte)'\n');
    }

    static void WriteRun(Utf8JsonWriter writer, BacktestResult result)
    {
        writer.WriteStartObject("strategy");
        writer.WriteString("name", result.Strategy.Name);
        writer.WriteStartObject("parameters");
        foreach (var (name, value) in result.Strategy.Parameters) writer.WriteString(name, value);
        writer.WriteEndObject();
        writer.WriteEndObject();
        BooksJson.Write(writer, result.Books);
        writer.WriteStartArray("instruments");
        foreach (var market in result.Markets) WriteInstrument(writer, market, result.Files is null);
        writer.WriteEndArray();
        writer.WriteString("timeframe", result.Markets[0].Bars.Timeframe.ToString());
        writer.WriteNumber("from", result.From);
        writer.WriteNumber("to", result.To);
        ResultSettings.Write(writer, result.Settings);
        writer.WriteString("fillContract", Simulation.Fills.FillOptions.Contract);
        WriteFiles(writer, result.Files);
    }

    static void WriteFiles(Utf8JsonWriter writer, LoggedFiles? files)
    {
        if (files is null) return;
        writer.WriteStartObject("files");
        writer.WriteStartArray("data");
        foreach (var data in files.Data) writer.WriteStringValue(data);
        writer.WriteEndArray();
        writer.WriteStartArray("detail");
        foreach (var detail in files.Detail) writer.WriteStringValue(detail);
        writer.WriteEndArray();
        writer.WriteString("strategy", files.Strategy);
        Names(writer, "strategies", files.Strategies);
        Names(writer, "ticks", files.Ticks);
        Names(writer, "quotes", files.Quotes);
        Names(writer, "book", files.Book);
        writer.WriteEndObject();
    }

    static void Names(Utf8JsonWriter writer, string name, IReadOnlyList<string>? texts)
    {
        if (texts is null) return;
        writer.WriteStartArray(name);
        foreach (var text in texts) writer.WriteStringValue(text);
        writer.WriteEndArray();
    }

    static void WriteInstrument(Utf8JsonWriter writer, Market market, bool withPath)
    {
        var instrument = market.Instrument;
        writer.WriteStartObject();
        writer.WriteString("name", instrument.Name);
        writer.WriteString("base", instrument.BaseAsset);
        writer.WriteString("quote", instrument.QuoteAsset);
        JsonFields.Money(writer, "tick", instrument.TickSize);
        JsonFields.Money(writer, "lot", instrument.LotSize);
        JsonFields.Money(writer, "minNotional", instrument.MinNotional);
        writer.WriteNumber("priceScale", instrument.PriceScale);
        writer.WriteString("source", market.Source);
        // Where the run says what its files are, they are said there alone.
        if (withPath && market.Path is { } path) writer.WriteString("path", path);
        WriteSeries(writer, market.Bars);
        if (market.Detail is { } detail)
        {
            writer.WriteStartObject("detail");
            WriteSeries(writer, detail);
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteNull("detail");
        }
        if (market.Ticks is { } ticks) WriteTicks(writer, ticks);
        PerpetualJson.WriteSeries(writer, market);
        writer.WriteEndObject();
    }

    static void WriteTicks(Utf8JsonWriter writer, TickHistory ticks)
    {
        writer.WriteStartObject("ticks");
        writer.WriteNumber("trades", ticks.Trades.Count);
        writer.WriteNumber("quotes", ticks.Quotes?.Count ?? 0);
        writer.WriteNumber("bookMessages", ticks.Depth?.Count ?? 0);
        writer.WriteString("clock", ticks.Clock == TickClock.Receipt ? "receipt" : "exchange");
        writer.WriteString("hash", ticks.Hash);
        writer.WriteEndObject();
    }

    static void WriteSeries(Utf8JsonWriter writer, BarColumns bars)
    {
        writer.WriteString("timeframe", bars.Timeframe.ToString());
        writer.WriteString("hash", bars.Hash);
        writer.WriteNumber("rows", bars.Count);
        writer.WriteBoolean("synthetic", bars.Synthetic);
        writer.WriteBoolean("volumeInQuote", bars.VolumeInQuote);
    }

    static void WriteFigures(Utf8JsonWriter writer, BacktestResult result)
    {
        PerpetualJson.WriteOutcome(writer, result);
        writer.WriteStartObject("metrics");
        foreach (var metric in MetricTable.All) JsonFields.Value(writer, metric, result.Metrics);
        writer.WriteEndObject();
        if (result.Band is not { } band)
        {
            writer.WriteNull("band");
            return;
        }
        writer.WriteStartObject("band");
        WriteWalk(writer, "adverseFirst", band.AdverseFirst, band.AdverseReturn);
        WriteWalk(writer, "favourableFirst", band.FavourableFirst, band.FavourableReturn);
        JsonFields.Money(writer, "low", band.Low);
        JsonFields.Money(writer, "high", band.High);
        writer.WriteNumber("pathDependentTrades", band.PathDependentTrades);
        writer.WriteEndObject();
    }

    static void WriteWalk(Utf8JsonWriter writer, string name, decimal finalEquity, double totalReturn)
    {
        writer.WriteStartObject(name);
        JsonFields.Money(writer, "finalEquity", finalEquity);
        JsonFields.Number(writer, "totalReturn", totalReturn);
        writer.WriteEndObject();
    }

    static void WriteLists(Utf8JsonWriter writer, BacktestResult result)
    {
        var rows = new ResultRows(result.Markets, result.Books);
        var orders = Math.Min(result.Orders.Count, MaxRows);
        var fills = Math.Min(result.Fills.Count, MaxRows);
        var curve = result.Equity.EndAt(result.Metrics.FinalEquity);
        var points = EquitySample.Indexes(curve);
        var days = EquitySample.DayEnds(curve);
        using var lists = new JsonRows(writer);
        lists.Write("trades", result.Trades.Count, (row, i) => rows.Trade(row, result.Trades[i]));
        lists.Write("orders", orders, (row, i) => rows.Order(row, result.Orders[i]));
        lists.Write("fills", fills, (row, i) => rows.Fill(row, in result.Fills[i]));
        lists.Write("equity", points.Count, (row, i) => ResultRows.Point(row, curve, points[i]));
        lists.Write("daily", days.Count, (row, i) => ResultRows.Point(row, curve, days[i]));
        writer.WriteNumber("equityPoints", curve.Count);
        writer.WriteNumber("orderCount", result.OrderCount);
        writer.WriteNumber("fillCount", result.Fills.Count);
        writer.WriteBoolean("truncated", orders < result.OrderCount || fills < result.Fills.Count);
        writer.WriteStartObject("unfilled");
        foreach (var (reason, count) in result.Unfilled) writer.WriteNumber(reason, count);
        writer.WriteEndObject();
    }

    static void WriteProof(Utf8JsonWriter writer, BacktestResult result)
    {
        writer.WriteStartArray("warnings");
        foreach (var warning in result.Warnings) writer.WriteStringValue(warning);
        writer.WriteEndArray();
        WriteQuality(writer, result.Markets);
        writer.WriteString("tradeHash", result.TradeHash);
        writer.WriteString("stateHash", result.StateHash);
        var cost = result.Performance;
        writer.WriteStartObject("performance");
        writer.WriteNumber("bars", cost.Bars);
        JsonFields.Number(writer, "loadSeconds", cost.LoadSeconds);
        JsonFields.Number(writer, "engineSeconds", cost.EngineSeconds);
        JsonFields.Number(writer, "processorSeconds", cost.ProcessorSeconds);
        JsonFields.Number(writer, "barsPerSecond", cost.BarsPerSecond);
        JsonFields.Number(writer, "allocatedBytesPerBar", cost.AllocatedBytesPerBar);
        if (cost.Events > 0)
        {
            writer.WriteNumber("events", cost.Events);
            JsonFields.Number(writer, "eventsPerSecond", cost.EventsPerSecond);
        }
        writer.WriteBoolean("cold", cost.Cold);
        writer.WriteEndObject();
    }

    // Sums over the run's series; the longest gap is the longest of all.
    static void WriteQuality(Utf8JsonWriter writer, IReadOnlyList<Market> markets)
    {
        writer.WriteStartObject("dataQuality");
        writer.WriteNumber("gaps", markets.Sum(m => m.Bars.Quality.Gaps));
        writer.WriteNumber("missing", markets.Sum(m => m.Bars.Quality.Missing));
        writer.WriteNumber("longestGapMs", markets.Max(m => m.Bars.Quality.LongestGapMs));
        writer.WriteNumber("duplicates", markets.Sum(m => m.Bars.Quality.Duplicates));
        writer.WriteNumber("violations", markets.Sum(m => m.Bars.Quality.Violations));
        writer.WriteNumber("zeroVolumes", markets.Sum(m => m.Bars.Quality.ZeroVolumes));
        writer.WriteNumber("flat", markets.Sum(m => m.Bars.Quality.Flat));
        writer.WriteNumber("rounded", markets.Sum(m => m.Bars.Quality.Rounded));
        writer.WriteNumber("outOfOrder", markets.Sum(m => m.Bars.Quality.OutOfOrder));
        writer.WriteString("hash", DataHash.Of(markets));
        writer.WriteEndObject();
    }
}
