using Argosy.Core.Values;

namespace Argosy.Data.Import.Formats;

/// <summary>CoinMarketCap's daily history: semicolons, quoted ISO times, newest first, volume of all venues in USD.</summary>
internal sealed class CoinMarketCapCsv : IBarFormat
{
    public string Name => "coinmarketcap";

    public string Looks => "CSV with timeOpen;timeClose;timeHigh;timeLow;…;open;high;low;close;volume;marketCap";

    public bool Recognises(SourceSample sample) => sample.Column("timeopen") >= 0 && sample.Column("timehigh") >= 0 && sample.Column("marketcap") >= 0;

    public Error? Read(SourceSample sample, Gathering into)
    {
        into.Venue = "coinmarketcap";
        into.VolumeInQuote = true;
        into.Note("volume is in the quote asset, over all venues");
        return CsvBarReader.Read(sample, new CsvLayout
        {
            Time = sample.Column("timeopen"),
            Open = sample.Column("open"),
            High = sample.Column("high"),
            Low = sample.Column("low"),
            Close = sample.Column("close"),
            Volume = sample.Column("volume"),
            Separator = sample.Separator,
            HeaderLines = 1,
            Names = sample.First,
        }, into);
    }
}
