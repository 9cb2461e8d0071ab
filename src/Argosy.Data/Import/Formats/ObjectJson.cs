using System.Text.Json;
using Argosy.Core.Values;

namespace Argosy.Data.Import.Formats;

/// <summary>JSON arrays of objects: the old Freqtrade files of Bittrex with O, H, L, C, V, T, BV, and any that name open, high, low, close.</summary>
internal sealed class ObjectJson : IBarFormat
{
    public string Name => "json-objects";

    public string Looks => "JSON [{\"O\":…,\"H\":…,\"L\":…,\"C\":…,\"V\":…,\"T\":…},…] (old Freqtrade, Bittrex)";

    public bool Recognises(SourceSample sample) => JsonRows.Begins(sample, '{');

    public Error? Read(SourceSample sample, Gathering into) => JsonRows.Read(sample, into, ReadRow);

    static string? ReadRow(ref Utf8JsonReader reader, RawBars bars, int row)
    {
        if (reader.TokenType != JsonTokenType.StartObject) return "expected an object";
        var seen = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var column = ColumnOf(ref reader);
            var name = column < 0 ? "" : reader.GetString();
            reader.Read();
            if (column < 0)
            {
                reader.Skip();
                continue;
            }
            if (reader.TokenType is not (JsonTokenType.Number or JsonTokenType.String)) return $"\"{name}\": expected a number";
            var refusal = column switch
            {
                0 => RowNumbers.Time(bars, row, reader.ValueSpan),
                5 => RowNumbers.Volume(bars, row, reader.ValueSpan),
                _ => RowNumbers.Price(bars, row, column - 1, reader.ValueSpan),
            };
            if (refusal is not null) return $"\"{name}\": {refusal}";
            seen |= 1 << column;
        }
        return (seen & 0b11111) == 0b11111 ? null : "expected \"T\", \"O\", \"H\", \"L\" and \"C\"";
    }

    static int ColumnOf(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("T"u8) || reader.ValueTextEquals("time"u8) || reader.ValueTextEquals("timestamp"u8) || reader.ValueTextEquals("t"u8) || reader.ValueTextEquals("date"u8)) return 0;
        if (reader.ValueTextEquals("O"u8) || reader.ValueTextEquals("open"u8) || reader.ValueTextEquals("o"u8)) return 1;
        if (reader.ValueTextEquals("H"u8) || reader.ValueTextEquals("high"u8) || reader.ValueTextEquals("h"u8)) return 2;
        if (reader.ValueTextEquals("L"u8) || reader.ValueTextEquals("low"u8) || reader.ValueTextEquals("l"u8)) return 3;
        if (reader.ValueTextEquals("C"u8) || reader.ValueTextEquals("close"u8) || reader.ValueTextEquals("c"u8)) return 4;
        return reader.ValueTextEquals("V"u8) || reader.ValueTextEquals("volume"u8) || reader.ValueTextEquals("v"u8) ? 5 : -1;
    }
}
