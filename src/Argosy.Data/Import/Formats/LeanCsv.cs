using System.Text;
using Argosy.Core.Values;
using Argosy.Data.Numbers;

namespace Argosy.Data.Import.Formats;

/// <summary>LEAN's files: ms since midnight under a dated file name (second, minute), or yyyyMMdd HH:mm (hour, daily); trade or quote bars.</summary>
/// <remarks>Quote bars hold bid open, high, low, close, size and the same of the ask: prices are the middle of both, volume is 0.</remarks>
internal sealed class LeanCsv : IBarFormat
{
    const int TradeColumns = 6, QuoteColumns = 11;

    public string Name => "lean";

    public string Looks => "headerless CSV of 6 (trades) or 11 (quotes) columns: ms since midnight in a file named yyyyMMdd…, or yyyyMMdd HH:mm";

    public bool Recognises(SourceSample sample)
    {
        if (sample.Header.Length > 0 || sample.First.Length is not (TradeColumns or QuoteColumns)) return false;
        return IsDated(sample.First[0]) || (Midnight(sample) is not null && int.TryParse(sample.First[0], out var offset) && offset is >= 0 and < 86_400_000);
    }

    public Error? Read(SourceSample sample, Gathering into)
    {
        var quotes = sample.First.Length == QuoteColumns;
        if (quotes) into.Note("quote bars: prices are the middle of bid and ask, volume is 0");
        long? midnight = null;
        if (!IsDated(sample.First[0]))
        {
            midnight = Midnight(sample);
            if (midnight is null) return Error.BadInput($"{sample.Source.Name}: times count from midnight, so the file's name must begin with its date, yyyyMMdd");
        }
        return CsvBarReader.Read(sample, new CsvLayout
        {
            Time = 0,
            Open = 1,
            High = 2,
            Low = 3,
            Close = 4,
            Volume = quotes ? -1 : 5,
            AskDistance = quotes ? 5 : 0,
            Midnight = midnight,
            Names = quotes
                ? ["time", "bid open", "bid high", "bid low", "bid close", "bid size", "ask open", "ask high", "ask low", "ask close", "ask size"]
                : ["time", "open", "high", "low", "close", "volume"],
        }, into);
    }

    static bool IsDated(string time) => time.Length == 14 && time[8] == ' ' && TimeText.TryParse(Encoding.ASCII.GetBytes(time), out _);

    static long? Midnight(SourceSample sample) => DateOf(sample.Source.HintName) ?? DateOf(System.IO.Path.GetFileName(sample.Source.Path));

    static long? DateOf(string name) => name.Length > 8 && name[8] is '_' or '.' && TimeText.TryParse(Encoding.UTF8.GetBytes(name[..8]), out var time) && time % 86_400_000 == 0 ? time : null;
}
