using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Argosy.Core.Values;
using Microsoft.AspNetCore.Http;

namespace Argosy.Server.Research;

/// <summary>Which rows of a run's list are wanted, and in which order: by any field of theirs, in the words the web app's tables have for it.</summary>
/// <remarks>A filter is a bound (<c>&gt;5</c>, <c>&lt;=0.1</c>), a range (<c>1..2</c>), a whole text (<c>=buy</c>), what a text has not (<c>!stop</c>), or part of it. What has no value comes last either way.</remarks>
internal sealed partial class RunListQuery
{
    const int MostText = 200, MostTerms = 16;

    static readonly string[] Taken = ["after", "limit", "sort", "q"];

    static readonly Dictionary<string, string[]> Fields = new(StringComparer.Ordinal)
    {
        ["trades"] = ["id", "instrument", "side", "entryTime", "entryPrice", "exitTime", "exitPrice", "quantity", "fees", "pnl", "returnRatio", "duration", "exitReason", "pathDependent", "openAtEnd", "sameBar", "book", "strategy"],
        ["orders"] = ["id", "instrument", "book", "strategy", "side", "type", "timeInForce", "purpose", "decisionTime", "size", "sizeIn", "filled", "state", "reason", "limit", "trigger", "parent", "sibling", "follows"],
        ["fills"] = ["order", "instrument", "book", "strategy", "side", "purpose", "time", "price", "pathPrice", "quantity", "fee", "feeAsset"],
    };

    readonly List<(string Field, int Factor)> _sort = [];
    readonly List<(string Field, Func<Cell, bool> Fits)> _filters = [];
    string[] _fields = [];
    string[] _words = [];

    /// <summary>Reads it of a request's query; or says which part makes no sense.</summary>
    /// <param name="list">trades, orders or fills.</param>
    /// <param name="query">The query; what pages are asked by is not this one's.</param>
    public static Result<RunListQuery> Read(string list, IQueryCollection query)
    {
        var read = new RunListQuery { _fields = Fields[list] };
        foreach (var (name, values) in query)
        {
            var text = values.ToString();
            if (text.Length > MostText) return Error.BadInput($"{name}: longer than {MostText} characters");
            if (Taken.Contains(name, StringComparer.Ordinal)) continue;
            if (!read._fields.Contains(name, StringComparer.Ordinal)) return Error.BadInput($"{name}: {list} have no such field{Suggestion.Phrase(name, read._fields)}");
            if (text.Trim() is { Length: > 0 } filter) read._filters.Add((name, Filter(filter)));
        }
        foreach (var by in query["sort"].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var (field, factor) = by.StartsWith('-') ? (by[1..], -1) : (by, 1);
            if (!read._fields.Contains(field, StringComparer.Ordinal)) return Error.BadInput($"sort: {list} have no '{field}'{Suggestion.Phrase(field, read._fields)}");
            read._sort.Add((field, factor));
        }
        read._words = query["q"].ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return read._sort.Count > MostTerms || read._words.Length > MostTerms ? Error.BadInput($"sort: more than {MostTerms} terms") : read;
    }

    /// <summary>The rows that are wanted, in order; equal ones as they were.</summary>
    public IReadOnlyList<JsonElement> Of(IReadOnlyList<JsonElement> rows)
    {
        var kept = _filters.Count == 0 && _words.Length == 0 ? rows : [.. rows.Where(Fits)];
        if (_sort.Count == 0) return kept;
        var keyed = kept.Select(row => (Row: row, Keys: (Cell[])[.. _sort.Select(by => Cell.Of(row, by.Field))]));
        return [.. keyed.OrderBy(pair => pair.Keys, Comparer<Cell[]>.Create(Compare)).Select(pair => pair.Row)];
    }

    bool Fits(JsonElement row) =>
        _filters.TrueForAll(filter => filter.Fits(Cell.Of(row, filter.Field))) && Array.TrueForAll(_words, word => Array.Exists(_fields, field => Cell.Of(row, field).Text.Contains(word, StringComparison.OrdinalIgnoreCase)));

    int Compare(Cell[] first, Cell[] second)
    {
        for (var i = 0; i < _sort.Count; i++)
        {
            var (a, b) = (first[i], second[i]);
            if (a.Text.Length == 0 != (b.Text.Length == 0)) return a.Text.Length == 0 ? 1 : -1;
            var order = a.Number is { } x && b.Number is { } y ? x.CompareTo(y) : string.Compare(a.Text, b.Text, StringComparison.OrdinalIgnoreCase);
            if (order != 0) return order * _sort[i].Factor;
        }
        return 0;
    }

    static Func<Cell, bool> Filter(string text)
    {
        if (Range().Match(text) is { Success: true } range && Number(range.Groups["low"].Value) is { } low && Number(range.Groups["high"].Value) is { } high) return cell => cell.Number >= low && cell.Number <= high;
        if (Bound().Match(text) is { Success: true } bound && Number(bound.Groups["limit"].Value) is { } limit)
        {
            return bound.Groups["way"].Value switch
            {
                ">" => cell => cell.Number > limit,
                ">=" => cell => cell.Number >= limit,
                "<" => cell => cell.Number < limit,
                _ => cell => cell.Number <= limit,
            };
        }
        var rest = text[1..].Trim();
        return text[0] switch
        {
            '=' => cell => cell.Text.Equals(rest, StringComparison.OrdinalIgnoreCase),
            '!' => cell => !cell.Text.Contains(rest, StringComparison.OrdinalIgnoreCase),
            _ => cell => cell.Text.Contains(text, StringComparison.OrdinalIgnoreCase),
        };
    }

    static decimal? Number(string text) => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex(@"\A(?<low>-?[0-9.]+)\.\.(?<high>-?[0-9.]+)\z", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Range();

    [GeneratedRegex(@"\A(?<way>>=|<=|>|<)\s*(?<limit>-?[0-9.]+)\z", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Bound();

    /// <summary>A field of a row: its text, empty where it has none, and the number it spells.</summary>
    readonly record struct Cell(string Text, decimal? Number)
    {
        public static Cell Of(JsonElement row, string field)
        {
            // How long a trade lasted is no field of its own.
            if (field == "duration") return Spelled((row.GetProperty("exitTime").GetInt64() - row.GetProperty("entryTime").GetInt64()).ToString(CultureInfo.InvariantCulture));
            if (!row.TryGetProperty(field, out var value)) return new Cell("", null);
            return value.ValueKind switch
            {
                JsonValueKind.String => Spelled(value.GetString()!),
                JsonValueKind.Number => Spelled(value.GetRawText()),
                JsonValueKind.True => new Cell("yes", 1),
                JsonValueKind.False => new Cell("no", 0),
                _ => new Cell("", null),
            };
        }

        static Cell Spelled(string text) => new(text, RunListQuery.Number(text));
    }
}
