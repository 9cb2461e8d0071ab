using System.Text.Json;
using Argosy.Core.Links;
using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Data.Import;
using Argosy.Data.Links;
using Argosy.Research.Backtests;
using Argosy.Research.Results;
using Argosy.Worker.Running;

namespace Argosy.Cli.Tests.Replaying;

/// <summary>The log of a paper run is replayed and held against its backtest by the command line.</summary>
public sealed class MessageLogTests : IDisposable
{
    readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void PaperRun_ReplaysEqual_AndHasNoDifference()
    {
        var log = Logged();
        var replayed = CommandRun.Of("replay", log).AssertDone();
        Assert.Contains("a fresh worker that is told the same gives the answers of the log", replayed.Output, StringComparison.Ordinal);
        var folder = CommandRun.Of("replay", Path.GetDirectoryName(log)!, "--json", "-").AssertDone();
        using var verdict = JsonDocument.Parse(folder.Output);
        Assert.True(verdict.RootElement.GetProperty("equal").GetBoolean());

        var parity = CommandRun.Of("parity", log).AssertDone();
        Assert.Contains("equal      trade hash ", parity.Output, StringComparison.Ordinal);
        using var compared = JsonDocument.Parse(CommandRun.Of("parity", log, "--json", "-").AssertDone().Output);
        Assert.Equal(0, compared.RootElement.GetProperty("differences").GetArrayLength());
        Assert.True(compared.RootElement.GetProperty("orders").GetInt32() > 5);
    }

    [Fact]
    public void ChangedLog_IsDifferent_AtItsLine()
    {
        var log = Logged();
        var lines = File.ReadAllLines(log);
        var at = Array.FindIndex(lines, line => line.StartsWith("{\"paper\":{\"event\":{\"kind\":\"filled\"", StringComparison.Ordinal));
        lines[at] = lines[at].Replace("\"quantity\":\"", "\"quantity\":\"9", StringComparison.Ordinal);
        File.WriteAllLines(log, lines);
        var replayed = CommandRun.Of("replay", log);
        Assert.Equal(1, replayed.Code);
        Assert.Contains($"first at line {at + 1} of ", replayed.Output, StringComparison.Ordinal);
        var parity = CommandRun.Of("parity", log);
        Assert.Equal(1, parity.Code);
        Assert.Contains("unexplained", parity.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void TornLog_IsReplayedUpToIt_DamageIsRefused()
    {
        var log = Logged();
        File.AppendAllText(log, "{\"market\":{\"ti");
        Assert.Contains("bytes are of a line that was never finished", CommandRun.Of("replay", log).AssertDone().Output, StringComparison.Ordinal);
        var lines = File.ReadAllLines(log);
        lines[10] = "{}";
        File.WriteAllLines(log, lines);
        CommandRun.Of("replay", log).AssertRefused("run.log line 11: expected one message");
        CommandRun.Of("parity", log).AssertRefused("run.log line 11: expected one message");
    }

    [Fact]
    public void What_IsNoLog_IsRefused()
    {
        CommandRun.Of("parity", _folder.Write("a.log", "hello")).AssertRefused("is no log of a paper or live run");
        CommandRun.Of("parity", _folder.File("none.log")).AssertRefused("none.log: no such file");
        CommandRun.Of("replay", Path.GetDirectoryName(_folder.File("x"))!).AssertRefused("no run.log is in this folder");
    }

    string Logged()
    {
        var bars = Importer.Read([CommandRun.FourHours], ImportOptions.Default).Value;
        var instrument = new Core.Instruments.Instrument(bars.BaseAsset, bars.QuoteAsset, 0.01m, 0.0001m, 5, 2);
        var path = _folder.File("run.log");
        using var log = new RunLogFile(path);
        var worker = new RunWorker(log.Add);
        void Tell(HostMessage message)
        {
            log.Add(message);
            worker.Hear(message);
        }

        Tell(new RunBegins(RunMode.Paper, [instrument], bars.Columns.Timeframe, """{"name":"ma-cross","parameters":{"fast":"5","slow":"20"}}""", StoredSettings.Text(new BacktestSettings { Exits = ["stop:3%"] })));
        for (var row = 0; row < 600; row++) Tell(new MarketMoved(bars.Columns.CloseTime(row), [new ClosedBar(0, bars.Columns[row])], []));
        Tell(new RunEnds(bars.Columns.CloseTime(599)));
        return path;
    }
}
