using System.Globalization;
using System.Text.Json;
using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Data.Files;
using Argosy.Data.Series;

namespace Argosy.Cli.Data;

/// <summary>What is said about one series: as lines for people, as JSON for machines.</summary>
internal sealed record SeriesReport(string Title, SeriesOrigin Origin, Timeframe Timeframe, int Bars, long First, long Last, int PriceScale, bool VolumeInQuote, bool Synthetic, string Hash, DataQuality Quality, IReadOnlyList<string> Notes)
{
    /// <summary>Path of the stored series; null where nothing was stored.</summary>
    public string? Stored { get; init; }

    /// <summary>Format it was read from; null for a bar file.</summary>
    public string? Format { get; init; }

    public static SeriesReport Of(string title, SeriesOrigin origin, ScaledBars bars, IReadOnlyList<string> notes) => new(
        title, origin, bars.Timeframe, bars.Count, bars.Count > 0 ? bars.OpenTimes[0] : 0, bars.Count > 0 ? bars.OpenTimes[^1] : 0,
        bars.PriceScale, bars.VolumeInQuote, bars.Synthetic, bars.Hash, bars.Quality, notes);

    public static SeriesReport Of(string title, BarFileInfo info) => new(
        title, new SeriesOrigin(info.BaseAsset, info.QuoteAsset, info.Venue, info.Sources), info.Timeframe, info.Rows, info.FirstTime, info.LastTime,
        info.PriceScale, info.VolumeInQuote, info.Synthetic, info.Hash, info.Quality,
        info.TornBytes > 0 ? [$"{info.TornBytes} bytes after the last committed bar are left out: an append was cut off"] : []);

    /// <summary>A time as people read it.</summary>
    public static string Utc(long time) => DateTimeOffset.FromUnixTimeMilliseconds(time).ToString(time % 60_000 == 0 ? "yyyy-MM-dd HH:mm" : "yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);

    /// <summary>A count with thousands set apart.</summary>
    public static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    public void Write(TextWriter output)
    {
        void Line(string name, string value) => output.WriteLine($"  {name,-15}{value}");
        output.WriteLine(Title);
        if (Synthetic) Line("SYNTHETIC", "made by a generator, not a market");
        Line("instrument", $"{Origin.BaseAsset}/{Origin.QuoteAsset}{(Origin.Venue is null ? "" : $" at {Origin.Venue}")}");
        Line("bars", $"{Count(Bars)} of {Timeframe}");
        if (Bars > 0) Line("from - to", $"{Utc(First)} - {Utc(Last)} UTC (open times)");
        Line("tick", Exact.Text(Exact.FromUnits(1, PriceScale)));
        if (Format is not null) Line("format", Format);
        Line("gaps", Quality.Gaps == 0 ? "none" : $"{Count(Quality.Gaps)}, {Count(Quality.Missing)} bars missing, longest {Hours(Quality.LongestGapMs)}");
        Line("repeated times", $"{Count(Quality.Duplicates)}{(Quality.Duplicates > 0 ? " (the last row won)" : "")}");
        Line("violations", $"{Count(Quality.Violations)}{(Quality.Violations > 0 ? " (high or low does not enclose the prices)" : "")}");
        Line("zero volumes", Count(Quality.ZeroVolumes));
        Line("flat bars", Count(Quality.Flat));
        Line("rounded prices", $"{Count(Quality.Rounded)}{(Quality.Rounded > 0 ? " (more than 15 significant digits)" : "")}");
        Line("out of order", Count(Quality.OutOfOrder));
        Line("hash", Hash);
        foreach (var note in Notes) Line("note", note);
        if (Stored is not null) Line("stored", Stored);
    }

    public void WriteJson(string path)
    {
        var temporary = path + ".part";
        using (var file = File.Create(temporary))
        using (var json = new Utf8JsonWriter(file, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("schema", "argosy-data/1");
            json.WriteString("name", Title);
            json.WriteString("instrument", $"{Origin.BaseAsset}/{Origin.QuoteAsset}");
            json.WriteString("venue", Origin.Venue);
            json.WriteString("format", Format);
            json.WriteString("timeframe", Timeframe.ToString());
            json.WriteNumber("bars", Bars);
            json.WriteNumber("from", First);
            json.WriteNumber("to", Last);
            json.WriteString("tickSize", Exact.Text(Exact.FromUnits(1, PriceScale)));
            json.WriteBoolean("volumeInQuote", VolumeInQuote);
            json.WriteBoolean("synthetic", Synthetic);
            WriteQuality(json);
            json.WriteStartArray("sources");
            foreach (var source in Origin.Sources) json.WriteStringValue(source);
            json.WriteEndArray();
            json.WriteStartArray("notes");
            foreach (var note in Notes) json.WriteStringValue(note);
            json.WriteEndArray();
            json.WriteString("stored", Stored);
            json.WriteEndObject();
        }
        File.Move(temporary, path, overwrite: true);
    }

    void WriteQuality(Utf8JsonWriter json)
    {
        json.WriteStartObject("dataQuality");
        json.WriteNumber("gaps", Quality.Gaps);
        json.WriteNumber("missing", Quality.Missing);
        json.WriteNumber("longestGapMs", Quality.LongestGapMs);
        json.WriteNumber("duplicates", Quality.Duplicates);
        json.WriteNumber("violations", Quality.Violations);
        json.WriteNumber("zeroVolumes", Quality.ZeroVolumes);
        json.WriteNumber("flat", Quality.Flat);
        json.WriteNumber("rounded", Quality.Rounded);
        json.WriteNumber("outOfOrder", Quality.OutOfOrder);
        json.WriteString("hash", Hash);
        json.WriteEndObject();
    }

    static string Hours(long ms) => ms < 3_600_000 ? $"{(ms / 60_000.0).ToString("0.##", CultureInfo.InvariantCulture)} min" : $"{(ms / 3_600_000.0).ToString("0.##", CultureInfo.InvariantCulture)} h";
}
