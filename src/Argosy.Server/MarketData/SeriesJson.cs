using System.Text.Json;
using Argosy.Core.Values;
using Argosy.Data.Series;

namespace Argosy.Server.MarketData;

/// <summary>A series as JSON: rows of time, open, high, low, close, volume, exact.</summary>
internal static class SeriesJson
{
    /// <summary>Writes it.</summary>
    public static void Write(Stream stream, ScaledBars bars)
    {
        using var writer = new Utf8JsonWriter(stream);
        writer.WriteStartObject();
        writer.WriteString("format", "argosy-bars/1");
        writer.WriteString("timeframe", bars.Timeframe.ToString());
        writer.WriteString("hash", bars.Hash);
        writer.WriteStartArray("bars");
        for (var i = 0; i < bars.Count; i++)
        {
            writer.WriteStartArray();
            writer.WriteNumberValue(bars.OpenTimes[i]);
            foreach (var price in (ReadOnlySpan<long>)[bars.Open[i], bars.High[i], bars.Low[i], bars.Close[i]]) writer.WriteRawValue(Exact.Text(Exact.FromUnits(price, bars.PriceScale)));
            writer.WriteRawValue(Exact.Text(Exact.FromUnits(bars.Volume[i], bars.VolumeScale)));
            writer.WriteEndArray();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
