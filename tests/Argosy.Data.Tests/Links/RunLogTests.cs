using System.Text;
using Argosy.Core.Links;
using Argosy.Core.MarketData;
using Argosy.Data.Links;

namespace Argosy.Data.Tests.Links;

/// <summary>A run log holds every message in order, loses at most the line that was being written, and refuses damage.</summary>
public sealed class RunLogTests : IDisposable
{
    static readonly RunBegins Begin = new(RunMode.Paper, [new("BTC", "USDT", 0.01m, 0.001m, 5, 2)], Timeframe.OneMinute, "{}", "{}");

    readonly TemporaryFolder _folder = new();

    string Path => _folder.File("run.log");

    [Fact]
    public void HostMessage_IsInTheFileBeforeItIsTold()
    {
        using var log = new RunLogFile(Path);
        log.Add(Begin);
        log.Add(new StepDone(1, 2, 3, [4]));
        Assert.Single(RunLogLines.Read(Path).Value.Messages);
        log.Add(new RunEnds(5));
        var read = RunLogLines.Read(Path).Value;
        Assert.Equal(3, read.Messages.Count);
        Assert.Equal(new RunEnds(5), read.Messages[2].Host);
        Assert.Equal(0, read.TornBytes);
        Assert.Equal(3, log.Lines);
    }

    [Fact]
    public void TornTail_AtAnyByte_IsLeftOutAndCut()
    {
        Write();
        var whole = File.ReadAllBytes(Path);
        var ends = Enumerable.Range(0, whole.Length).Where(i => whole[i] == '\n').Select(i => i + 1).ToArray();
        for (var length = 0; length <= whole.Length; length++)
        {
            var read = RunLogLines.Read("run.log", whole.AsSpan(0, length)).Value;
            var lines = ends.Count(end => end <= length);
            Assert.Equal(lines, read.Messages.Count);
            Assert.Equal(lines == 0 ? 0 : ends[lines - 1], read.Length);
            Assert.Equal(length - read.Length, read.TornBytes);
        }
        File.WriteAllBytes(Path, whole[..^3]);
        var torn = RunLogLines.Read(Path).Value;
        using (var log = new RunLogFile(Path, torn.Length, torn.Messages.Count)) log.Add(new RunEnds(7));
        Assert.Equal(new RunEnds(7), RunLogLines.Read(Path).Value.Messages[^1].Host);
        Assert.Equal(torn.Messages.Count + 1, RunLogLines.Read(Path).Value.Messages.Count);
    }

    [Fact]
    public void DamageInTheMiddle_IsRefusedWithItsLine()
    {
        Write();
        var lines = File.ReadAllLines(Path);
        lines[2] = lines[2][..10];
        File.WriteAllLines(Path, lines);
        var read = RunLogLines.Read(Path);
        Assert.StartsWith("run.log line 3: ", read.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LastLine_OfWhatIsNoMessage_IsTorn()
    {
        Write();
        File.AppendAllText(Path, "\0\0\0\0\n");
        var read = RunLogLines.Read(Path).Value;
        Assert.Equal(5, read.TornBytes);
    }

    [Fact]
    public void Log_ThatDoesNotBeginWithItsRun_IsRefused()
    {
        var line = Encoding.UTF8.GetString(LinkCodec.Encode(new RunEnds(1))) + "\n";
        Assert.Contains("line 1: expected what is run", RunLogLines.Read("a.log", Encoding.UTF8.GetBytes(line)).Error!.Message, StringComparison.Ordinal);
        var twice = Encoding.UTF8.GetString(LinkCodec.Encode(Begin)) + "\n";
        Assert.Contains("line 2: a run begins once", RunLogLines.Read("a.log", Encoding.UTF8.GetBytes(twice + twice)).Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Log_ThatIsNotThere_IsNotFound() => Assert.Contains("no such file", RunLogLines.Read(_folder.File("none.log")).Error!.Message, StringComparison.Ordinal);

    [Fact]
    public void Steps_OfAWorkerThatWasToldAhead_AreEachTheHostsMessageWithItsAnswers()
    {
        var (ends, dones) = (Enumerable.Range(0, 5).Select(i => new RunEnds(i)).ToArray(), Enumerable.Range(0, 3).Select(i => new StepDone((ulong)i, 0, 0, [])).ToArray());
        var line = new BotLine("info", "of the second");
        var log = Log(Begin, ends[1], ends[2], dones[0], dones[1], line, ends[3], dones[2], ends[4]);
        Assert.Equal(Log(Begin, dones[0], ends[1], dones[1], ends[2], line, dones[2], ends[3], ends[4]).Messages, log.Steps);

        static RunLogLines Log(params object[] messages) => new([.. messages.Select(message => new LinkMessage(message as HostMessage, message as WorkerMessage))], 0, 0);
    }

    public void Dispose() => _folder.Dispose();

    void Write()
    {
        using var log = new RunLogFile(Path);
        log.Add(Begin);
        log.Add(new StepDone(1, 2, 3, [4]));
        log.Add(new MarketMoved(60_000, [new(0, new(0, 1, 2, 0.5, 1.5, 10))], [new(0, 1.5)]));
        log.Add(new StepDone(2, 2, 3, [4]));
    }
}
