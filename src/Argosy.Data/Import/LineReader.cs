namespace Argosy.Data.Import;

/// <summary>Lines of a UTF-8 stream as spans into one buffer; a byte order mark and line ends (LF, CRLF) are left out.</summary>
internal sealed class LineReader(Stream stream, int bufferSize = 1 << 18)
{
    byte[] _buffer = new byte[bufferSize];
    int _start, _end;
    bool _ended, _begun;

    /// <summary>Number of the line returned last, 1-based.</summary>
    public int LineNumber { get; private set; }

    /// <summary>Bytes of text consumed so far.</summary>
    public long Consumed { get; private set; }

    /// <summary>The next line; valid until the next call.</summary>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        while (true)
        {
            var rest = _buffer.AsSpan(_start, _end - _start);
            var length = rest.IndexOf((byte)'\n');
            if (length < 0 && !_ended)
            {
                Fill();
                continue;
            }
            if (length < 0 && rest.IsEmpty)
            {
                line = default;
                return false;
            }
            var taken = length < 0 ? rest.Length : length + 1;
            line = length < 0 ? rest : rest[..length];
            if (line.Length > 0 && line[^1] == '\r') line = line[..^1];
            _start += taken;
            Consumed += taken;
            LineNumber++;
            return true;
        }
    }

    void Fill()
    {
        if (_start > 0)
        {
            Buffer.BlockCopy(_buffer, _start, _buffer, 0, _end - _start);
            _end -= _start;
            _start = 0;
        }
        if (_end == _buffer.Length) Array.Resize(ref _buffer, _buffer.Length * 2);
        var read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _ended = read == 0;
        _end += read;
        if (_begun || (_end < 3 && !_ended)) return;
        _begun = true;
        if (_buffer.AsSpan(0, _end).StartsWith("\uFEFF"u8)) _start = 3;
    }
}
