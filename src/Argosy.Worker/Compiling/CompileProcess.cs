using System.Buffers;
using System.Text.Json;
using Argosy.Core.Values;
using Argosy.Scripting.CSharp;
using Argosy.Scripting.CSharp.Language;
using Argosy.Worker.Links;

namespace Argosy.Worker.Compiling;

/// <summary>A compile worker as a process of its own: it takes texts and gives back images and what editors ask for. Nothing of a text runs in it.</summary>
public static class CompileProcess
{
    const int Ok = 0, BadFrame = 2;

    // The compiler gives up on what is nested too deeply for the stack; much of one lets reasonable texts pass.
    const int StackBytes = 16 << 20;

    const string Sample = """
        public sealed class Sample([Parameter("bars")] int bars = 5) : IStrategy
        {
            readonly Sma _average = new(bars);
            public void OnBar(in Bar bar, StrategyContext context)
            {
                var average = _average.Push(bar.Close);
                if (bar.Close > average) context.Market(Side.Buy, OrderSize.Quantity(1m));
                context.Plot("average", average);
            }
        }
        """;

    /// <summary>Answers until the host closes the pipe.</summary>
    /// <param name="input">Frames of the host.</param>
    /// <param name="output">Frames of the worker.</param>
    /// <param name="errors">Takes one line where a frame is none.</param>
    /// <param name="isWarmed">Whether it pays for the first of everything before it is ready; not worth it for a single text.</param>
    /// <returns>The process's exit code: 0 at the end of the pipe, 2 for what is no frame.</returns>
    public static int Run(Stream input, Stream output, TextWriter errors, bool isWarmed = true)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(errors);
        Console.SetOut(errors);
        var code = BadFrame;
        var thread = new Thread(() => code = Serve(input, output, errors, isWarmed), StackBytes);
        thread.Start();
        thread.Join();
        return code;
    }

    static int Serve(Stream input, Stream output, TextWriter errors, bool isWarmed)
    {
        if (isWarmed) Warm();
        if (!Send(output, new CompileAnswer(0) { Edition = StrategyCompiler.Edition })) return Ok;
        var buffer = new byte[1 << 16];
        while (true)
        {
            var read = Frames.Read(input, ref buffer);
            if (read is { Ok: true, Value: < 0 }) return Ok;
            var request = read.Ok ? Request(buffer.AsSpan(0, read.Value)) : read.Error!;
            if (!request.Ok)
            {
                errors.WriteLine($"error: the compile worker was told what it cannot read: {request.Error!.Message}");
                return BadFrame;
            }
            if (!Send(output, Answer(request.Value))) return Ok;
        }
    }

    // The first of everything costs a second: it is paid before anybody waits.
    static void Warm()
    {
        Answer(new CompileRequest(0, CompileOp.Compile, "sample.cs", Sample, 0));
        var dot = Sample.IndexOf("context.Market", StringComparison.Ordinal) + "context.".Length;
        Answer(new CompileRequest(0, CompileOp.Complete, "sample.cs", Sample, dot));
        Answer(new CompileRequest(0, CompileOp.Complete, "sample.cs", Sample, dot - "context.".Length));
        Answer(new CompileRequest(0, CompileOp.Hover, "sample.cs", Sample, dot + 2));
        Answer(new CompileRequest(0, CompileOp.Signature, "sample.cs", Sample, dot + "Market(".Length));
        Answer(new CompileRequest(0, CompileOp.Diagnose, "sample.cs", Sample.Replace("average)", "averag)", StringComparison.Ordinal), 0));
    }

    static CompileAnswer Answer(CompileRequest request)
    {
        var answer = new CompileAnswer(request.Id);
        try
        {
            answer = request.Op switch
            {
                CompileOp.Compile => Compile(answer, request),
                CompileOp.Diagnose => answer with { Problems = StrategyCompiler.Diagnose(request.Source, request.Name) },
                CompileOp.Complete => answer with { Completion = LanguageService.Complete(request.Source, request.Offset) },
                CompileOp.Hover => answer with { Hover = LanguageService.Hover(request.Source, request.Offset) },
                CompileOp.Signature => answer with { Signature = LanguageService.Signature(request.Source, request.Offset) },
            };
        }
#pragma warning disable CA1031 // The boundary of the compiler: what it stumbles over is told, and the next question is answered.
        catch (Exception broken)
#pragma warning restore CA1031
        {
            answer = answer with { Fault = $"{broken.GetType().Name}: {broken.Message}" };
        }
        return answer with { Memory = Environment.WorkingSet };
    }

    static CompileAnswer Compile(CompileAnswer answer, CompileRequest request)
    {
        var problems = StrategyCompiler.Compile(request.Source, request.Name, out var image);
        if (image is null) return answer with { Problems = problems };
        var loaded = StrategyLoader.Load(image);
        if (!loaded.Ok) return answer with { Problems = [new SourceProblem(ProblemSeverity.Error, "BOT002", loaded.Error!.Message, 1, 1, 1, 1)] };
        using var strategy = loaded.Value;
        return answer with { Problems = problems, Image = image.Assembly.ToArray(), SourceHash = image.SourceHash, Strategy = BotDescription.Of(strategy.Descriptor) };
    }

    static Result<CompileRequest> Request(ReadOnlySpan<byte> frame)
    {
        try
        {
            return JsonSerializer.Deserialize(frame, CompileJson.Default.CompileRequest) is { } request ? request : Error.Corrupt("nothing where a question is expected");
        }
        catch (JsonException broken)
        {
            return Error.Corrupt(broken.Message);
        }
    }

    static bool Send(Stream output, CompileAnswer answer)
    {
        var frame = new ArrayBufferWriter<byte>(1 << 12);
        Frames.Write(frame, to =>
        {
            using var writer = new Utf8JsonWriter(to);
            JsonSerializer.Serialize(writer, answer, CompileJson.Default.CompileAnswer);
        });
        try
        {
            output.Write(frame.WrittenSpan);
            output.Flush();
            return true;
        }
        catch (IOException)
        {
            // The host is gone; nobody is left to answer.
            return false;
        }
    }
}
