using System.Text.Json;
using Argosy.Research.Backtests;

namespace Argosy.Research.Results;

/// <summary>Writes the <c>strategies</c> of a result: of several strategies what each did in its own book; nothing for a single one.</summary>
static class BooksJson
{
    public static void Write(Utf8JsonWriter writer, IReadOnlyList<BookResult> books)
    {
        if (books.Count == 0) return;
        writer.WriteStartArray("strategies");
        foreach (var book in books)
        {
            writer.WriteStartObject();
            writer.WriteString("id", book.Id);
            writer.WriteString("name", book.Name);
            writer.WriteStartObject("parameters");
            foreach (var (name, value) in book.Parameters) writer.WriteString(name, value);
            writer.WriteEndObject();
            writer.WriteNumber("trades", book.Trades);
            JsonFields.Money(writer, "pnl", book.Pnl);
            JsonFields.Number(writer, "winRate", book.WinRate);
            JsonFields.Number(writer, "profitFactor", book.ProfitFactor);
            JsonFields.Money(writer, "fees", book.Fees);
            JsonFields.Money(writer, "finalBookValue", book.FinalBookValue);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }
}
