using System.Text.Json;
using Argosy.Engine.Accounting;
using Argosy.Research.Backtests;

namespace Argosy.Research.Results;

/// <summary>What a result of perpetual contracts says beyond that of spot; a spot result has none of it.</summary>
static class PerpetualJson
{
    /// <summary>Members of <c>settings</c>: market, margin and liquidation fee.</summary>
    public static void WriteSettings(Utf8JsonWriter writer, BacktestSettings settings)
    {
        if (settings.Margin is not { } margin) return;
        writer.WriteString("market", "perpetual");
        writer.WriteString("margin", Spelling.Of(margin.Mode));
        JsonFields.Money(writer, "liquidationFee", margin.LiquidationFee);
    }

    /// <summary>Members of an instrument: mark, funding and brackets, where they were given.</summary>
    public static void WriteSeries(Utf8JsonWriter writer, Market market)
    {
        if (market.Mark is { } mark)
        {
            writer.WriteStartObject("mark");
            writer.WriteString("timeframe", mark.Timeframe.ToString());
            writer.WriteString("hash", mark.Hash);
            writer.WriteNumber("rows", mark.Count);
            writer.WriteEndObject();
        }
        if (market.Funding is { } funding)
        {
            writer.WriteStartObject("funding");
            writer.WriteString("hash", funding.Hash);
            writer.WriteNumber("rows", funding.Count);
            writer.WriteEndObject();
        }
        if (market.Brackets is { } table) WriteBrackets(writer, table);
    }

    /// <summary>The object <c>perpetual</c>: liquidations, insurance, settlements.</summary>
    public static void WriteOutcome(Utf8JsonWriter writer, BacktestResult result)
    {
        if (result.Perpetual is not { } outcome) return;
        writer.WriteStartObject("perpetual");
        writer.WriteNumber("liquidations", outcome.Liquidations);
        JsonFields.Money(writer, "insurance", outcome.Insurance);
        writer.WriteNumber("settlements", outcome.Settlements);
        writer.WriteNumber("settledAtLastPrice", outcome.SettledAtLastPrice);
        writer.WriteNumber("barsWithoutMark", outcome.BarsWithoutMark);
        writer.WriteEndObject();
    }

    static void WriteBrackets(Utf8JsonWriter writer, BracketTable table)
    {
        writer.WriteStartArray("brackets");
        foreach (var bracket in table.Brackets)
        {
            writer.WriteStartObject();
            JsonFields.Money(writer, "floor", bracket.Floor);
            JsonFields.Money(writer, "cap", bracket.Cap);
            writer.WriteNumber("maxLeverage", bracket.MaxLeverage);
            JsonFields.Money(writer, "rate", bracket.Rate);
            JsonFields.Money(writer, "cum", bracket.Cum);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }
}
