using Argosy.Core.Values;

namespace Argosy.Data.Import.Formats;

/// <summary>Hummingbot's candle CSV: ten kline columns under a header, times as floats in ms or seconds.</summary>
internal sealed class HummingbotCsv : IBarFormat
{
    public string Name => "hummingbot";

    public string Looks => "CSV with timestamp,open,high,low,close,volume,quote_asset_volume,n_trades,…";

    public bool Recognises(SourceSample sample) => sample.Column("timestamp") == 0 && sample.Column("quoteassetvolume") >= 0 && sample.Column("ntrades") >= 0;

    public Error? Read(SourceSample sample, Gathering into) => CsvBarReader.Read(sample, new CsvLayout
    {
        Time = 0,
        Open = sample.Column("open"),
        High = sample.Column("high"),
        Low = sample.Column("low"),
        Close = sample.Column("close"),
        Volume = sample.Column("volume"),
        HeaderLines = 1,
        Names = sample.First,
    }, into);
}
