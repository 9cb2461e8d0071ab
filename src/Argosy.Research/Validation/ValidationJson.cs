using System.Text.Json;
using Argosy.Core.Values;
using Argosy.Research.Metrics;
using Argosy.Research.Results;
using Argosy.Research.Statistics;

namespace Argosy.Research.Validation;

/// <summary>Writes what checks found as <c>argosy-validation/1</c>: equal checks give equal bytes.</summary>
public static class ValidationJson
{
    /// <summary>Name of the format, written first.</summary>
    public const string Format = "argosy-validation/1";

    /// <summary>Writes the report to a stream, which stays open.</summary>
    public static void Write(Stream stream, ValidationReport report)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(report);
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JsonRows.Encoder }))
        {
            writer.WriteStartObject();
            writer.WriteString("format", Format);
            WriteRun(writer, report);
            writer.WriteStartArray("checks");
            foreach (var outcome in report.Outcomes) WriteCheck(writer, outcome, report);
            writer.WriteEndArray();
            writer.WriteStartArray("warnings");
            foreach (var warning in report.Tested.Warnings) writer.WriteStringValue(warning);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        stream.WriteByte((byte)'\n');
    }

    static void WriteRun(Utf8JsonWriter writer, ValidationReport report)
    {
        var tested = report.Tested;
        writer.WriteStartObject("strategy");
        writer.WriteString("name", tested.Strategy.Name);
        writer.WriteStartObject("parameters");
        foreach (var (name, value) in tested.Strategy.Parameters) writer.WriteString(name, value);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteStartArray("instruments");
        foreach (var market in tested.Markets) writer.WriteStringValue(market.Instrument.Name);
        writer.WriteEndArray();
        writer.WriteString("timeframe", tested.Markets[0].Bars.Timeframe.ToString());
        writer.WriteNumber("from", tested.From);
        writer.WriteNumber("to", tested.To);
        ResultSettings.Write(writer, tested.Settings);
        writer.WriteString("dataHash", DataHash.Of(tested.Markets));
        writer.WriteString("tradeHash", tested.TradeHash);
        writer.WriteNumber("sets", report.Trials);
        writer.WriteStartObject("trials");
        writer.WriteBoolean("recorded", report.IsRecorded);
        writer.WriteNumber("count", report.Counted.Distinct);
        writer.WriteNumber("withSharpe", report.Counted.Defined);
        JsonFields.Number(writer, "meanDailySharpe", report.Counted.Mean);
        JsonFields.Number(writer, "varianceDailySharpe", report.Counted.Variance);
        writer.WriteEndObject();
        writer.WriteStartObject("metrics");
        foreach (var metric in MetricTable.All) JsonFields.Value(writer, metric, tested.Metrics);
        writer.WriteEndObject();
    }

    static void WriteCheck(Utf8JsonWriter writer, CheckOutcome outcome, ValidationReport report)
    {
        writer.WriteStartObject();
        writer.WriteString("name", NameOf(outcome.Kind));
        writer.WriteString("verdict", NameOf(outcome.Verdict));
        writer.WriteString("text", outcome.Text);
        writer.WriteStartObject("figures");
        switch (outcome.Kind)
        {
            case CheckKind.LookAhead when report.LookAhead is { } found: WriteLookAhead(writer, found); break;
            case CheckKind.WarmUp when report.WarmUp is { } found: WriteWarmUp(writer, found); break;
            case CheckKind.DeflatedSharpe: JsonFields.Number(writer, "deflatedSharpe", report.DeflatedSharpe); break;
            case CheckKind.Pbo when report.Overfitting is { } found: WriteOverfitting(writer, found); break;
            case CheckKind.CrossValidation:
                WriteCrossed(writer, "folds", report.Folds);
                WriteCrossed(writer, "combinatorial", report.Combinatorial);
                break;
            case CheckKind.MonteCarlo: WriteChance(writer, report); break;
            case CheckKind.Plateau when report.Plateau is { } found: WritePlateau(writer, found); break;
            case CheckKind.Costs when report.Costs is { } found: WriteCosts(writer, found); break;
            default: break;
        }
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    /// <summary>A check's name on the command line and in files.</summary>
    public static string NameOf(CheckKind kind) => KebabCase.Of(kind.ToString());

    /// <summary>A verdict's name in files.</summary>
    public static string NameOf(CheckVerdict verdict) => KebabCase.Of(verdict.ToString());

    static void WriteLookAhead(Utf8JsonWriter writer, LookAheadFinding found)
    {
        writer.WriteString("found", KebabCase.Of(found.Kind.ToString()));
        writer.WriteNumber("orders", found.Orders);
        writer.WriteNumber("cuts", found.Cuts);
        if (found.Cut is { } cut) writer.WriteNumber("cut", cut);
        WriteDifference(writer, found.First);
        if (found.Foresight is not { } foresight) return;
        writer.WriteNumber("decisions", foresight.Decisions);
        JsonFields.Number(writer, "sameOnOtherPrices", foresight.SameOnOtherPrices);
        writer.WriteNumber("horizonBars", foresight.HorizonBars);
        writer.WriteNumber("hits", foresight.Hits);
        JsonFields.Number(writer, "score", foresight.Score);
    }

    static void WriteDifference(Utf8JsonWriter writer, TapeDifference? difference)
    {
        if (difference is null)
        {
            writer.WriteNull("first");
            return;
        }
        writer.WriteStartObject("first");
        writer.WriteNumber("time", difference.Time);
        writer.WriteString("instrument", difference.Instrument);
        writer.WriteString("expected", difference.Expected);
        writer.WriteString("found", difference.Found);
        writer.WriteEndObject();
    }

    static void WriteWarmUp(Utf8JsonWriter writer, WarmUpFinding found)
    {
        if (found.BarsNeeded is { } needed) writer.WriteNumber("barsNeeded", needed);
        else writer.WriteNull("barsNeeded");
        writer.WriteStartArray("probes");
        foreach (var probe in found.Probes)
        {
            writer.WriteStartObject();
            writer.WriteNumber("bars", probe.Bars);
            writer.WriteNumber("ordersDiffering", probe.OrdersDiffering);
            WriteDifference(writer, probe.First);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    static void WriteOverfitting(Utf8JsonWriter writer, OverfittingProbability found)
    {
        JsonFields.Number(writer, "probabilityOfBacktestOverfitting", found.Probability);
        writer.WriteNumber("sets", found.Sets);
        writer.WriteNumber("splits", found.Splits);
        WriteSpread(writer, "relativeRank", found.RelativeRank);
        writer.WriteStartArray("relativeRankCounts");
        foreach (var count in found.RankCounts) writer.WriteNumberValue(count);
        writer.WriteEndArray();
        JsonFields.Number(writer, "inSampleSharpe", found.InSampleSharpe);
        JsonFields.Number(writer, "outOfSampleSharpe", found.OutOfSampleSharpe);
        JsonFields.Number(writer, "lossProbability", found.LossProbability);
    }

    static void WriteCrossed(Utf8JsonWriter writer, string name, CrossValidation? found)
    {
        if (found is null)
        {
            writer.WriteNull(name);
            return;
        }
        writer.WriteStartObject(name);
        writer.WriteNumber("splits", found.Splits);
        writer.WriteNumber("sets", found.Sets);
        writer.WriteNumber("purgeDays", found.PurgeDays);
        writer.WriteNumber("embargoDays", found.EmbargoDays);
        JsonFields.Number(writer, "inSampleSharpe", found.InSample);
        WriteSpread(writer, "outOfSampleSharpe", found.OutOfSample);
        JsonFields.Number(writer, "lossShare", found.LossShare);
        writer.WriteEndObject();
    }

    static void WriteChance(Utf8JsonWriter writer, ValidationReport report)
    {
        if (report.Shuffle is { } shuffle)
        {
            writer.WriteStartObject("tradeShuffle");
            writer.WriteNumber("runs", shuffle.Runs);
            JsonFields.Number(writer, "actualMaxDrawdown", shuffle.Actual);
            WriteSpread(writer, "maxDrawdown", shuffle.MaxDrawdown);
            writer.WriteEndObject();
        }
        if (report.Bootstrap is { } bootstrap)
        {
            writer.WriteStartObject("blockBootstrap");
            writer.WriteNumber("runs", bootstrap.Runs);
            writer.WriteNumber("blockDays", bootstrap.BlockDays);
            WriteSpread(writer, "totalReturn", bootstrap.TotalReturn);
            WriteSpread(writer, "maxDrawdown", bootstrap.MaxDrawdown);
            WriteSpread(writer, "sharpe", bootstrap.Sharpe);
            JsonFields.Number(writer, "lossShare", bootstrap.LossShare);
            WriteFan(writer, bootstrap.Fan);
            writer.WriteEndObject();
        }
        if (report.Noise is not { } noise) return;
        writer.WriteStartObject("candleNoise");
        writer.WriteNumber("runs", noise.Runs);
        JsonFields.Number(writer, "amount", noise.Amount);
        WriteSpread(writer, "totalReturn", noise.TotalReturn);
        WriteSpread(writer, "maxDrawdown", noise.MaxDrawdown);
        WriteSpread(writer, "sharpe", noise.Sharpe);
        WriteSpread(writer, "trades", noise.Trades);
        JsonFields.Number(writer, "lossShare", noise.LossShare);
        writer.WriteEndObject();
    }

    // [day, 5 %, 25 %, median, 75 %, 95 %]
    static void WriteFan(Utf8JsonWriter writer, IReadOnlyList<FanDay> fan)
    {
        writer.WriteStartArray("fan");
        foreach (var (day, spread) in fan)
        {
            writer.WriteStartArray();
            writer.WriteNumberValue(day);
            foreach (var value in new[] { spread.P05, spread.P25, spread.Median, spread.P75, spread.P95 }) writer.WriteNumberValue(Math.Round(value, 6) + 0.0);
            writer.WriteEndArray();
        }
        writer.WriteEndArray();
    }

    static void WritePlateau(Utf8JsonWriter writer, PlateauScore found)
    {
        JsonFields.Number(writer, "score", found.Score);
        JsonFields.Number(writer, "best", found.BestValue);
        writer.WriteNumber("neighbours", found.Neighbours);
        JsonFields.Number(writer, "mean", found.Mean);
        JsonFields.Number(writer, "worst", found.Worst);
    }

    static void WriteCosts(Utf8JsonWriter writer, CostSensitivity found)
    {
        writer.WriteStartArray("steps");
        foreach (var step in found.Steps)
        {
            writer.WriteStartObject();
            JsonFields.Number(writer, "multiple", step.Multiple);
            JsonFields.Number(writer, "totalReturn", step.TotalReturn);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        JsonFields.Number(writer, "breakEvenMultiple", found.BreakEvenMultiple);
        JsonFields.Number(writer, "breakEvenBps", found.BreakEvenBps);
    }

    static void WriteSpread(Utf8JsonWriter writer, string name, Quantiles? spread)
    {
        if (spread is null)
        {
            writer.WriteNull(name);
            return;
        }
        writer.WriteStartObject(name);
        JsonFields.Number(writer, "least", spread.Least);
        JsonFields.Number(writer, "p05", spread.P05);
        JsonFields.Number(writer, "p25", spread.P25);
        JsonFields.Number(writer, "median", spread.Median);
        JsonFields.Number(writer, "p75", spread.P75);
        JsonFields.Number(writer, "p95", spread.P95);
        JsonFields.Number(writer, "greatest", spread.Greatest);
        JsonFields.Number(writer, "mean", spread.Mean);
        writer.WriteEndObject();
    }
}
