using System.Text.Json;
using Argosy.Cli.Optimising;
using Argosy.Cli.Terminals;
using Argosy.Research.Optimisation;

namespace Argosy.Cli.Tests.Terminals;

public sealed class WatchedProgressTests
{
    [Fact]
    public void Progress_OfAWatchedProcess_IsOneJsonObjectALine()
    {
        using var error = new StringWriter();
        using (var line = new ProgressLine(new Terminal(TextWriter.Null, error) { IsWatched = true }, "backtest", CancellationToken.None))
        {
            line.Report(0.25);
            line.Report(0.26);
        }
        using var told = JsonDocument.Parse(error.ToString());
        Assert.Equal(0.25, told.RootElement.GetProperty("progress").GetDouble());
        Assert.True(told.RootElement.GetProperty("eta").GetInt64() >= 0);
        Assert.Equal("backtest", told.RootElement.GetProperty("message").GetString());
    }

    [Fact]
    public void Progress_OfAWatchedSearch_TellsTrialsAndRate()
    {
        using var error = new StringWriter();
        using (var line = new SearchProgressLine(new Terminal(TextWriter.Null, error) { IsWatched = true }, "sharpe"))
        {
            line.Report(new OptimisationProgress(Done: 30, Total: 120, Evaluated: 30, Seconds: 2, Best: 1.5, BestParameters: [new("fast", "5")]));
        }
        using var told = JsonDocument.Parse(error.ToString());
        Assert.Equal(0.25, told.RootElement.GetProperty("progress").GetDouble());
        Assert.Equal("15 trials/s", told.RootElement.GetProperty("rate").GetString());
        Assert.Contains("30 of 120", told.RootElement.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Contains("fast=5", told.RootElement.GetProperty("message").GetString(), StringComparison.Ordinal);
    }
}
