using System.Text;

namespace Argosy.Cli.Jobs;

/// <summary>Hears what a job writes to the terminal and writes it there.</summary>
sealed class JobEars(TextWriter output, TextWriter error, long mostBytes)
{
    readonly Decoder _output = Encoding.UTF8.GetDecoder(), _error = Encoding.UTF8.GetDecoder();
    long _bytes;

    /// <summary>Hears a frame; false where it was one too many.</summary>
    public bool Hear(JobFrame frame)
    {
        _bytes += frame.Body.Length;
        if (_bytes > mostBytes) return false;
        if (frame.Word == JobWord.Output) Write(_output, output, frame.Body.Span);
        else Write(_error, error, frame.Body.Span);
        return true;
    }

    /// <summary>Nothing follows.</summary>
    public void End()
    {
        output.Flush();
        error.Flush();
    }

    static void Write(Decoder decoder, TextWriter to, ReadOnlySpan<byte> bytes)
    {
        var text = new char[decoder.GetCharCount(bytes, flush: false)];
        to.Write(text, 0, decoder.GetChars(bytes, text, flush: false));
    }
}
