using Argosy.Cli.Jobs;

namespace Argosy.Cli.Tests.Jobs;

public sealed class JobPipeTests
{
    [Fact]
    public void Frames_ComeAsTheyWereWritten()
    {
        using var bytes = new MemoryStream();
        var pipe = new JobPipe(bytes, bytes);
        pipe.Write(JobWord.Warm);
        pipe.Write(JobWord.Bot, new JobBot("a.cs", new byte[] { 1, 2, 3 }, "hash").Write);
        bytes.Position = 0;

        Assert.Equal(JobWord.Warm, pipe.Read().Value!.Word);
        var bot = JobBot.Read(pipe.Read().Value!).Value;
        Assert.Equal(("a.cs", "hash"), (bot.File, bot.SourceHash));
        Assert.Equal([1, 2, 3], bot.Bytes.ToArray());
        Assert.Null(pipe.Read().Value);
    }

    [Theory]
    [InlineData(new byte[] { 1, 0 })]
    [InlineData(new byte[] { 0, 0, 0, 0 })]
    [InlineData(new byte[] { 255, 255, 255, 127, 1 })]
    [InlineData(new byte[] { 5, 0, 0, 0, 17, 1 })]
    [InlineData(new byte[] { 1, 0, 0, 0, 99 })]
    [InlineData(new byte[] { 72, 101, 108, 108, 111 })]
    public void WhatIsNoFrame_IsSaidToBeNone(byte[] bytes)
    {
        var read = new JobPipe(new MemoryStream(bytes), Stream.Null).Read();
        Assert.False(read.Ok);
    }

    // Whatever a hostile worker sends is a frame, an error or the end; never an exception.
    [Fact]
    public void RandomBytes_NeverThrow()
    {
        var random = new Random(56);
        for (var round = 0; round < 2_000; round++)
        {
            var bytes = new byte[random.Next(0, 64)];
            random.NextBytes(bytes);
            if (bytes.Length > 4 && round % 2 == 0) (bytes[0], bytes[1], bytes[2], bytes[3]) = ((byte)(bytes.Length - 4), 0, 0, 0);
            var pipe = new JobPipe(new MemoryStream(bytes), Stream.Null);
            while (pipe.Read() is { Ok: true, Value: { } frame })
            {
                JobBot.Read(frame);
                frame.Read(PipedTrials.ReadQuestion);
            }
        }
    }
}
