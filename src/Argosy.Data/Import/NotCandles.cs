using Argosy.Core.Values;

namespace Argosy.Data.Import;

/// <summary>Files of a trading platform that are no candles: recognised by content and answered with where they belong.</summary>
internal static class NotCandles
{
    const string CandlesOrTrades = "a file of candles, or of trades (time,price,quantity)";

    /// <summary>The answer to a text that is known to hold something else; null for anything else.</summary>
    public static Error? Explain(SourceSample sample)
    {
        var text = sample.Bytes.AsSpan();
        var name = sample.Source.Name;
        if (text.StartsWith("ARROW1"u8) || text.StartsWith("FEA1"u8)) return Error.NotSupported($"{name} is a feather (Arrow) file, which is not supported; save it as CSV: time,open,high,low,close,volume");
        if (text.StartsWith("PAR1"u8)) return Error.NotSupported($"{name} is a Parquet file, which is not supported; save it as CSV: time,open,high,low,close,volume");
        if (text.StartsWith("\u0089HDF"u8) || text.StartsWith("SQLite format 3"u8)) return Error.NotSupported($"{name} is a database file, which is not supported; save it as CSV: time,open,high,low,close,volume");
        if (text.Length > 0 && text[0] == '{' && text.IndexOf("\"topic\":\"orderbook"u8) >= 0)
            return Is(name, "an order-book recording", CandlesOrTrades);
        if (sample.Lines.Length == 0) return null;
        var line = sample.Lines[0];
        if (IsRecording(line)) return Is(name, "a recording of an exchange's messages", CandlesOrTrades);
        if (sample.Column("minimumpricevariation") >= 0 && sample.Column("lotsize") >= 0)
            return Is(name, "a table of tick and lot sizes", "'argosy backtest --tick T --lot L' with the numbers of its row");
        if (sample.Column("rate", "fundingrate") >= 0 && sample.Column("time", "timestamp", "fundingtime") >= 0)
            return Is(name, "funding rates", "a file of candles; funding rates belong to perpetuals, which this version does not trade");
        if (sample.Column("bid") >= 0 && sample.Column("ask") >= 0 && sample.Column("bidquantity") >= 0)
            return Is(name, "best bids and asks", CandlesOrTrades);
        return sample.Column("side") >= 0 && sample.Column("kind", "firstupdateid") >= 0 && sample.Column("price") >= 0
            ? Is(name, "order-book changes", CandlesOrTrades)
            : null;
    }

    static Error Is(string name, string what, string use) => Error.BadInput($"{name} holds {what}, not candles: use {use}");

    // "1723161600001233484 {json", "url -> 1633998511.13: json", "url <-> 1677.3", "1633998511.13: {json"
    static bool IsRecording(string line)
    {
        if (line.Contains(" -> ", StringComparison.Ordinal) || line.Contains(" <-> ", StringComparison.Ordinal) || line.Contains(" <- ", StringComparison.Ordinal) || line.StartsWith("wss://", StringComparison.Ordinal)) return true;
        var digits = 0;
        while (digits < line.Length && (char.IsAsciiDigit(line[digits]) || line[digits] == '.')) digits++;
        if (digits < 10 || digits + 1 >= line.Length) return false;
        var rest = line[digits..].TrimStart(':', ' ');
        return rest.Length > 0 && rest.Length < line.Length - digits && rest[0] is '{' or '[';
    }
}
