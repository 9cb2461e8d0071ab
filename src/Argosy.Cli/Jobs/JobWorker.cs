using System.Text;
using System.Text.Json;
using Argosy.Cli.Invocation;
using Argosy.Cli.Terminals;
using Argosy.Core.Values;

namespace Argosy.Cli.Jobs;

/// <summary>A job worker: hears one command in frames, runs it as the command line does, and tells what comes of it in frames. It is used once.</summary>
static class JobWorker
{
    const int Ok = 0, BadFrame = 2;

    /// <summary>Answers until its command has ended or the host is gone.</summary>
    /// <param name="input">Frames of the host.</param>
    /// <param name="output">Frames of the worker.</param>
    /// <param name="errors">Takes one line where a frame is none.</param>
    public static int Run(Stream input, Stream output, TextWriter errors)
    {
        // What user code prints must not come between the frames.
        Console.SetOut(TextWriter.Null);
        Console.SetIn(TextReader.Null);
        var pipe = new JobPipe(input, output);
        var bots = new Dictionary<string, JobBot>(StringComparer.Ordinal);
        JobBot[] warmers = [];
        while (true)
        {
            var frame = warmers.Length > 0 ? ReadMeanwhile(pipe, warmers) : pipe.Read();
            warmers = [];
            if (frame is { Ok: true, Value: null }) return Ok;
            if (!frame.Ok) return Refuse(errors, frame.Error!);
            switch (frame.Value!.Word)
            {
                case JobWord.Warm:
                    warmers = [.. bots.Values];
                    JobWarmth.Gain(warmers);
                    bots.Clear();
                    pipe.Write(JobWord.Ready);
                    break;
                case JobWord.Bot:
                    var bot = JobBot.Read(frame.Value);
                    if (!bot.Ok) return Refuse(errors, bot.Error!);
                    bots[bot.Value.File] = bot.Value;
                    break;
                case JobWord.Begin:
                    var request = Request(frame.Value);
                    if (!request.Ok) return Refuse(errors, request.Error!);
                    return Run(request.Value, pipe, bots);
                case JobWord.Stop:
                    return Ok;
                default:
                    return Refuse(errors, Error.Corrupt($"a frame {frame.Value.Word} before the command"));
            }
        }
    }

    // Gets warmer as long as the host says nothing.
    static Result<JobFrame?> ReadMeanwhile(JobPipe pipe, JobBot[] warmers)
    {
        using var stop = new CancellationTokenSource();
        var next = Task.Factory.StartNew(Read, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        if (Task.WaitAny([next], JobWarmth.Pause) < 0) JobWarmth.GainMore(warmers, stop.Token);
        return next.GetAwaiter().GetResult();

        Result<JobFrame?> Read()
        {
            try
            {
                return pipe.Read();
            }
            finally
            {
                stop.Cancel();
            }
        }
    }

    static int Run(JobRequest request, JobPipe pipe, Dictionary<string, JobBot> bots)
    {
        Settle(request);
        using var stop = new CancellationTokenSource();
        using var trials = new PipedTrials(pipe);
        using var pulse = new JobPulse(longest => Tell(pipe, longest));
        using var output = new StreamWriter(new Sent(bytes => pipe.Write(JobWord.Output, to => to.Write(bytes.Span))), Utf8, 1 << 14);
        using var error = new StreamWriter(new Sent(bytes => pipe.Write(JobWord.Errors, to => to.Write(bytes.Span))), Utf8, 1 << 12) { AutoFlush = true };
        new Thread(() => Listen(pipe, trials, stop)) { IsBackground = true, Name = "job host" }.Start();
        var terminal = new Terminal(output, error) { Width = request.Width, Color = request.Color, LiveProgress = request.LiveProgress, IsWatched = request.IsWatched };
        var session = new Session(terminal, stop.Token)
        {
            IsJob = true,
            Bots = new GivenBots(bots, pulse),
            Files = new PipedFiles(pipe),
            Trials = () => request.CountsTrials ? trials : null,
        };
        try
        {
            var code = CommandLine.Run(request.Words, session);
            output.Flush();
            pipe.Write(JobWord.Exit, to => to.Write(code));
        }
        catch (IOException)
        {
            // The host is gone; nobody is left to answer.
        }
        return Ok;
    }

    static UTF8Encoding Utf8 { get; } = new(encoderShouldEmitUTF8Identifier: false);

    // The host's folder is there where something of it is shown; otherwise only outputs can be named from it, and those it places itself.
    static void Settle(JobRequest request)
    {
        if (Directory.Exists(request.Folder)) Environment.CurrentDirectory = request.Folder;
        Environment.SetEnvironmentVariable("ARGOSY_DATA", request.Catalogue.Length == 0 ? null : request.Catalogue);
        Environment.SetEnvironmentVariable("ARGOSY_DEBUG", request.IsDebugged ? "1" : null);
    }

    static void Listen(JobPipe pipe, PipedTrials trials, CancellationTokenSource stop)
    {
        try
        {
            while (pipe.Read() is { Ok: true, Value: { } frame })
            {
                if (frame.Word == JobWord.Counted) trials.Hear(frame);
                if (frame.Word == JobWord.Stop) stop.Cancel();
            }
            stop.Cancel();
        }
        catch (Exception ended) when (ended is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The command has ended meanwhile.
        }
    }

    static void Tell(JobPipe pipe, TimeSpan longest)
    {
        try
        {
            pipe.Write(JobWord.Beat, to => to.Write((long)longest.TotalMilliseconds));
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            // The command's own next word meets the same.
        }
    }

    static Result<JobRequest> Request(JobFrame frame)
    {
        try
        {
            return JsonSerializer.Deserialize(frame.Body.Span, JobJson.Default.JobRequest) is { } request ? request : Error.Corrupt("an empty command");
        }
        catch (JsonException broken)
        {
            return Error.Corrupt($"a command that cannot be read: {broken.Message}");
        }
    }

    static int Refuse(TextWriter errors, Error error)
    {
        errors.WriteLine($"error: the job worker was told what it cannot read: {error.Message}");
        return BadFrame;
    }
}
