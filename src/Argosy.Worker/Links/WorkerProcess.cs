using System.Buffers;
using Argosy.Core.Links;
using Argosy.Data.Links;
using Argosy.Worker.Running;

namespace Argosy.Worker.Links;

/// <summary>A worker as a process of its own: it hears frames on one pipe and answers on another, and ends with the first.</summary>
public static class WorkerProcess
{
    const int Ok = 0, BadFrame = 2;

    /// <summary>Answers until the host closes the pipe.</summary>
    /// <param name="input">Frames of the host.</param>
    /// <param name="output">Frames of the worker.</param>
    /// <param name="errors">Takes one line where a frame is none.</param>
    /// <returns>The process's exit code: 0 at the end of the pipe, 2 for what is no frame.</returns>
    public static int Run(Stream input, Stream output, TextWriter errors)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(errors);
        // What user code prints must not come between the frames.
        Console.SetOut(errors);
        var answers = new ArrayBufferWriter<byte>(1 << 14);
        var worker = new RunWorker(answer => Frames.Write(answers, to => LinkCodec.Write(to, answer))) { TellsRules = true };
        var buffer = new byte[1 << 14];
        while (true)
        {
            var read = Frames.Read(input, ref buffer);
            if (read is { Ok: true, Value: < 0 }) return Ok;
            var message = read.Ok ? LinkCodec.ReadHost(buffer.AsSpan(0, read.Value)) : read.Error!;
            if (!message.Ok)
            {
                errors.WriteLine($"error: the worker was told what it cannot read: {message.Error!.Message}");
                return BadFrame;
            }
            worker.Hear(message.Value);
            try
            {
                output.Write(answers.WrittenSpan);
                output.Flush();
            }
            catch (IOException)
            {
                // The host is gone; nobody is left to answer.
                return Ok;
            }
            answers.ResetWrittenCount();
        }
    }
}
