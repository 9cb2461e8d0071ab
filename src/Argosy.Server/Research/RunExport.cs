using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Argosy.Server.Research;

/// <summary>A list of a result as CSV: a column for each member its rows have, texts quoted where they must be.</summary>
internal static class RunExport
{
    /// <summary>Writes rows that are objects, or arrays under the names given.</summary>
    public static string Csv(IReadOnlyList<JsonElement> rows, IReadOnlyList<string>? names = null)
    {
        var text = new StringBuilder();
        var columns = names ?? Columns(rows);
        text.AppendJoin(',', columns).Append('\n');
        foreach (var row in rows)
        {
            for (var i = 0; i < columns.Count; i++)
            {
                if (i > 0) text.Append(',');
                if (row.ValueKind == JsonValueKind.Array) text.Append(Field(row[i]));
                else if (row.TryGetProperty(columns[i], out var value)) text.Append(Field(value));
            }
            text.Append('\n');
        }
        return text.ToString();
    }

    static List<string> Columns(IReadOnlyList<JsonElement> rows)
    {
        var columns = new List<string>();
        foreach (var row in rows)
        {
            foreach (var member in row.EnumerateObject())
            {
                if (!columns.Contains(member.Name, StringComparer.Ordinal)) columns.Add(member.Name);
            }
        }
        return columns;
    }

    static string Field(JsonElement value)
    {
        var text = value.ValueKind switch
        {
            JsonValueKind.Null => "",
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.Array => string.Join(' ', value.EnumerateArray()),
            _ => value.GetRawText(),
        };
        // A spreadsheet takes what begins so for a formula; numbers are numbers.
        if (text.Length > 0 && text[0] is '=' or '@' or '\t' or '\r' or '+' or '-' && !decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _)) text = $"'{text}";
        return text.AsSpan().IndexOfAny(",\"\n\r") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
