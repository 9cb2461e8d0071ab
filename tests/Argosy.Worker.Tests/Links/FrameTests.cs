using System.Buffers;
using Argosy.Core.Links;
using Argosy.Core.MarketData;
using Argosy.Data.Links;
using Argosy.Worker.Links;

namespace Argosy.Worker.Tests.Links;

/// <summary>What comes over a pipe is frames, or one clear error.</summary>
public sealed class FrameTests
{
    static readonly RunBegins Begin = new(RunMode.Paper, [new("BTC", "USDT", 0.01m, 0.001m, 5, 2)], Timeframe.OneMinute, """{"name":"ma-cross","parameters":{}}""", "{}");

    [Fact]
    public void Process_AnswersFramesWithFrames()
    {
        var (code, answers, complaint) = Run(Framed(Begin, new MarketMoved(60_000, [], []), new RunEnds(120_000)));
        Assert.Equal((0, ""), (code, complaint));
        Assert.Equal(3, answers.Count(answer => answer is StepDone));
        Assert.DoesNotContain(answers, answer => answer is BotLine);
    }

    [Theory]
    [InlineData(new byte[] { 1, 2 }, "ended within the length of a frame")]
    [InlineData(new byte[] { 0, 0, 0, 0 }, "a frame of 0 bytes")]
    [InlineData(new byte[] { 255, 255, 255, 255 }, "what came was no frame")]
    [InlineData(new byte[] { (byte)'G', (byte)'E', (byte)'T', (byte)' ', (byte)'/' }, "what came was no frame")]
    [InlineData(new byte[] { 5, 0, 0, 0, 1 }, "ended within a frame of 5 bytes")]
    [InlineData(new byte[] { 2, 0, 0, 0, (byte)'{', (byte)'}' }, "expected one message")]
    public void Bytes_ThatAreNoFrame_AreOneClearError(byte[] bytes, string expected)
    {
        var (code, _, complaint) = Run(bytes);
        Assert.Equal(2, code);
        Assert.StartsWith("error: the worker was told what it cannot read: ", complaint, StringComparison.Ordinal);
        Assert.Contains(expected, complaint, StringComparison.Ordinal);
        Assert.Single(complaint.TrimEnd().Split('\n'));
    }

    [Fact]
    public void Message_OfAWorker_IsNotForAWorker()
    {
        var buffer = new ArrayBufferWriter<byte>();
        Frames.Write(buffer, to => LinkCodec.Write(to, new BotLine("info", "x")));
        Assert.Contains("expected a message of a host", Run(buffer.WrittenSpan.ToArray()).Complaint, StringComparison.Ordinal);
    }

    static byte[] Framed(params HostMessage[] messages)
    {
        var buffer = new ArrayBufferWriter<byte>();
        foreach (var message in messages) Frames.Write(buffer, to => LinkCodec.Write(to, message));
        return buffer.WrittenSpan.ToArray();
    }

    static (int Code, List<WorkerMessage> Answers, string Complaint) Run(byte[] input)
    {
        using var output = new MemoryStream();
        using var errors = new StringWriter();
        var code = WorkerProcess.Run(new MemoryStream(input), output, errors);
        output.Position = 0;
        var answers = new List<WorkerMessage>();
        var buffer = new byte[16];
        while (Frames.Read(output, ref buffer) is { Ok: true, Value: >= 0 } read) answers.Add(LinkCodec.ReadWorker(buffer.AsSpan(0, read.Value)).Value);
        return (code, answers, errors.ToString());
    }
}
