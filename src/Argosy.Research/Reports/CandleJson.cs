using System.Text.Json;
using Argosy.Core.MarketData;

namespace Argosy.Research.Reports;

/// <summary>Candles as packed columns: prices in units of the instrument's scale, volumes to a ten-thousandth of the greatest.</summary>
static class CandleJson
{
    const int VolumeDigits = 5;

    public static void Write(Utf8JsonWriter writer, CandleLevel level, int priceScale)
    {
        var bars = level.Bars;
        var open = PackedSeries.At([.. bars.Select(b => b.Open)], Scale(bars, priceScale));
        writer.WriteStartObject();
        writer.WriteString("timeframe", level.Timeframe.ToString());
        writer.WriteNumber("length", level.Timeframe.ApproximateMilliseconds);
        writer.WriteBoolean("whole", level.Whole);
        writer.WriteNumber("count", bars.Count);
        writer.WriteNumber("scale", open.Scale);
        // Most opens are whole seconds; the unit is said, not assumed.
        var unit = bars.All(b => b.OpenTime % 1000 == 0) ? 1000 : 1;
        writer.WriteNumber("timeUnit", unit);
        writer.WriteString("times", PackedNumbers.Pack([.. bars.Select(b => b.OpenTime / unit)]));
        writer.WriteString("open", open.Data);
        Against(writer, "high", bars, open.Scale, b => b.High);
        Against(writer, "low", bars, open.Scale, b => b.Low);
        Against(writer, "close", bars, open.Scale, b => b.Close);
        var volume = PackedSeries.Of([.. bars.Select(b => b.Volume)], VolumeDigits);
        writer.WriteNumber("volumeScale", volume.Scale);
        writer.WriteString("volume", volume.Data);
        writer.WriteEndObject();
    }

    // One scale for all four prices: that of the highest.
    static int Scale(IReadOnlyList<Bar> bars, int priceScale) => PackedSeries.At([.. bars.Select(b => b.High)], priceScale).Scale;

    static void Against(Utf8JsonWriter writer, string name, IReadOnlyList<Bar> bars, int scale, Func<Bar, double> of) =>
        writer.WriteString(name, PackedSeries.At([.. bars.Select(of)], scale).Data);
}
