using Argosy.Core.Values;
using Argosy.Data.Numbers;

namespace Argosy.Data.Import.Formats;

/// <summary>Public trades: Argosy's own time,price,quantity,side,trade_id under a header, and Kraken's unix seconds,price,volume without one.</summary>
internal sealed class TradesCsv : IBarFormat
{
    public string Name => "trades";

    public string Looks => "CSV of trades: time,price,quantity,side,trade_id with a header, or headerless unix seconds,price,volume (Kraken)";

    public bool Recognises(SourceSample sample)
    {
        if (sample.Header.Length > 0) return sample.Column("time", "timestamp") >= 0 && sample.Column("price") >= 0 && sample.Column("quantity", "qty", "amount", "volume") >= 0;
        return sample.First.Length == 3 && IsSeconds(sample.First[0]) && (sample.Second.Length == 0 || IsSeconds(sample.Second[0]));
    }

    public Error? Read(SourceSample sample, Gathering into)
    {
        var headed = sample.Header.Length > 0;
        var (time, price, quantity, id) = headed
            ? (sample.Column("time", "timestamp"), sample.Column("price"), sample.Column("quantity", "qty", "amount", "volume"), sample.Column("tradeid", "id"))
            : (0, 1, 2, -1);
        if (!headed) into.Venue ??= "kraken";
        using var stream = sample.Source.Open();
        var reader = new LineReader(stream);
        var width = 1 + Math.Max(Math.Max(time, price), Math.Max(quantity, id));
        Span<int> starts = stackalloc int[width];
        Span<int> ends = stackalloc int[width];
        if (headed) reader.TryRead(out _);
        while (reader.TryRead(out var line))
        {
            if (line.IsEmpty) continue;
            Error At(int column, string what) => Error.BadInput($"{sample.Source.Name} line {reader.LineNumber}, column {column + 1}: {what}");
            if (CsvBarReader.Split(line, (byte)sample.Separator, starts, ends) < width) return At(0, $"{width} columns expected");
            if (!TimeText.TryParse(line[starts[time]..ends[time]], out var at)) return At(time, $"'{RowNumbers.Show(line[starts[time]..ends[time]])}' is no time");
            var text = line[starts[price]..ends[price]];
            if (!DecimalText.TryParse(text, RowNumbers.PriceDigits, out var priced)) return At(price, RowNumbers.Refusal(text, RowNumbers.PriceDigits));
            if (priced.Mantissa <= 0) return At(price, $"'{RowNumbers.Show(text)}' is no price; prices are above zero");
            text = line[starts[quantity]..ends[quantity]];
            if (!DecimalText.TryParse(text, RowNumbers.VolumeDigits, out var traded)) return At(quantity, RowNumbers.Refusal(text, RowNumbers.VolumeDigits));
            if (traded.Mantissa < 0) return At(quantity, $"'{RowNumbers.Show(text)}' is no quantity; quantities are not negative");
            var number = id >= 0 && DecimalText.TryParse(line[starts[id]..ends[id]], 18, out var parsed) && parsed.Decimals == 0 ? parsed.Mantissa : 0;
            if (priced.Rounded) into.Trades.Rounded++;
            into.Trades.Rows.Add(new(at, priced.Mantissa, (byte)priced.Decimals, traded.Mantissa, (byte)traded.Decimals, number));
            into.Advance(sample.Source, reader.Consumed);
        }
        return null;
    }

    static bool IsSeconds(string text) => double.TryParse(text, System.Globalization.NumberStyles.AllowDecimalPoint, System.Globalization.CultureInfo.InvariantCulture, out var number) && number is > 1e9 and < 1e10;
}
