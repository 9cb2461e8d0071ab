using System.Text.Json;
using Argosy.Research.Backtests;
using Argosy.Research.Reports;
using Argosy.Research.Results;

namespace Argosy.Cli.Reporting;

/// <summary>The report of a run that has just ended, its bars at hand.</summary>
static class RunPage
{
    /// <summary>Writes the page; it tells what the result's JSON would tell.</summary>
    public static void Write(Stream stream, string path, BacktestResult result)
    {
        using var buffer = new MemoryStream();
        ResultJson.Write(buffer, result);
        buffer.Position = 0;
        var stored = ResultFile.Read(buffer, path).Value;
        using var document = JsonDocument.Parse(buffer.GetBuffer().AsMemory(0, (int)buffer.Length));
        ReportCommand.Write(stream, ReportPage.OfRun(new RunReport(Path.GetFileName(path), stored)
        {
            Bars = [.. result.Markets.Select(market => market.Bars)],
            Consensus = document.RootElement.TryGetProperty("consensus", out var votes) ? votes : null,
        }));
    }
}
