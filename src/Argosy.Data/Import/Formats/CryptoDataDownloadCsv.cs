using Argosy.Core.Values;

namespace Argosy.Data.Import.Formats;

/// <summary>CryptoDataDownload's CSV: date, symbol and two volume columns whose order changes from row to row; old ones newest first.</summary>
/// <remarks>Some files begin with a line that holds the site's address.</remarks>
internal sealed class CryptoDataDownloadCsv : IBarFormat
{
    public string Name => "cryptodatadownload";

    public string Looks => "CSV with date,(unix,)symbol,open,high,low,close,Volume BTC,Volume USD";

    public bool Recognises(SourceSample sample) => Header(sample) is { } header && Array.Exists(header, name => name == "symbol")
        && Array.FindAll(header, name => name.StartsWith("volume", StringComparison.Ordinal)).Length == 2 && Array.IndexOf(header, "open") >= 0;

    public Error? Read(SourceSample sample, Gathering into)
    {
        var header = Header(sample) ?? [];
        var volume = Array.FindIndex(header, name => name.StartsWith("volume", StringComparison.Ordinal));
        var rows = sample.Header.Length > 0 ? 1 : 2;
        var symbol = Array.IndexOf(header, "symbol");
        if (sample.Lines.Length > rows && sample.Lines[rows].Split(sample.Separator) is { } fields && fields.Length > symbol) into.Symbol = fields[symbol].Trim('"');
        into.Note("two volume columns: of each row the base asset's is kept");
        var unix = Array.FindIndex(header, name => name is "unix" or "unixtimestamp");
        return CsvBarReader.Read(sample, new CsvLayout
        {
            Time = unix >= 0 ? unix : Array.FindIndex(header, name => name is "date" or "time"),
            Open = Array.IndexOf(header, "open"),
            High = Array.IndexOf(header, "high"),
            Low = Array.IndexOf(header, "low"),
            Close = Array.IndexOf(header, "close"),
            Volume = volume,
            OtherVolume = Array.FindIndex(header, volume + 1, name => name.StartsWith("volume", StringComparison.Ordinal)),
            HeaderLines = rows,
            Names = header,
        }, into);
    }

    static string[]? Header(SourceSample sample)
    {
        if (sample.Header.Length > 0) return sample.Header;
        return sample.Lines.Length > 1 && sample.Lines[0].Contains("cryptodatadownload", StringComparison.OrdinalIgnoreCase)
            ? [.. sample.Lines[1].Split(',').Select(SourceSample.Plain)]
            : null;
    }
}
