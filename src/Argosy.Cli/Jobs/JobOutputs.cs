using Argosy.Core.Values;
using Argosy.Research.Results;

namespace Argosy.Cli.Jobs;

/// <summary>The files a job may hand back: those its words name, and no others. Whole files appear together when the job has ended, journals grow while it runs.</summary>
sealed class JobOutputs(IReadOnlySet<string> files, IReadOnlySet<string> journals, IOutputFiles place, long mostBytes) : IDisposable
{
    readonly Dictionary<int, (string Path, IDraft Draft)> _drafts = [];
    readonly List<IDraft> _whole = [];
    readonly Dictionary<string, Stream> _growing = new(StringComparer.Ordinal);
    readonly List<string> _removed = [];
    long _bytes;

    /// <summary>Hears a frame about a file; an error where the job asks for what it may not.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public Error? Hear(JobFrame frame) => frame.Word switch
    {
        JobWord.Draft => Do(frame, from => Begin(from.ReadInt32(), from.ReadString())),
        JobWord.DraftBytes => Do(frame, from => Add(from.ReadInt32(), frame.Body[sizeof(int)..])),
        JobWord.DraftWhole => Do(frame, from => End(from.ReadInt32(), isWhole: true)),
        JobWord.DraftDropped => Do(frame, from => End(from.ReadInt32(), isWhole: false)),
        JobWord.Journal => Do(frame, from => Write(from.ReadString(), from.ReadInt64(), from.ReadBytes(frame.Body.Length))),
        JobWord.JournalCut => Do(frame, from => Cut(from.ReadString(), from.ReadInt64())),
        JobWord.JournalRemoved => Do(frame, from => Remove(from.ReadString())),
        _ => Error.Corrupt($"a frame {frame.Word} about no file"),
    };

    /// <summary>Gives the whole files their names.</summary>
    /// <exception cref="IOException">One of them cannot be given its name.</exception>
    public void Complete()
    {
        foreach (var draft in _whole) draft.Complete();
        foreach (var stream in _growing.Values) stream.Dispose();
        _growing.Clear();
        foreach (var path in _removed) place.Remove(path);
    }

    /// <summary>Drops what is not complete; journals stay as far as they have come.</summary>
    public void Dispose()
    {
        foreach (var (_, draft) in _drafts.Values) draft.Dispose();
        foreach (var draft in _whole) draft.Dispose();
        foreach (var stream in _growing.Values) stream.Dispose();
    }

    static Error? Do(JobFrame frame, Func<BinaryReader, Error?> fields)
    {
        Error? refusal = null;
        var read = frame.Read(from =>
        {
            refusal = fields(from);
            return true;
        });
        return read.Ok ? refusal : read.Error;
    }

    Error? Begin(int number, string path)
    {
        if (Refusal(path, files) is { } refusal) return refusal;
        if (_drafts.ContainsKey(number)) return Error.Corrupt($"the job began file {number} twice");
        _drafts.Add(number, (path, place.Begin(Path.GetFullPath(path))));
        return null;
    }

    Error? Add(int number, ReadOnlyMemory<byte> bytes)
    {
        if (!_drafts.TryGetValue(number, out var file)) return Error.Corrupt("the job wrote to a file that it has not begun");
        if (TooMuch(bytes.Length) is { } refusal) return refusal;
        file.Draft.Stream.Write(bytes.Span);
        return null;
    }

    Error? End(int number, bool isWhole)
    {
        if (!_drafts.Remove(number, out var file)) return Error.Corrupt("the job ended a file that it has not begun");
        if (isWhole) _whole.Add(file.Draft);
        else file.Draft.Dispose();
        return null;
    }

    Error? Write(string path, long position, byte[] bytes)
    {
        if (Refusal(path, journals) is { } refusal) return refusal;
        if (TooMuch(bytes.Length) is { } tooMuch) return tooMuch;
        var stream = Growing(path);
        if (position < 0 || position > stream.Length) return Error.Corrupt($"the job wrote behind the end of {path}");
        stream.Position = position;
        stream.Write(bytes);
        stream.Flush();
        return null;
    }

    Error? Cut(string path, long length)
    {
        if (Refusal(path, journals) is { } refusal) return refusal;
        var stream = Growing(path);
        if (length < 0 || length > stream.Length) return Error.Corrupt($"the job cut {path} to {length} bytes");
        stream.SetLength(length);
        return null;
    }

    Error? Remove(string path)
    {
        if (Refusal(path, journals) is { } refusal) return refusal;
        _removed.Add(Path.GetFullPath(path));
        return null;
    }

    Stream Growing(string path)
    {
        var full = Path.GetFullPath(path);
        if (!_growing.TryGetValue(full, out var stream)) _growing.Add(full, stream = place.Continue(full));
        return stream;
    }

    Error? TooMuch(int bytes) => (_bytes += bytes) > mostBytes ? new Error(ErrorKind.Refused, $"its files are longer than {mostBytes >> 20} MiB together") : null;

    static Error? Refusal(string path, IReadOnlySet<string> allowed)
    {
        var isNamed = path.Length is > 0 and < 4096 && !path.Contains('\0', StringComparison.Ordinal) && allowed.Contains(Path.GetFullPath(path));
        return isNamed ? null : new Error(ErrorKind.Refused, $"it wanted to write {Shown(path)}, which no option of the command names");
    }

    static string Shown(string path)
    {
        var plain = string.Concat(path.Select(c => char.IsControl(c) ? '?' : c));
        return plain.Length <= 200 ? $"'{plain}'" : $"'{plain[..200]}…'";
    }
}
