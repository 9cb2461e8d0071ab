using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Argosy.Research.Metrics;
using Argosy.TestSupport;

namespace Argosy.Research.Tests.Metrics;

public sealed class MetricsReferenceTests
{
    const double Tolerance = 1e-9;

    public static TheoryData<string> Cases => [.. ReferenceCase.Names];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Figures_OfAFixture_EqualTheIndependentReference(string name)
    {
        var metrics = MetricsCalculator.Calculate(ReferenceCase.Input(name));
        var expected = ReferenceCase.Expected[name];

        Assert.Equal(expected.EnumerateObject().Select(p => p.Name), MetricTable.All.Select(m => m.Name).Order(StringComparer.Ordinal));
        foreach (var metric in MetricTable.All) AssertEqual(expected.GetProperty(metric.Name), metric.Of(metrics), $"{name}.{metric.Name}");
    }

    [Fact]
    public void Reference_HasEveryFixture() => Assert.Equal(ReferenceCase.Names, ReferenceCase.Expected.Keys);

    [Fact]
    public void DailyFigures_OfOneCurve_AreEqualFromHourlyAndDailyPoints()
    {
        var hourly = MetricsCalculator.Calculate(ReferenceCase.Input("hourly"));
        var daily = MetricsCalculator.Calculate(ReferenceCase.Input("daily-of-hourly"));

        Assert.NotNull(hourly.Sharpe);
        Assert.Equal(BitConverter.DoubleToInt64Bits(hourly.Sharpe.Value), BitConverter.DoubleToInt64Bits(daily.Sharpe!.Value));
        Assert.Equal(hourly.Volatility, daily.Volatility);
        Assert.Equal(hourly.Sortino, daily.Sortino);
        Assert.Equal(hourly.Cagr, daily.Cagr);
    }

    [Fact]
    public void Drawdown_OfEquityHalvedAndBack_IsOneHalf()
    {
        var metrics = MetricsCalculator.Calculate(ReferenceCase.Input("halved-and-back"));

        Assert.Equal(0.5, metrics.MaxDrawdown);
        Assert.Equal(0, metrics.TotalReturn);
    }

    [Fact]
    public void DaysWithoutPoint_AreCounted() => Assert.Equal(5, DailyReturns.Of(ReferenceCase.Input("days-missing").Equity).DaysWithoutPoint);

    [Fact]
    public void Peak_AtTheEnd_IsTheExactFinalEquity()
    {
        var metrics = MetricsCalculator.Calculate(ReferenceCase.Input("closed-at-the-end"));

        Assert.Equal(129.87654321m, metrics.FinalEquity);
        Assert.Equal(metrics.FinalEquity, metrics.PeakEquity);
    }

    [FactWithPython]
    public void Reference_RunAgain_WritesTheCommittedFiles()
    {
        var folder = Directory.CreateTempSubdirectory("argosy-reference");
        try
        {
            foreach (var (script, file) in new[] { ("make_fixtures.py", "fixtures.json"), ("metrics_reference.py", "expected.json") })
            {
                var target = Path.Combine(folder.FullName, file);
                Python(Path.Combine(ReferenceCase.Folder, script), target);
                Assert.Equal(File.ReadAllBytes(Path.Combine(ReferenceCase.Folder, file)), File.ReadAllBytes(target));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void EveryFigure_IsDocumented()
    {
        var documentation = File.ReadAllText(Path.Combine(SharedData.Repository(), "docs", "reference", "metrics.md"));

        Assert.All(MetricTable.All, metric => Assert.Contains($"| `{metric.Name}` |", documentation, StringComparison.Ordinal));
    }

    [Fact]
    public void EveryFigure_OfTheRecord_IsInTheTable()
    {
        var properties = typeof(PerformanceMetrics).GetProperties().Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name));

        Assert.Equal(properties.Order(StringComparer.Ordinal), MetricTable.All.Select(m => m.Name).Order(StringComparer.Ordinal));
    }

    static void AssertEqual(JsonElement expected, MetricValue actual, string what)
    {
        if (expected.ValueKind == JsonValueKind.Null)
        {
            Assert.True(actual.IsNull, $"{what}: expected null, found {actual}");
            return;
        }
        Assert.False(actual.IsNull, $"{what}: expected {expected}, found null");
        if (expected.ValueKind == JsonValueKind.String)
        {
            Assert.True(decimal.Parse(expected.GetString()!, CultureInfo.InvariantCulture) == actual.Money, $"{what}: expected {expected}, found {actual}");
            return;
        }
        var (wanted, found) = (expected.GetDouble(), actual.Number!.Value);
        Assert.True(double.IsFinite(found) && Math.Abs(found - wanted) <= Tolerance * Math.Max(Math.Abs(wanted), 1e-6), $"{what}: expected {wanted:R}, found {found:R}");
    }

    static void Python(string script, string target)
    {
        using var process = Process.Start(new ProcessStartInfo("python3", [script, target]) { RedirectStandardError = true, UseShellExecute = false })!;
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors);
    }
}

/// <summary>A test that is skipped, and counted as skipped, where there is no python3.</summary>
sealed class FactWithPythonAttribute : FactAttribute
{
    public FactWithPythonAttribute()
    {
        if (!HasPython()) Skip = "python3 is not installed";
    }

    static bool HasPython() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "python3")));
}
