using System.Text.Json;
using Argosy.Core.Values;
using Argosy.Research.Metrics;

namespace Argosy.Research.Results;

/// <summary>Two or more results side by side, as data for a table: what went in differently, and what came out.</summary>
public sealed record ResultComparison
{
    /// <summary>What each result is called, in order.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>Strategy name and parameters that differ.</summary>
    public required IReadOnlyList<ComparedRow> Strategy { get; init; }

    /// <summary>Period, instruments and data hashes that differ.</summary>
    public required IReadOnlyList<ComparedRow> Data { get; init; }

    /// <summary>Settings and fill contract that differ.</summary>
    public required IReadOnlyList<ComparedRow> Settings { get; init; }

    /// <summary>Every figure.</summary>
    public required IReadOnlyList<ComparedMetric> Metrics { get; init; }

    /// <summary>Whether all results traded alike: equal trade hashes.</summary>
    public required bool SameTrades { get; init; }

    /// <summary>Whether all results went through the same states: equal, known state hashes.</summary>
    public required bool SameStates { get; init; }

    /// <summary>Number (from 1) of the first trade at which not all agree; null where all are equal.</summary>
    public int? FirstDifferentTrade { get; init; }

    /// <summary>Whether nothing that went in differs.</summary>
    public bool SameInputs => Strategy.Count == 0 && Data.Count == 0 && Settings.Count == 0;

    /// <summary>Compares results; BadInput with fewer than two.</summary>
    /// <param name="results">Name and result of each.</param>
    public static Result<ResultComparison> Of(IReadOnlyList<KeyValuePair<string, StoredResult>> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        if (results.Count < 2) return Error.BadInput("a comparison needs at least two results");
        StoredResult[] all = [.. results.Select(r => r.Value)];
        return new ResultComparison
        {
            Names = [.. results.Select(r => r.Key)],
            Strategy = Differences(all, StrategyFacts),
            Data = Differences(all, DataFacts),
            Settings = Differences(all, SettingFacts),
            Metrics = [.. MetricTable.All.Select(metric => Compare(metric, all))],
            SameTrades = AllEqual(all, r => r.TradeHash),
            SameStates = all[0].StateHash.Length > 0 && AllEqual(all, r => r.StateHash),
            FirstDifferentTrade = AllEqual(all, r => r.TradeHash) ? null : FirstDifference(all),
        };
    }

    static IEnumerable<KeyValuePair<string, string>> StrategyFacts(StoredResult result)
    {
        yield return new("strategy", result.Strategy.Name);
        foreach (var (name, value) in result.Strategy.Parameters) yield return new($"parameters.{name}", value);
    }

    static IEnumerable<KeyValuePair<string, string>> DataFacts(StoredResult result)
    {
        yield return new("timeframe", result.Timeframe);
        yield return new("from", Text(result.From));
        yield return new("to", Text(result.To));
        yield return new("instruments", string.Join(", ", result.Instruments.Select(i => i.Name)));
        foreach (var instrument in result.Instruments)
        {
            yield return new($"{instrument.Name}.data", instrument.Hash);
            yield return new($"{instrument.Name}.detail", instrument.Detail?.Hash ?? "none");
            yield return new($"{instrument.Name}.tick", Exact.Text(instrument.Tick));
            yield return new($"{instrument.Name}.lot", Exact.Text(instrument.Lot));
            yield return new($"{instrument.Name}.minNotional", Exact.Text(instrument.MinNotional));
        }
    }

    static IEnumerable<KeyValuePair<string, string>> SettingFacts(StoredResult result)
    {
        yield return new("fillContract", result.FillContract);
        foreach (var setting in result.Settings.EnumerateObject()) yield return new($"settings.{setting.Name}", Text(setting.Value));
    }

    static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    static string Text(long time) => DateTimeOffset.FromUnixTimeMilliseconds(time).ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", null);

    // Names in the order in which the results first mention them.
    static List<ComparedRow> Differences(StoredResult[] results, Func<StoredResult, IEnumerable<KeyValuePair<string, string>>> facts)
    {
        List<string> names = [];
        var values = new Dictionary<string, string?[]>(StringComparer.Ordinal);
        for (var i = 0; i < results.Length; i++)
        {
            foreach (var (name, value) in facts(results[i]))
            {
                if (!values.TryGetValue(name, out var row))
                {
                    row = new string?[results.Length];
                    values.Add(name, row);
                    names.Add(name);
                }
                row[i] = value;
            }
        }
        return [.. names.Select(name => new ComparedRow(name, values[name])).Where(row => row.Values.Any(v => !string.Equals(v, row.Values[0], StringComparison.Ordinal)))];
    }

    static ComparedMetric Compare(Metric metric, StoredResult[] results)
    {
        MetricValue[] values = [.. results.Select(r => metric.Of(r.Metrics))];
        return new ComparedMetric(metric, values, Best(metric.Better, values));
    }

    static int? Best(Better better, MetricValue[] values)
    {
        if (better == Better.Neither || values.Count(v => !v.IsNull) < 2) return null;
        var best = -1;
        var tie = false;
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i].IsNull) continue;
            var order = best < 0 ? 1 : Order(values[i], values[best]) * (better == Better.Higher ? 1 : -1);
            if (order > 0) (best, tie) = (i, false);
            else tie |= order == 0;
        }
        return tie ? null : best;
    }

    static int Order(MetricValue a, MetricValue b) =>
        a.Money is { } x && b.Money is { } y ? x.CompareTo(y) : a.Number.GetValueOrDefault().CompareTo(b.Number.GetValueOrDefault());

    static bool AllEqual(StoredResult[] results, Func<StoredResult, string> of) =>
        results.All(r => string.Equals(of(r), of(results[0]), StringComparison.Ordinal));

    // Strategy books are no part of the trade hash, ids follow from the order.
    static int FirstDifference(StoredResult[] results)
    {
        var shortest = results.Min(r => r.Trades.Count);
        for (var i = 0; i < shortest; i++)
        {
            var first = results[0].Trades[i] with { Book = 0, Strategy = null };
            if (results.Any(r => r.Trades[i] with { Book = 0, Strategy = null } != first)) return i + 1;
        }
        return shortest + 1;
    }
}
