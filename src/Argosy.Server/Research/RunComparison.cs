using Argosy.Core.Values;
using Argosy.Research.Metrics;
using Argosy.Research.Reports;
using Argosy.Research.Results;

namespace Argosy.Server.Research;

/// <summary>Two to eight runs side by side.</summary>
internal static class RunComparison
{
    /// <summary>Compares them.</summary>
    public static Result<ComparisonAnswer> Of(IReadOnlyList<(long Id, StoredResult Result)> runs)
    {
        var compared = ResultComparison.Of([.. runs.Select(run => KeyValuePair.Create($"run {run.Id}", run.Result))]);
        if (!compared.Ok) return compared.Error!;
        var value = compared.Value;
        DailyPoints[] days = [.. runs.Select(run => DailyPoints.Of(run.Result.Daily.IsKept ? run.Result.Daily : run.Result.Equity))];
        return new ComparisonAnswer(
            [.. runs.Select(run => run.Id)],
            [.. value.Metrics.Select(metric => new MetricLine(metric.Metric.Name, KebabCase.Of(metric.Metric.Unit.ToString()), KebabCase.Of(metric.Metric.Better.ToString()), [.. metric.Values.Select(Of)], metric.Best))],
            [.. runs.Select(run => Curve(run.Id, run.Result.Equity))],
            Lines(value.Strategy), Lines(value.Data), Lines(value.Settings),
            [.. days.Select((a, i) => days.Select((b, j) => i == j ? 1.0 : DailyCorrelation.Of(a, b)).ToArray())],
            value.SameTrades, value.SameStates, value.FirstDifferentTrade);
    }

    static object? Of(MetricValue value) => value.Money is { } money ? Exact.Text(money) : value.Number is { } number && double.IsFinite(number) ? number : null;

    static DifferenceLine[] Lines(IReadOnlyList<ComparedRow> rows) => [.. rows.Select(row => new DifferenceLine(row.Name, row.Values))];

    static CurveAnswer Curve(long id, EquitySeries equity) => new(id, [.. Enumerable.Range(0, equity.Count).Select(i => equity.Times[i])], equity.Values);
}

/// <summary>Runs side by side.</summary>
/// <param name="Ids">The runs, in the order of all lists.</param>
/// <param name="Metrics">Every figure.</param>
/// <param name="Equity">Their equity curves.</param>
/// <param name="Parameters">Strategy and parameters that differ.</param>
/// <param name="Data">Period, instruments and data that differ.</param>
/// <param name="Settings">Settings that differ.</param>
/// <param name="Correlation">Correlation of daily returns; null where two have too few days in common.</param>
/// <param name="SameTrades">Whether all traded alike.</param>
/// <param name="SameStates">Whether all went through the same states.</param>
/// <param name="FirstDifferentTrade">Number of the first trade that differs; null for none.</param>
internal sealed record ComparisonAnswer(
    IReadOnlyList<long> Ids, IReadOnlyList<MetricLine> Metrics, IReadOnlyList<CurveAnswer> Equity, IReadOnlyList<DifferenceLine> Parameters, IReadOnlyList<DifferenceLine> Data, IReadOnlyList<DifferenceLine> Settings,
    IReadOnlyList<double?[]> Correlation, bool SameTrades, bool SameStates, int? FirstDifferentTrade);

/// <summary>A figure of several runs.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Unit">ratio, money, count, days or minutes.</param>
/// <param name="Better">higher, lower or neither.</param>
/// <param name="Values">Money as text, others as numbers; null where undefined.</param>
/// <param name="Best">Place of the best; null for none.</param>
internal sealed record MetricLine(string Name, string Unit, string Better, IReadOnlyList<object?> Values, int? Best);

/// <summary>Something that went in differently.</summary>
/// <param name="Name">What.</param>
/// <param name="Values">Its value in each run; null where a run has none.</param>
internal sealed record DifferenceLine(string Name, IReadOnlyList<string?> Values);

/// <summary>An equity curve.</summary>
/// <param name="Run">The run; 0 where it is plain.</param>
/// <param name="Times">Unix ms.</param>
/// <param name="Values">Quote asset.</param>
internal sealed record CurveAnswer(long Run, IReadOnlyList<long> Times, IReadOnlyList<double> Values);
