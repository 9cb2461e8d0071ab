using Argosy.Core.Values;

namespace Argosy.Data.Import.Formats;

/// <summary>Argosy's own CSV and every other one whose header names time, open, high, low, close and volume in any order.</summary>
internal sealed class OwnCsv : IBarFormat
{
    public string Name => "csv";

    public string Looks => "CSV with a header that names time, open, high, low, close, volume";

    public bool Recognises(SourceSample sample) => Layout(sample) is not null;

    public Error? Read(SourceSample sample, Gathering into)
    {
        if (Layout(sample) is not { } layout)
            return Error.BadInput($"{sample.Source.Name} line 1: the header must name time, open, high, low and close; it is: {sample.Excerpt}");
        if (layout.Volume < 0) into.Note("no volume column: every volume is 0");
        return CsvBarReader.Read(sample, layout, into);
    }

    static CsvLayout? Layout(SourceSample sample)
    {
        var layout = new CsvLayout
        {
            Time = sample.Column("time", "opentime", "timeopen", "timestamp", "datetime", "date", "unix", "t", "ts", "starttime", "closetime", "timeclose"),
            Open = sample.Column("open", "o", "openprice"),
            High = sample.Column("high", "h", "highprice"),
            Low = sample.Column("low", "l", "lowprice"),
            Close = sample.Column("close", "c", "closeprice"),
            Volume = sample.Column("volume", "v", "vol", "basevolume", "volumebase", "amount"),
            Separator = sample.Separator,
            HeaderLines = 1,
            Names = sample.First,
        };
        return layout.Time >= 0 && layout.Open >= 0 && layout.High >= 0 && layout.Low >= 0 && layout.Close >= 0 ? layout : null;
    }
}
