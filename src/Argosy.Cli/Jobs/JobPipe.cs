using System.Buffers.Binary;
using System.Text;
using Argosy.Core.Values;

namespace Argosy.Cli.Jobs;

/// <summary>One end of the pipes between a host and its job worker: frames of four bytes of length, least first, and a body that begins with its word.</summary>
/// <remarks>Writing is safe from several threads, reading from one.</remarks>
#pragma warning disable CA1001 // A stream in memory holds nothing that must be given back.
sealed class JobPipe(Stream input, Stream output)
#pragma warning restore CA1001
{
    /// <summary>The most bytes of one frame: what is longer is none.</summary>
    public const int MostBytes = 64 << 20;

    const int HeadLength = 4;

    readonly Lock _writing = new();
    readonly MemoryStream _frame = new();

    /// <summary>Writes a frame.</summary>
    /// <exception cref="IOException">The other end is gone.</exception>
    public void Write(JobWord word, Action<BinaryWriter>? body = null)
    {
        lock (_writing)
        {
            _frame.SetLength(HeadLength);
            _frame.Position = HeadLength;
            _frame.WriteByte((byte)word);
            if (body is not null)
            {
                using var writer = new BinaryWriter(_frame, Encoding.UTF8, leaveOpen: true);
                body(writer);
            }
            var length = (int)_frame.Length - HeadLength;
            if (length > MostBytes) throw new InvalidOperationException($"a frame of {length} bytes is longer than any may be ({MostBytes})");
            BinaryPrimitives.WriteInt32LittleEndian(_frame.GetBuffer(), length);
            output.Write(_frame.GetBuffer(), 0, (int)_frame.Length);
            output.Flush();
            // One large image or file must not stay for the whole run.
            if (_frame.Capacity > 1 << 20) _frame.Capacity = 0;
        }
    }

    /// <summary>Reads the next frame.</summary>
    /// <returns>Null at the end of the pipe between two frames; an error for what is no frame.</returns>
    /// <exception cref="IOException">The pipe broke.</exception>
    public Result<JobFrame?> Read()
    {
        Span<byte> head = stackalloc byte[HeadLength];
        var got = input.ReadAtLeast(head, HeadLength, throwOnEndOfStream: false);
        if (got == 0) return Result<JobFrame?>.Of(null);
        if (got < HeadLength) return Error.Corrupt("the pipe ended within the length of a frame");
        var length = BinaryPrimitives.ReadInt32LittleEndian(head);
        if (length is <= 0 or > MostBytes) return Error.Corrupt($"a frame of {length} bytes: expected 1 to {MostBytes}; what came was no frame");
        var body = new byte[length];
        if (input.ReadAtLeast(body, length, throwOnEndOfStream: false) < length) return Error.Corrupt($"the pipe ended within a frame of {length} bytes");
        var word = (JobWord)body[0];
        return Enum.IsDefined(word) ? new JobFrame(word, body.AsMemory(1)) : Error.Corrupt($"a frame of kind {body[0]}: there is none");
    }
}

/// <summary>A frame that was read.</summary>
/// <param name="Word">What it is.</param>
/// <param name="Body">What follows the word.</param>
sealed record JobFrame(JobWord Word, ReadOnlyMemory<byte> Body)
{
    /// <summary>Reads the fields of the body; an error where they are not these.</summary>
    public Result<T> Read<T>(Func<BinaryReader, T> fields)
    {
        try
        {
            using var reader = new BinaryReader(new MemoryStream(Body.ToArray(), writable: false), Encoding.UTF8);
            return fields(reader);
        }
        catch (Exception broken) when (broken is EndOfStreamException or ArgumentException or FormatException or OverflowException)
        {
            return Error.Corrupt($"a frame {Word} of {Body.Length} bytes that says something else: {broken.Message}");
        }
    }
}
