using Argosy.Core.Values;

namespace Argosy.Data.Import.Formats;

/// <summary>Klines of Binance's public data: twelve columns with or without header, open times in ms, since 2025 in µs.</summary>
internal sealed class BinanceKlines : IBarFormat
{
    public string Name => "binance";

    public string Looks => "twelve columns: open time,open,high,low,close,volume,close time,quote volume,count,taker base,taker quote,ignore";

    public bool Recognises(SourceSample sample)
    {
        if (sample.Header.Length > 0) return sample.Header.Length == 12 && sample.Column("opentime") == 0 && sample.Column("closetime") == 6;
        return sample.First.Length == 12 && long.TryParse(sample.First[0], out var open) && long.TryParse(sample.First[6], out var close)
            && open > 100_000_000_000 && close > open;
    }

    public Error? Read(SourceSample sample, Gathering into)
    {
        into.Venue ??= "binance";
        return CsvBarReader.Read(sample, new CsvLayout
        {
            Time = 0,
            Open = 1,
            High = 2,
            Low = 3,
            Close = 4,
            Volume = 5,
            HeaderLines = sample.Header.Length > 0 ? 1 : 0,
            Names = ["open_time", "open", "high", "low", "close", "volume"],
        }, into);
    }
}
