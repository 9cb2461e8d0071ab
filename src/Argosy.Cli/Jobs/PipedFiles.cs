using Argosy.Research.Results;

namespace Argosy.Cli.Jobs;

/// <summary>Files of a job worker: their bytes go to the host as they are made, nothing is written here.</summary>
sealed class PipedFiles(JobPipe pipe) : IOutputFiles
{
    int _made;

    /// <inheritdoc/>
    public IDraft Begin(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var number = Interlocked.Increment(ref _made);
        pipe.Write(JobWord.Draft, to =>
        {
            to.Write(number);
            to.Write(path);
        });
        return new Draft(pipe, number);
    }

    /// <inheritdoc/>
    public Stream Continue(string path) => new Journal(pipe, path);

    /// <inheritdoc/>
    public void Remove(string path) => pipe.Write(JobWord.JournalRemoved, to => to.Write(path));

    sealed class Draft : IDraft
    {
        readonly JobPipe _pipe;
        readonly int _number;
#pragma warning disable CA2213 // Ending it would send what a draft that is dropped still holds.
        readonly BufferedStream _stream;
#pragma warning restore CA2213
        bool _isDone;

        public Draft(JobPipe pipe, int number)
        {
            (_pipe, _number) = (pipe, number);
            _stream = new BufferedStream(new Sent(bytes => pipe.Write(JobWord.DraftBytes, to =>
            {
                to.Write(number);
                to.Write(bytes.Span);
            })), 1 << 16);
        }

        public Stream Stream => _stream;

        public void Complete()
        {
            _stream.Flush();
            _pipe.Write(JobWord.DraftWhole, to => to.Write(_number));
            _isDone = true;
        }

        public void Dispose()
        {
            if (!_isDone) _pipe.Write(JobWord.DraftDropped, to => to.Write(_number));
            _isDone = true;
        }
    }

    // Reads the file as the host shows it, and tells the host what to write.
    sealed class Journal : Stream
    {
        readonly JobPipe _pipe;
        readonly string _path;
        readonly FileStream? _there;
        long _length, _position;

        public Journal(JobPipe pipe, string path)
        {
            (_pipe, _path) = (pipe, path);
            _there = File.Exists(path) ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite) : null;
            _length = _there?.Length ?? 0;
        }

        public override bool CanRead => true;

        public override bool CanSeek => true;

        public override bool CanWrite => true;

        public override long Length => _length;

        public override long Position { get => _position; set => _position = value; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (_there is null || _position >= _length) return 0;
            _there.Position = _position;
            var read = _there.Read(buffer, offset, (int)Math.Min(count, _length - _position));
            _position += read;
            return read;
        }

        public override void SetLength(long value)
        {
            if (value == _length) return;
            _pipe.Write(JobWord.JournalCut, to =>
            {
                to.Write(_path);
                to.Write(value);
            });
            _length = value;
        }

        public override void Write(byte[] buffer, int offset, int count)
        {
            _pipe.Write(JobWord.Journal, to =>
            {
                to.Write(_path);
                to.Write(_position);
                to.Write(buffer, offset, count);
            });
            _position += count;
            _length = Math.Max(_length, _position);
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void Flush()
        {
            // Every write has gone out.
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) _there?.Dispose();
            base.Dispose(disposing);
        }
    }
}

/// <summary>A stream whose bytes are handed on.</summary>
sealed class Sent(Action<ReadOnlyMemory<byte>> send) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Write(byte[] buffer, int offset, int count)
    {
        const int Most = 1 << 20;
        for (var at = 0; at < count; at += Most) send(buffer.AsMemory(offset + at, Math.Min(Most, count - at)));
    }

    public override void Flush()
    {
        // Every write has gone out.
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
