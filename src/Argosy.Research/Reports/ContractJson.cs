using System.Text.Json;
using Argosy.Research.Results;

namespace Argosy.Research.Reports;

/// <summary>What a run on ticks or of perpetual contracts adds to its report; nothing for others.</summary>
static class ContractJson
{
    /// <summary>Members of an instrument: ticks, mark and funding.</summary>
    public static void WriteSources(Utf8JsonWriter writer, StoredInstrument instrument)
    {
        if (instrument.Ticks is { } ticks)
        {
            writer.WriteStartObject("ticks");
            writer.WriteNumber("trades", ticks.Trades);
            writer.WriteNumber("quotes", ticks.Quotes);
            writer.WriteNumber("bookMessages", ticks.BookMessages);
            writer.WriteString("clock", ticks.Clock);
            writer.WriteEndObject();
        }
        if (instrument.Mark is { } mark)
        {
            writer.WriteStartObject("mark");
            writer.WriteString("timeframe", mark.Timeframe);
            writer.WriteNumber("rows", mark.Rows);
            writer.WriteEndObject();
        }
        if (instrument.Funding is not { } funding) return;
        writer.WriteStartObject("funding");
        writer.WriteNumber("rows", funding.Rows);
        writer.WriteEndObject();
    }

    /// <summary>The object <c>perpetual</c>.</summary>
    public static void WriteOutcome(Utf8JsonWriter writer, StoredPerpetual? outcome)
    {
        if (outcome is null) return;
        writer.WriteStartObject("perpetual");
        writer.WriteNumber("liquidations", outcome.Liquidations);
        JsonFields.Money(writer, "insurance", outcome.Insurance);
        writer.WriteNumber("settlements", outcome.Settlements);
        writer.WriteNumber("settledAtLastPrice", outcome.SettledAtLastPrice);
        writer.WriteNumber("barsWithoutMark", outcome.BarsWithoutMark);
        writer.WriteEndObject();
    }
}
