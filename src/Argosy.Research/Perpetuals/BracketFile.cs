using System.Text.Json;
using Argosy.Core.Instruments;
using Argosy.Core.Values;
using Argosy.Engine.Accounting;

namespace Argosy.Research.Perpetuals;

/// <summary>Reads maintenance brackets: CSV with a header (floor,cap,max_leverage,rate[,cum], a symbol column for several instruments) or Binance's leverageBracket answer.</summary>
/// <remarks>Source of the JSON: Binance USD-M, GET /fapi/v1/leverageBracket.</remarks>
public sealed class BracketFile
{
    const string Expected = "floor,cap,max_leverage,rate with cum and symbol where known, e.g. 0,50000,125,0.004";

    readonly string _name;
    readonly List<(string Symbol, BracketTable Table)> _tables = [];

    BracketFile(string name) => _name = name;

    /// <summary>The tables of a file, or what is wrong with it.</summary>
    public static Result<BracketFile> Read(string path)
    {
        var text = TableText.Read(path);
        if (!text.Ok) return text.Error!;
        var file = new BracketFile(text.Value.Name);
        try
        {
            var wrong = text.Value.IsJson ? file.ReadJson(text.Value) : file.ReadCsv(text.Value);
            if (wrong is not null) return wrong;
        }
        catch (JsonException broken)
        {
            return Error.Corrupt($"{file._name} line {(broken.LineNumber ?? 0) + 1}: no valid JSON");
        }
        return file._tables.Count > 0 ? file : Error.BadInput($"{file._name} holds no bracket; expected {Expected}");
    }

    /// <summary>The table of an instrument: the one of its symbol (XRPUSDT for XRP/USDT), or the only one where none is named.</summary>
    public Result<BracketTable> Of(Instrument instrument)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        var symbol = $"{instrument.BaseAsset}{instrument.QuoteAsset}";
        foreach (var (name, table) in _tables)
        {
            if (name.Length == 0 || string.Equals(Bare(name), symbol, StringComparison.OrdinalIgnoreCase)) return table;
        }
        return Error.BadInput($"{_name} has no brackets of {instrument.Name}; it has {string.Join(", ", _tables.Take(5).Select(t => t.Symbol))}{(_tables.Count > 5 ? ", …" : "")}");
    }

    static string Bare(string symbol) => string.Concat(symbol.Where(char.IsLetterOrDigit));

    Error? ReadJson(TableText text)
    {
        using var document = JsonDocument.Parse(text.Text);
        var root = document.RootElement;
        var symbols = root.ValueKind == JsonValueKind.Array ? root.EnumerateArray().ToArray() : [root];
        foreach (var item in symbols)
        {
            if (item.ValueKind != JsonValueKind.Object || !item.TryGetProperty("symbol", out var symbol) || !item.TryGetProperty("brackets", out var list) || list.ValueKind != JsonValueKind.Array)
            {
                return Error.BadInput($"{_name}: expected [{{\"symbol\":…,\"brackets\":[{{\"notionalFloor\":…,\"notionalCap\":…,\"initialLeverage\":…,\"maintMarginRatio\":…,\"cum\":…}}]}}]");
            }
            var brackets = new List<Bracket>();
            foreach (var bracket in list.EnumerateArray())
            {
                if (Number(bracket, "notionalFloor") is not { } floor || Number(bracket, "notionalCap") is not { } cap || Number(bracket, "initialLeverage") is not { } leverage
                    || Number(bracket, "maintMarginRatio") is not { } rate || Number(bracket, "cum") is not { } cum || leverage != decimal.Truncate(leverage) || Math.Abs(leverage) > 1000)
                {
                    return Error.BadInput($"{_name}: bracket {brackets.Count + 1} of {symbol} needs notionalFloor, notionalCap, initialLeverage (whole), maintMarginRatio and cum as numbers");
                }
                brackets.Add(new Bracket(floor, cap, (int)leverage, rate, cum));
            }
            // Binance lists the smallest positions first on some endpoints, last on others.
            if (Add(symbol.ToString(), [.. brackets.OrderBy(b => b.Floor)]) is { } wrong) return wrong;
        }
        return null;
    }

    Error? ReadCsv(TableText text)
    {
        string[]? names = null;
        var rows = new List<(string Symbol, Bracket Bracket)>();
        foreach (var (number, cells) in text.Rows())
        {
            if (names is null)
            {
                names = [.. cells.Select(cell => cell.ToLowerInvariant())];
                if (!names.Contains("floor") || !names.Contains("cap") || !names.Contains("max_leverage") || !names.Contains("rate"))
                {
                    return Error.BadInput($"{_name} line {number}: '{string.Join(',', cells)}' is not the header of brackets; expected {Expected}");
                }
                continue;
            }
            if (cells.Length != names.Length) return Error.BadInput($"{_name} line {number}: {cells.Length} columns, expected {names.Length}");
            var symbol = Cell("symbol") ?? "";
            var before = rows.FindLast(row => row.Symbol == symbol).Bracket;
            if (Number("floor") is not { } floor || Number("cap") is not { } cap || Number("max_leverage") is not { } leverage || Number("rate") is not { } rate)
            {
                return Error.BadInput($"{_name} line {number}: '{string.Join(',', cells)}' is no bracket; expected numbers: {Expected}");
            }
            if (leverage != decimal.Truncate(leverage) || Math.Abs(leverage) > 1000) return Error.BadInput($"{_name} line {number}: a leverage of {Exact.Text(leverage)} is not a whole number from 1 to {BracketTable.MostLeverage}");
            var cum = Cell("cum") is { Length: > 0 } ? Number("cum") : before is null ? 0 : before.Cum + (floor * (rate - before.Rate));
            if (cum is null) return Error.BadInput($"{_name} line {number}: the cum '{Cell("cum")}' is not a number");
            rows.Add((symbol, new Bracket(floor, cap, (int)leverage, rate, cum.Value)));

            string? Cell(string name) => Array.IndexOf(names, name) is var at and >= 0 ? cells[at] : null;
            decimal? Number(string name) => TableText.TryNumber(Cell(name)!, out var value) && Math.Abs(value) < 1e18m ? value : null;
        }
        foreach (var group in rows.GroupBy(row => row.Symbol, StringComparer.Ordinal))
        {
            if (Add(group.Key, [.. group.Select(row => row.Bracket)]) is { } wrong) return wrong;
        }
        return null;
    }

    Error? Add(string symbol, IReadOnlyList<Bracket> brackets)
    {
        try
        {
            _tables.Add((symbol, new BracketTable(brackets)));
            return null;
        }
        catch (ArgumentException wrong)
        {
            return Error.BadInput($"{_name}{(symbol.Length > 0 ? $" {symbol}" : "")}: {wrong.Message}");
        }
    }

    static decimal? Number(JsonElement bracket, string name)
    {
        if (bracket.ValueKind != JsonValueKind.Object || !bracket.TryGetProperty(name, out var value)) return null;
        return TableText.TryNumber(value.ToString(), out var number) && Math.Abs(number) < 1e18m ? number : null;
    }
}
