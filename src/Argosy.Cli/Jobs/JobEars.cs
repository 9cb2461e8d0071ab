using System.Text;
using Argosy.Cli.Terminals;

namespace Argosy.Cli.Jobs;

/// <summary>Hears what a job writes to the terminal.</summary>
sealed class JobEars(Action<ReadOnlyMemory<byte>> output, Action<ReadOnlyMemory<byte>> error, long mostBytes)
{
    long _bytes;

    /// <summary>Those that write it to the terminal of this process.</summary>
    public static JobEars Of(Terminal terminal, long mostBytes)
    {
        var (output, error) = (Encoding.UTF8.GetDecoder(), Encoding.UTF8.GetDecoder());
        return new JobEars(bytes => Write(output, terminal.Output, bytes.Span), bytes => Write(error, terminal.Error, bytes.Span), mostBytes);
    }

    /// <summary>Hears a frame; false where it was one too many.</summary>
    public bool Hear(JobFrame frame)
    {
        _bytes += frame.Body.Length;
        if (_bytes > mostBytes) return false;
        (frame.Word == JobWord.Output ? output : error)(frame.Body);
        return true;
    }

    static void Write(Decoder decoder, TextWriter to, ReadOnlySpan<byte> bytes)
    {
        // A letter may be cut in two by the frames.
        var text = new char[decoder.GetCharCount(bytes, flush: false)];
        to.Write(text, 0, decoder.GetChars(bytes, text, flush: false));
    }
}
