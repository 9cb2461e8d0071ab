namespace Argosy.Research.Results;

/// <summary>Files of this machine.</summary>
public sealed class LocalFiles : IOutputFiles
{
    const int BufferSize = 1 << 16;

    LocalFiles()
    {
    }

    /// <summary>The one there is.</summary>
    public static LocalFiles Instance { get; } = new();

    /// <inheritdoc/>
    public IDraft Begin(string path) => new Draft(path);

    /// <inheritdoc/>
    public Stream Continue(string path) => new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);

    /// <inheritdoc/>
    public void Remove(string path) => File.Delete(path);

    sealed class Draft : IDraft
    {
        readonly string _path, _temporary;
        readonly FileStream _stream;
        bool _isDone;

        public Draft(string path)
        {
            ArgumentException.ThrowIfNullOrEmpty(path);
            (_path, _temporary) = (path, $"{path}.{Environment.ProcessId}.tmp");
            _stream = new FileStream(_temporary, FileMode.Create, FileAccess.Write, FileShare.Read, BufferSize);
        }

        public Stream Stream => _stream;

        public void Complete()
        {
            _stream.Dispose();
            File.Move(_temporary, _path, overwrite: true);
            _isDone = true;
        }

        public void Dispose()
        {
            if (_isDone) return;
            try
            {
                _stream.Dispose();
            }
            finally
            {
                File.Delete(_temporary);
            }
        }
    }
}
